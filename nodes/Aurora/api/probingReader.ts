import type { Convention } from './conventions';
import { shapeOf, type ListPage } from './listPage';
import { ListReader } from './listReader';
import { Prober } from './probe';
import { PROBE_REFUSED, unlessRefused } from './probeRequests';

/** The largest page that is asked for, and what when a service refuses it. */
const PAGE_SIZES = [1000, 100];

/** For how long a list that does not page is not probed again, in milliseconds. */
const SILENCE_MEMORY = 600_000;

/** Finds out how a list goes on after its first page: by what is known of it, or by asking. */
export class ProbingReader extends ListReader {
	protected async findWay(first: ListPage): Promise<ListPage | undefined> {
		const { state, known } = this;
		if (known.convention && known.firstPage === shapeOf(first)) {
			const next = await this.goOnByKnown(known.convention);
			if (next !== 'unfit') return next;
		}
		const { more, complete } = state.judge();
		const prober = new Prober(state);
		const { convention, page, isComplete, isToldEnd } = await prober.find();
		const { left, tried } = prober.requests;
		if (convention && page) {
			this.convention = convention;
			const raised = await this.raise(convention, page, PAGE_SIZES.slice(0, left));
			this.keep(this.convention);
			if (typeof raised === 'object') return raised;
			this.foundAt = this.positionBy(convention);
			state.add(page);
			return page;
		}
		const { total = 0, pages = 0 } = first.evidence;
		const isCountedMore = total > state.received || pages > state.pagesRead;
		const isEmpty = isToldEnd ? !isCountedMore : isComplete && !more;
		const isProven = complete || isEmpty === true;
		this.end = { is: isProven ? 'proven' : more ? undefined : 'silent', tried };
		// A parameter that is understood is asked again: the list may have grown.
		if (convention) this.keep(convention, true);
		else this.found.silent = { page: shapeOf(first), until: performance.now() + SILENCE_MEMORY };
		return undefined;
	}

	private async goOnByKnown(convention: Convention): Promise<ListPage | 'unfit' | undefined> {
		const { isSizeTried, isSinglePage } = this.known;
		const sizes = isSizeTried ? [convention.size ?? 0] : PAGE_SIZES;
		const raised = isSinglePage ? 'kept' : await this.raise(convention, this.state.page, sizes);
		if (typeof raised === 'object') this.keep(convention);
		if (raised !== 'kept') return raised;
		// Pages are counted by their size.
		const next = await this.nextBy({ ...convention, size: undefined });
		this.keep(convention, isSinglePage && (!next?.length || this.state.isStalled));
		return next;
	}

	/**
	 * Begins the list again with larger pages, where that saves requests.
	 *
	 * @param latest the last page that came, taken or not
	 * @param sizes to ask for, in records
	 * @returns the first page, taken, and its size is in the convention of the reading then; `kept`
	 *   where the list goes on as it is, `unfit` where the page does not begin with the records read
	 */
	private async raise(
		convention: Convention,
		latest: ListPage,
		sizes: number[],
	): Promise<ListPage | 'kept' | 'unfit'> {
		const { state, source } = this;
		const current = state.largestPage;
		const wanted = Math.min(state.limit, latest.evidence.total ?? Number.POSITIVE_INFINITY);
		const isCounted = convention.kind === 'page' || convention.kind === 'offset';
		if (!this.mayRaise || !isCounted || wanted <= current * 2) return 'kept';
		this.found.isSizeTried = true;
		// One more than a limit tells whether there is more.
		const most = wanted === state.limit ? wanted + 1 : wanted;
		for (const larger of sizes.map((size) => Math.min(size, most))) {
			if (larger <= current) return 'kept';
			const url = source.urlOf({ ...convention, size: larger }, convention.base);
			const page = await unlessRefused(source.page(url), PROBE_REFUSED);
			if (!page) continue;
			if (!state.seen.isBeginning(page.items)) return 'unfit';
			if (page.length <= current) return 'kept';
			state.reset();
			state.add(page);
			// A service that gives fewer may still count its pages by what it was asked for.
			this.convention = { ...convention, size: Math.min(page.length, larger) };
			return page;
		}
		return 'kept';
	}

	/** Keeps a convention with the page size for a long list, which may be larger than that of this reading. */
	private keep(convention: Convention, isSinglePage = false): void {
		const { found, firstPage } = this;
		if (firstPage !== undefined) Object.assign(found, { convention, firstPage, isSinglePage });
	}
}
