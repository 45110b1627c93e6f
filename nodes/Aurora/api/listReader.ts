import { pageQuery, type Convention } from './conventions';
import { followingValues, valueFor, type Position } from './conventionValues';
import { loopError, overlapError } from './listErrors';
import type { End } from './listOutcome';
import { singlePage, type Remembered } from './listMemory';
import {
	hintsByCursor,
	isRoundSize,
	judge,
	saidBy,
	shapeOf,
	type ListPage,
	type ListSource,
} from './listPage';
import { ListState } from './listState';
import { dropSelfLink, nextLink } from './nextLink';
import { PAGE_SIZES, raisePageSize } from './pageSize';
import { Prober } from './probe';
import { unlessRefused } from './probeRequests';
import { followingUrls } from './readAhead';
import { withQuery } from './url';

const PAGES_AHEAD = 3;

/** Some overlap because records come and go; more say that the service counts others than it gives. */
const MAX_OVERLAPS = 2;

/** Reads a list page by page, and finds out how to get the next one. */
export class ListReader {
	readonly state: ListState;

	end: End = {};

	/** Whether the last page with new records said that there is more. */
	private saidMore = false;

	private firstPage?: string;

	/** What was found out, to be remembered. */
	found: Remembered = {};

	/**
	 * @param limit records that are wanted
	 * @param convention how the list pages, where that is set by hand
	 * @param onlyFirst whether no further page is wanted
	 * @param known what was found out about the path before
	 */
	constructor(
		readonly source: ListSource,
		limit: number,
		public convention?: Convention,
		readonly onlyFirst = false,
		private readonly known: Remembered = {},
	) {
		this.state = new ListState(source, limit);
	}

	/** The first page, or the one at a position. */
	async first(at?: Position): Promise<ListPage> {
		if (at) this.state.resume(at);
		this.convention = at?.convention ?? this.convention;
		const { convention, state, source } = this;
		const value = at?.value ?? (convention && valueFor(convention, state, source.own));
		const isOpen = !convention || value === undefined;
		const url = isOpen ? source.request.url : this.urlOf(convention, value);
		const page = await state.take(at?.url ?? url);
		if (!at) this.firstPage = shapeOf(page);
		return page;
	}

	/** The page after one; undefined at the end. */
	async next(page: ListPage): Promise<ListPage | undefined> {
		dropSelfLink(page, this.state.isStalled);
		if (this.onlyFirst || this.state.isFull) return undefined;
		if (this.convention) return await this.nextBy(this.convention, page);
		const url = nextLink(page, this.state, this.source.client.settings.apiOrigin);
		if (url !== undefined) return await this.follow(page, url);
		const { more, complete } = judge(page, this.state.received, this.state.pagesRead);
		if (this.state.isStalled && !complete) throw loopError();
		const mayGoOn = isRoundSize(page.length) || hintsByCursor(page);
		if (!more && (complete || !mayGoOn)) return undefined;
		const { single } = this.known;
		const isKnown = single?.page === saidBy(page) && single.until > performance.now();
		if (isKnown && (!more || single.end.isProven)) {
			this.end = single.end;
			return undefined;
		}
		if (this.state.pagesRead > 1 && page.evidence.nextToken === undefined) {
			this.end = { isEnd: true };
			return undefined;
		}
		return await this.findOut(page, more, complete);
	}

	/** Where the reading goes on after a page; undefined at the end. */
	positionAfter(page: ListPage): Position | undefined {
		const { pagesRead, received, largestPage } = this.state;
		const counts = { pagesRead, received, largestPage };
		const { convention } = this;
		if (convention) {
			const value = this.valueAfter(convention, page);
			return value === undefined ? undefined : { ...counts, convention, value };
		}
		const url = nextLink(page, this.state, this.source.client.settings.apiOrigin);
		return url === undefined ? undefined : { ...counts, url };
	}

