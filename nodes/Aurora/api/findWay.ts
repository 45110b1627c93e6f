import type { Convention } from './conventions';
import type { Position } from './conventionValues';
import { singlePage } from './listMemory';
import type { End } from './listOutcome';
import { judge, saidBy, shapeOf, type ListPage } from './listPage';
import { PAGE_SIZES, raisePageSize, type Reading } from './pageSize';
import { Prober } from './probe';

/** A list whose first page is held. */
interface Beginning extends Reading {
	convention?: Convention;
	end: End;
	firstPage?: string;
	foundAt?: Position;
	readonly mayRaise: boolean;
	nextBy(convention: Convention, page: ListPage): Promise<ListPage | undefined>;
	positionBy(convention: Convention, page: ListPage): Position | undefined;
}

/**
 * Finds out how a list goes on after its first page: by what is known of it, or by asking.
 *
 * @returns the next page, or the first one again with more records; undefined where there is none
 */
export async function findWay(reader: Beginning, first: ListPage): Promise<ListPage | undefined> {
	const { state, known } = reader;
	if (known.convention && known.firstPage === shapeOf(first)) {
		const next = await goOnByKnown(reader, known.convention, first);
		if (next !== 'unfit') return next;
	}
	const { more, complete } = judge(first, state.received, state.pagesRead);
	const prober = new Prober(reader.source, state.seen, first);
	const { convention, page, isComplete, isToldEnd } = await prober.find();
	const { left, tried } = prober.requests;
	if (convention && page) {
		const raised = await raise(reader, convention, page, PAGE_SIZES.slice(0, left));
		reader.convention = typeof raised === 'string' ? convention : raised.convention;
		keep(reader, reader.convention);
		if (typeof raised !== 'string') return raised.page;
		reader.foundAt = reader.positionBy(convention, page);
		state.add(page);
		return page;
	}
	const { total = 0, pages = 0 } = first.evidence;
	const isCountedMore = total > state.received || pages > state.pagesRead;
	const isEmpty = isToldEnd ? !isCountedMore : isComplete && !more;
	const isProven = complete || isEmpty === true;
	reader.end = { isProven, isSilent: !more && !isProven, tried };
	// A parameter that is understood is asked again: the list may have grown.
	if (convention) keep(reader, convention, true);
	else if (!more) reader.found.single = singlePage(saidBy(first), reader.end);
	return undefined;
}

async function goOnByKnown(
	reader: Beginning,
	convention: Convention,
	first: ListPage,
): Promise<ListPage | 'unfit' | undefined> {
	const { isSizeTried, isSinglePage } = reader.known;
	const sizes = isSizeTried ? [convention.size ?? 0] : PAGE_SIZES;
	const raised = isSinglePage ? 'kept' : await raise(reader, convention, first, sizes);
	if (raised === 'unfit') return raised;
	if (raised === 'kept') {
		// Pages are counted by their size.
		const next = await reader.nextBy({ ...convention, size: undefined }, first);
		keep(reader, convention, isSinglePage && (!next?.length || reader.state.isStalled));
		return next;
	}
	keep(reader, convention);
	reader.convention = raised.convention;
	return raised.page;
}

async function raise(
	reader: Beginning,
	...[convention, page, sizes]: [Convention, ListPage, number[]]
): ReturnType<typeof raisePageSize> {
	return reader.mayRaise ? await raisePageSize(reader, convention, page, sizes) : 'kept';
}

/** Keeps a convention with the page size for a long list, which may be larger than that of this reading. */
function keep({ found, firstPage }: Beginning, convention: Convention, isSinglePage = false): void {
	if (firstPage !== undefined) Object.assign(found, { convention, firstPage, isSinglePage });
}
