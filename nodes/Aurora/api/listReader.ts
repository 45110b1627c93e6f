import { AuroraError } from '../../../lib/http/errors';

import type { Convention } from './conventions';
import { loopError, overlapError } from './listErrors';
import type { End } from './listOutcome';
import type { Remembered } from './listMemory';
import { isFull, shapeOf, type ListPage, type ListSource } from './listPage';
import { ListState, type Position } from './listState';
import { dropSelfLink, nextLink } from './nextLink';
import { unlessRefused } from './probeRequests';
import { followingUrls } from './readAhead';

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
		const url = () =>
			convention ? source.urlOf(convention, at?.value ?? convention.base) : source.request.url;
		const page = await state.take(at?.url ?? url()).catch(async (thrown: unknown) => {
			const isRefused = thrown instanceof AuroraError && ORDER_REFUSED.includes(thrown.status ?? 0);
			if (at || !isRefused || !source.leaveOutOrder()) throw thrown;
			return await state.take(url());
		});
		if (!at) this.firstPage = shapeOf(page);
		return page;
	}

	/** The page after the last one; undefined at the end. */
	async next(): Promise<ListPage | undefined> {
		const { state, convention } = this;
		const { page } = state;
		dropSelfLink(page, state.isStalled);
		if (this.onlyFirst) return this.stop({ is: 'only first' });
		if (state.isFull) return undefined;
		if (convention) return await this.nextBy(convention);
		const url = nextLink(state);
		const { more, complete } = state.judge();
		if (url !== undefined) {
			// Some name a next page behind the last one too.
			if (complete && page.length === 0) return undefined;
			const next = await this.take(url, 3);
			return state.isStalled && complete ? this.stop({ is: 'proven' }) : next;
		}
		if (state.isStalled && !complete) throw loopError();
		const mayGoOn = more || (!complete && (page.evidence.mayBeMore === true || isFull(page)));
		if (!mayGoOn) return undefined;
		const { silent } = this.known;
		const isKnown = silent?.page === shapeOf(page) && silent.until > performance.now();
		if (isKnown && !more) return this.stop({ is: 'silent' });
		if (state.pagesRead > 1 && page.evidence.nextToken === undefined)
			return this.stop({ is: 'end' });
		return await this.findWay(page);
	}

	private stop(end: End): undefined {
		this.end = end;
		return undefined;
	}

	/** @returns the next page, or the first one again with more records; undefined where there is none */
	protected abstract findWay(first: ListPage): Promise<ListPage | undefined>;

	/** Where the reading goes on after the last page; undefined at the end. */
	get position(): Position | undefined {
		const { convention } = this;
		return convention && this.isOver(convention) ? undefined : this.positionBy(convention);
	}

	protected positionBy(convention?: Convention): Position | undefined {
		const { pagesRead, received, largestPage } = this.state;
		const url = convention ? undefined : nextLink(this.state);
		const value = convention && this.state.valueFor(convention);
		if ((url ?? value) === undefined) return undefined;
		return { pagesRead, received, largestPage, url, convention, value };
	}

	/**
	 * Reads the next page, and requests those after it at the same time where their number is known.
	 *
	 * @param proof addresses that have to differ by as much
	 */
	private async take(url: string, proof: number): Promise<ListPage> {
		const { state } = this;
		const { evidence, length } = state.page;
		const left = Math.min(evidence.total ?? 0, state.limit) - state.received;
		const pages = Math.ceil(left / Math.max(1, state.largestPage)) - 1;
		const urls = [...state.urls, url].slice(-proof);
		const isWhole = length === state.largestPage && urls.length === proof;
		return await state.take(url, isWhole ? followingUrls(urls, pages) : []);
	}

	/** The next page by a convention; undefined at the end. */
	protected async nextBy(convention: Convention): Promise<ListPage | undefined> {
		this.convention = convention;
		this.end = { is: 'end' };
		const { known, state } = this;
		const { evidence, length } = state.page;
		const isTotal = convention.kind === 'offset' && evidence.total !== undefined;
		if (isTotal && state.overlaps > MAX_OVERLAPS) throw overlapError();
		// What was found out before may be true no longer.
		const isFromBefore = known.convention && convention.size === undefined && !known.isSinglePage;
		if (isFromBefore && state.pagesRead === 2 && state.isStalled) throw loopError();
		const isOver = this.isOver(convention);
		if (length > 0 && !state.isStalled) this.saidMore = state.judge().more;
		const value = isOver ? undefined : state.valueFor(convention);
		if (value === undefined) return undefined;
		const isCounted = convention.kind === 'page' || convention.kind === 'offset';
		const url = this.source.urlOf(convention, value);
		const isSecond = state.pagesRead === 1;
		const next = await unlessRefused(isCounted ? this.take(url, 2) : state.take(url));
		if (!next && isFromBefore && isSecond) throw loopError();
		return next;
	}

	private isOver(convention: Convention): boolean {
		const { state } = this;
		const { length, evidence } = state.page;
		const { kind } = convention;
		const { more, complete } = state.judge(state.page, state.pagesOf(convention));
		// Where a count or a flag says otherwise, the next page tells.
		if (complete) return !more || length === 0 || state.isStalled;
		if (kind === 'token') return (evidence.nextToken ?? evidence.cursor) === undefined;
		const isMore = state.judge(state.page, Number.POSITIVE_INFINITY).more;
		const isTold = kind === 'page' || evidence.nextOffset !== undefined;
		if (length === 0) return !isTold || state.emptyPages > 1 || !isMore;
		if (state.isStalled) return !this.saidMore;
		// Of a page that others may see more of, only an empty one is the end.
		const isShortened = kind === 'lastId' || (kind === 'page' && !this.isByHand);
		return !more && length < (isShortened ? 1 : state.largestPage);
	}
}
