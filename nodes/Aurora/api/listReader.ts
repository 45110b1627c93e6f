import { AuroraError } from '../../../lib/http/errors';

import { pageQuery, type Convention } from './conventions';
import { valueFor, type Position } from './conventionValues';
import { loopError, overlapError } from './listErrors';
import type { End } from './listOutcome';
import type { Remembered } from './listMemory';
import { judge, mayGoOn, signatureOf, shapeOf, type ListPage, type ListSource } from './listPage';
import { ListState } from './listState';
import { dropSelfLink, nextLink } from './nextLink';
import { unlessRefused } from './probeRequests';
import { followingUrls } from './readAhead';
import { withQuery } from './url';

/** Statuses by which a service may refuse the order that the node asks for by itself. */
const ORDER_REFUSED = [400, 422, 501];

/** Some overlap because records come and go; more say that the service counts others than it gives. */
const MAX_OVERLAPS = 2;

/** Reads a list page by page, and finds out how to get the next one. */
export abstract class ListReader {
	readonly state: ListState;

	end: End = {};

	/** Whether the last page with new records said that there is more. */
	private saidMore = false;

	private readonly isByHand: boolean;

	protected firstPage?: string;

	/** Whether the list may begin again with larger pages. */
	mayRaise = true;

	/** Where the page is that showed how to go on. */
	foundAt?: Position;

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
		readonly known: Remembered = {},
	) {
		this.state = new ListState(source, limit);
		this.isByHand = convention !== undefined;
	}

	async first(at?: Position): Promise<ListPage> {
		if (at) this.state.resume(at);
		this.convention = at?.convention ?? this.convention;
		const { convention, state, source } = this;
		const value = at?.value ?? (convention && valueFor(convention, state, source.own));
		const url = () =>
			!convention || value === undefined ? source.request.url : this.urlOf(convention, value);
		const page = await state.take(at?.url ?? url()).catch(async (thrown: unknown) => {
			const isRefused = thrown instanceof AuroraError && ORDER_REFUSED.includes(thrown.status ?? 0);
			if (at || !isRefused || !source.leaveOutOrder()) throw thrown;
			return await state.take(url());
		});
		if (!at) this.firstPage = shapeOf(page);
		return page;
	}

	/** The page after one; undefined at the end. */
	async next(page: ListPage): Promise<ListPage | undefined> {
		dropSelfLink(page, this.state.isStalled);
		if (this.onlyFirst) this.end = { isOnlyFirst: true };
		if (this.onlyFirst || this.state.isFull) return undefined;
		if (this.convention) return await this.nextBy(this.convention, page);
		const url = nextLink(page, this.state, this.source.client.settings.apiOrigin);
		const { more, complete } = judge(page, this.state.received, this.state.pagesRead);
		// Some name a next page behind the last one too.
		if (url !== undefined && complete && page.length === 0) return undefined;
		if (url !== undefined) return await this.follow(page, url);
		if (this.state.isStalled && !complete) throw loopError();
		if (!more && (complete || !mayGoOn(page))) return undefined;
		const { single } = this.known;
		const isKnown = single?.page === signatureOf(page) && single.until > performance.now();
		if (isKnown && !more) {
			this.end = single.end;
			return undefined;
		}
		if (this.state.pagesRead > 1 && page.evidence.nextToken === undefined) {
			this.end = { isEnd: true };
			return undefined;
		}
		return await this.findWay(page);
	}

	/** @returns the next page, or the first one again with more records; undefined where there is none */
	protected abstract findWay(first: ListPage): Promise<ListPage | undefined>;

	/** Where the reading goes on after a page; undefined at the end. */
	positionAfter(page: ListPage): Position | undefined {
		if (this.convention) {
			return this.isOver(this.convention, page)
				? undefined
				: this.positionBy(this.convention, page);
		}
		const { pagesRead, received, largestPage } = this.state;
		const url = nextLink(page, this.state, this.source.client.settings.apiOrigin);
		return url === undefined ? undefined : { pagesRead, received, largestPage, url };
	}

	protected positionBy(convention: Convention, page: ListPage): Position | undefined {
		const { pagesRead, received, largestPage } = this.state;
		const value = valueFor(convention, this.state, this.source.own, page);
		return value === undefined
			? undefined
			: { pagesRead, received, largestPage, convention, value };
	}

	private async follow(page: ListPage, url: string): Promise<ListPage | undefined> {
		const { complete } = judge(page, this.state.received, this.state.pagesRead);
		const next = await this.take(page, url, 3);
		if (!this.state.isStalled || !complete) return next;
		this.end = { isProven: true };
		return undefined;
	}

	/**
	 * Reads the page after one, and requests those after it at the same time where their number is known.
	 *
	 * @param proof addresses that have to differ by as much
	 */
	private async take(
		{ evidence, length }: ListPage,
		url: string,
		proof: number,
	): Promise<ListPage> {
		const { state } = this;
		const left = Math.min(evidence.total ?? 0, state.limit) - state.received;
		const pages = Math.ceil(left / Math.max(1, state.largestPage)) - 1;
		const urls = [...state.urls, url].slice(-proof);
		const isFull = length === state.largestPage && urls.length === proof;
		return await state.take(url, isFull ? followingUrls(urls, pages) : []);
	}

	/** The next page by a convention; undefined at the end. */
	protected async nextBy(convention: Convention, page: ListPage): Promise<ListPage | undefined> {
		this.convention = convention;
		this.end = { isEnd: true };
		const { known, state } = this;
		const isTotal = convention.kind === 'offset' && page.evidence.total !== undefined;
		if (isTotal && state.overlaps > MAX_OVERLAPS) throw overlapError();
		// What was found out before may be true no longer.
		const isFromBefore = known.convention && convention.size === undefined && !known.isSinglePage;
		if (isFromBefore && state.pagesRead === 2 && state.isStalled) throw loopError();
		const isOver = this.isOver(convention, page);
		if (page.length > 0 && !state.isStalled)
			this.saidMore = judge(page, state.received, state.pagesRead).more;
		const value = isOver ? undefined : valueFor(convention, state, this.source.own, page);
		if (value === undefined) return undefined;
		const isCounted = convention.kind === 'page' || convention.kind === 'offset';
		const url = this.urlOf(convention, value);
		const isSecond = state.pagesRead === 1;
		const next = await unlessRefused(isCounted ? this.take(page, url, 2) : state.take(url));
		if (!next && isFromBefore && isSecond) throw loopError();
		return next;
	}

	private isOver(convention: Convention, page: ListPage): boolean {
		const { state } = this;
		const { kind } = convention;
		const { more, complete } = judge(page, state.received, state.pagesOf(convention));
		// Where a count or a flag says otherwise, the next page tells.
		if (complete) return !more || page.length === 0 || state.isStalled;
		if (kind === 'token') return (page.evidence.nextToken ?? page.evidence.cursor) === undefined;
		const isMore = judge(page, state.received, Number.POSITIVE_INFINITY).more;
		const isTold = kind === 'page' || page.evidence.nextOffset !== undefined;
		if (page.length === 0) return !isTold || state.emptyPages > 1 || !isMore;
		if (state.isStalled) return !this.saidMore;
		// Of a page that others may see more of, only an empty one is the end.
		const isShortened = kind === 'lastId' || (kind === 'page' && !this.isByHand);
		return !more && page.length < (isShortened ? 1 : state.largestPage);
	}

	urlOf(convention: Convention, value: string | number): string {
		return withQuery(this.source.request.url, pageQuery(convention, value));
	}
}
