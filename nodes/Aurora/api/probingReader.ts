import type { Convention } from './conventions';
import { singlePage } from './listMemory';
import { judge, signatureOf, shapeOf, type ListPage } from './listPage';
import { ListReader } from './listReader';
import { PAGE_SIZES, raisePageSize } from './pageSize';
import { Prober } from './probe';

/** Finds out how a list goes on after its first page: by what is known of it, or by asking. */
export class ProbingReader extends ListReader {
	protected async findWay(first: ListPage): Promise<ListPage | undefined> {
		const { state, known } = this;
		if (known.convention && known.firstPage === shapeOf(first)) {
			const next = await this.goOnByKnown(known.convention, first);
			if (next !== 'unfit') return next;
		}
		const { more, complete } = judge(first, state.received, state.pagesRead);
		const prober = new Prober(this.source, state.seen, first);
		const { convention, page, isComplete, isToldEnd } = await prober.find();
		const { left, tried } = prober.requests;
		if (convention && page) {
			const raised = await this.raise(convention, page, PAGE_SIZES.slice(0, left));
			this.convention = typeof raised === 'string' ? convention : raised.convention;
			this.keep(this.convention);
			if (typeof raised !== 'string') return raised.page;
			this.foundAt = this.positionBy(convention, page);
			state.add(page);
			return page;
		}
		const { total = 0, pages = 0 } = first.evidence;
		const isCountedMore = total > state.received || pages > state.pagesRead;
		const isEmpty = isToldEnd ? !isCountedMore : isComplete && !more;
		const isProven = complete || isEmpty === true;
		this.end = { isProven, isSilent: !more && !isProven, tried };
		// A parameter that is understood is asked again: the list may have grown.
		if (convention) this.keep(convention, true);
		else if (!more) this.found.single = singlePage(signatureOf(first), this.end);
		return undefined;
	}

	private async goOnByKnown(
		convention: Convention,
		first: ListPage,
	): Promise<ListPage | 'unfit' | undefined> {
		const { isSizeTried, isSinglePage } = this.known;
		const sizes = isSizeTried ? [convention.size ?? 0] : PAGE_SIZES;
		const raised = isSinglePage ? 'kept' : await this.raise(convention, first, sizes);
		if (raised === 'unfit') return raised;
		if (raised === 'kept') {
			// Pages are counted by their size.
			const next = await this.nextBy({ ...convention, size: undefined }, first);
			this.keep(convention, isSinglePage && (!next?.length || this.state.isStalled));
			return next;
		}
		this.keep(convention);
		this.convention = raised.convention;
		return raised.page;
	}

	private async raise(convention: Convention, page: ListPage, sizes: number[]) {
		return this.mayRaise ? await raisePageSize(this, convention, page, sizes) : 'kept';
	}

	/** Keeps a convention with the page size for a long list, which may be larger than that of this reading. */
	private keep(convention: Convention, isSinglePage = false): void {
		const { found, firstPage } = this;
		if (firstPage !== undefined) Object.assign(found, { convention, firstPage, isSinglePage });
	}
}