	private async follow(page: ListPage, url: string): Promise<ListPage | undefined> {
		const { state } = this;
		const { complete } = judge(page, state.received, state.pagesRead);
		const left = Math.min(page.evidence.total ?? 0, state.limit) - state.received;
		const pages = Math.min(Math.ceil(left / Math.max(1, state.largestPage)), PAGES_AHEAD + 1);
		const next = await state.take(url, followingUrls(state.urls, pages).slice(1));
		if (!state.isStalled || !complete) return next;
		this.end = { isProven: true };
		return undefined;
	}

	private async findOut(
		first: ListPage,
		more: boolean,
		complete: boolean,
	): Promise<ListPage | undefined> {
		const { convention: known, firstPage } = this.known;
		if (known && firstPage === shapeOf(first)) {
			const sizes = this.known.isSizeTried ? [known.size ?? 0] : PAGE_SIZES;
			const raised = await raisePageSize(this, known, first, sizes);
			if (raised !== 'unfit') this.find(known);
			// Pages are counted by their size.
			if (raised === 'kept') return await this.nextBy({ ...known, size: undefined }, first);
			if (raised !== 'unfit') {
				this.convention = raised.convention;
				return raised.page;
			}
		}
		const prober = new Prober(this.source, this.state.seen, first);
		const { convention, page, isComplete, isToldEnd } = await prober.find();
		const { left, tried } = prober.requests;
		if (convention && page) {
			const raised = await raisePageSize(this, convention, page, PAGE_SIZES.slice(0, left));
			this.convention = typeof raised === 'string' ? convention : raised.convention;
			this.find(this.convention);
			if (typeof raised !== 'string') return raised.page;
			this.state.add(page);
			return page;
		}
		const { total = 0, pages = 0 } = first.evidence;
		const isCountedMore = total > this.state.received || pages > this.state.pagesRead;
		const isEmpty = isToldEnd ? !isCountedMore : isComplete && !more;
		const isProven = complete || isEmpty === true;
		this.end = { isProven, isSilent: !more && !isProven, tried };
		if (isProven || !more) this.found.single = singlePage(saidBy(first), this.end);
		return undefined;
	}

	/** Keeps a convention with the page size for a long list, which may be larger than that of this reading. */
	private find(convention: Convention): void {
		const { firstPage } = this;
		if (firstPage !== undefined) Object.assign(this.found, { convention, firstPage });
	}

	private async nextBy(convention: Convention, page: ListPage): Promise<ListPage | undefined> {
		this.convention = convention;
		this.end = { isEnd: true };
		const isCounted = convention.kind === 'offset' && page.evidence.total !== undefined;
		if (isCounted && this.state.overlaps > MAX_OVERLAPS) throw overlapError();
		const value = this.valueAfter(convention, page);
		if (value === undefined) return undefined;
		const following = followingValues(convention, this.state, page.evidence.total, PAGES_AHEAD).map(
			(each) => this.urlOf(convention, each),
		);
		return await unlessRefused(this.state.take(this.urlOf(convention, value), following));
	}

	private valueAfter(convention: Convention, page: ListPage): string | number | undefined {
		if (this.isOver(convention, page)) return undefined;
		return valueFor(convention, this.state, this.source.own, page);
	}

	private isOver({ kind }: Convention, page: ListPage): boolean {
		const { state } = this;
		const { more, complete } = judge(page, state.received, state.pagesOf(kind));
		if (complete) return page.evidence.more !== true;
		if (kind === 'token') return (page.evidence.nextToken ?? page.evidence.cursor) === undefined;
		const isMore = judge(page, state.received, Number.POSITIVE_INFINITY).more;
		if (page.length === 0) return kind !== 'page' || state.emptyPages > 1 || !isMore;
		if (state.isStalled) return !this.saidMore;
		this.saidMore = more;
		return !more && page.length < (kind === 'lastId' ? 1 : state.largestPage);
	}

	/** The address of a page. */
	urlOf(convention: Convention, value: string | number): string {
		return withQuery(this.source.request.url, pageQuery(convention, value));
	}
}
