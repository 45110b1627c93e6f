import { AuroraError } from '../../../lib/http/errors';

import { pageQuery, type Convention } from './conventions';
import { recordId } from './identity';
import { loopError, overlapError } from './listErrors';
import { isRoundSize, judge, type ListPage, type ListSource } from './listPage';
import type { Remembered } from './listMemory';
import { ListState } from './listState';
import { dropSelfLink, nextLink } from './nextLink';
import { PAGE_SIZES, raisePageSize } from './pageSize';
import { Prober } from './probe';
import { isRefusal } from './probeRequests';
import { followingUrls } from './readAhead';
import { withQuery } from './url';

const PAGES_AHEAD = 3;

/** Some overlap because records come and go; more say that the service counts others than it gives. */
const MAX_OVERLAPS = 3;

/** Where a reading goes on. Plain data, so that a dropdown can hand it to the browser and get it back. */
export interface Position {
	/** Address of the next page, where the last one names it. */
	url?: string;
	convention?: Convention;
	/** Number, offset, token or id that the convention asks for. */
	value?: string | number;
	pagesRead: number;
	received: number;
	largestPage: number;
}

/** How the pages ended. */
export interface End {
	/** A way to further pages was followed until there were none. */
	isEnd?: boolean;
	/** A probe has shown that there is no more. */
	isProven?: boolean;
	/** Nothing tells whether there is more, and no further page was found. */
	isSilent?: boolean;
	/** What was tried to get more. */
	tried?: string[];
}

/** Reads a list page by page, and finds out how to get the next one. */
export class ListReader {
	readonly state: ListState;

	end: End = {};

	/** Whether the last page with new records said that there is more. */
	private saidMore = false;

	/** The convention to remember: the one of this reading, with the page size for a longer one. */
	proven?: Convention;

	/** Whether a larger page was asked for. */
	isSizeTried = false;

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
		private readonly onlyFirst = false,
		private readonly known: Remembered = {},
	) {
		this.state = new ListState(source, limit);
	}

	/** The first page, or the one at a position. */
	async first(at?: Position): Promise<ListPage> {
		if (at) this.state.resume(at);
		this.convention = at?.convention ?? this.convention;
		const value = at?.value ?? (this.convention && this.valueFor(this.convention));
		const url =
			at?.url ??
			(this.convention && value !== undefined
				? this.urlOf(this.convention, value)
				: this.source.request.url);
		return await this.state.take(url);
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
		const mayGoOn = isRoundSize(page.length) || page.evidence.cursor !== undefined;
		if (!more && (complete || !mayGoOn)) return undefined;
		const { single } = this.known;
		if (!more && single?.count === page.length && single.until > Date.now()) {
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
			const value = this.isOver(convention, page) ? undefined : this.valueFor(convention, page);
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
			if (raised !== 'unfit') this.proven = known;
			// Pages are counted by their size.
			if (raised === 'too small') return await this.nextBy({ ...known, size: undefined }, first);
			if (raised !== 'unfit') {
				this.convention = raised.convention;
				return raised.page;
			}
		}
		const prober = new Prober(this.source, this.state.seen, this.state.records, first);
		const { convention, page, isComplete, isToldEnd, left, tried } = await prober.find();
		if (convention && page) {
			const raised = await raisePageSize(this, convention, page, PAGE_SIZES.slice(0, left));
			this.convention = typeof raised === 'string' ? convention : raised.convention;
			this.proven = this.convention;
			if (typeof raised !== 'string') return raised.page;
			this.state.add(page);
			return page;
		}
		const { total = 0, pages = 0 } = first.evidence;
		const isCountedMore = total > this.state.received || pages > this.state.pagesRead;
		const isEmpty = isToldEnd ? !isCountedMore : isComplete && !more;
		const isProven = complete || isEmpty === true;
		this.end = { isProven, isSilent: !more && !isProven, tried };
		return undefined;
	}

	private async nextBy(convention: Convention, page: ListPage): Promise<ListPage | undefined> {
		this.convention = convention;
		this.end = { isEnd: true };
		const isCounted = convention.kind === 'offset' && page.evidence.total !== undefined;
		if (isCounted && this.state.overlaps > MAX_OVERLAPS) throw overlapError();
		const value = this.isOver(convention, page) ? undefined : this.valueFor(convention, page);
		if (value === undefined) return undefined;
		const following = this.followingBy(convention, page);
		return await this.orRefused(this.state.take(this.urlOf(convention, value), following));
	}

	private isOver({ kind }: Convention, page: ListPage): boolean {
		const { state } = this;
		const { more, complete } = judge(page, state.received, state.pagesOf(kind));
		if (complete) return page.evidence.more !== true;
		if (kind === 'token') return (page.evidence.nextToken ?? page.evidence.cursor) === undefined;
		const isMore = judge(page, state.received, Number.POSITIVE_INFINITY).more;
		if (page.length === 0) return state.emptyPages > 2 || !isMore;
		if (state.isStalled) return !this.saidMore;
		this.saidMore = more;
		return !more && page.length < (kind === 'lastId' ? 1 : state.largestPage);
	}

	private valueFor({ kind, base }: Convention, page?: ListPage): string | number | undefined {
		const { state, source } = this;
		if (kind === 'page') return base + state.pagesRead;
		if (kind === 'offset') return base + state.received;
		if (kind === 'lastId') return recordId(state.records[state.records.length - 1], source.own);
		return (page?.evidence.nextToken ?? page?.evidence.cursor)?.value;
	}

	/** The address of a page. */
	urlOf(convention: Convention, value: string | number): string {
		return withQuery(this.source.request.url, pageQuery(convention, value));
	}

	/** Addresses of the pages after the next one, as far as the total says that there are such. */
	private followingBy(convention: Convention, { evidence: { total } }: ListPage): string[] {
		const { received, pagesRead, largestPage, limit } = this.state;
		if (total === undefined || largestPage === 0) return [];
		const { kind, base } = convention;
		if (kind !== 'page' && kind !== 'offset') return [];
		const pages = Math.ceil((Math.min(total, limit) - received) / largestPage) - 1;
		return Array.from({ length: Math.max(0, Math.min(pages, PAGES_AHEAD)) }, (_, at) =>
			kind === 'page'
				? this.urlOf(convention, base + pagesRead + at + 1)
				: this.urlOf(convention, base + received + (at + 1) * largestPage),
		);
	}

	/** A page, or undefined where the service refuses it. */
	async orRefused(page: Promise<ListPage>): Promise<ListPage | undefined> {
		return await page.catch((thrown: unknown) => {
			if (thrown instanceof AuroraError && isRefusal(thrown.status)) return undefined;
			throw thrown;
		});
	}
}

/** What a first page looks like: one that looks different pages in another way. */
export function shapeOf({ length, evidence }: ListPage): string {
	return [length, ...evidence.names].join();
}
