import type { AuroraApiClient } from './client';
import type { Convention } from './conventions';
import { collectEvidence } from './evidence';
import type { Evidence } from './evidenceTypes';
import { findItems } from './findItems';
import type { FoundList } from './listCandidates';
import { noList } from './listErrors';
import { pagingWords } from './pagingWords';
import { ReadAhead } from './readAhead';
import { recordNames } from './recordId';
import type { ApiRequest } from './sendAuthenticated';
import { withQuery } from './url';

/** One response of a list. */
export interface ListPage {
	url: string;
	items: unknown[];
	/** How many records came; `items` may be without those that were read before. */
	length: number;
	evidence: Evidence;
	/** It has `null` or an empty object in place of the list. */
	isVague?: boolean;
}

/** What of a client a list needs. */
export type ListClient = Pick<AuroraApiClient, 'request' | 'settings' | 'isLimited'>;

/** The responses of one list. */
export class ListSource {
	/** What the records are called, in lower case: `accounts`, `account`. */
	readonly own: string[];

	private readonly ahead: ReadAhead;

	private first?: FoundList;

	private isFromZero = false;

	constructor(
		readonly client: ListClient,
		public request: ApiRequest,
		private readonly itemsProperty: string,
	) {
		this.own = recordNames(new URL(request.url).pathname);
		this.ahead = new ReadAhead(
			async (url) => await client.request({ ...this.request, url }),
			() => client.isLimited,
		);
	}

	/** Where the list is in the first response, and whether that had no content at all. */
	get place() {
		const { path, holders, container } = this.first!;
		return { path, isNoContent: container === undefined && holders.length === 0 };
	}

	/** Asks without the order by ID that the node adds by itself; false where there is none. */
	leaveOutOrder(): boolean {
		const { url } = this.request;
		const without = url.replace(
			/(?<=[?&])orderBy=(?:([^&]*)%2C)?id%20asc(&|$)/,
			(_, given: string | undefined, end: string) => (given ? `orderBy=${given}${end}` : ''),
		);
		this.request = { ...this.request, url: without.replace(/[?&]$/, '') };
		return without !== url;
	}

	/** The address of a page: all spellings of the parameters are sent together. */
	urlOf({ names, sizeNames, size }: Convention, value: string | number): string {
		const all = (each: string[], sent?: string | number) =>
			sent === undefined ? [] : each.map((name): [string, string] => [name, String(sent)]);
		return withQuery(this.request.url, [...all(names, value), ...all(sizeNames, size)]);
	}

	/**
	 * Reads one page.
	 *
	 * @param following addresses of the pages after it, to be requested at the same time
	 * @param isFurther whether it is not the first
	 * @throws AuroraError when the request fails, or the response has no list
	 */
	async page(url: string, following: string[] = [], isFurther = false): Promise<ListPage> {
		const response = await this.ahead.response(url, following);
		const list = findItems(response, this.itemsProperty, this.own, this.first);
		this.first ??= list;
		const evidence = collectEvidence(response, list, this.own);
		if (list.isMissing) {
			const isPastEnd = isFurther && evidence.seen.length > 0;
			const isEmpty = evidence.total === 0 || isPastEnd || isBareHal(list.holders[0]);
			if (!isEmpty) throw noList(list.holders[0]);
		}
		// With a total of 0, a list under a name that tells nothing is another one.
		if (evidence.total === 0 && list.isUnknown) list.items = [];
		// The number of the last page is counted as the one of the first page is.
		if (!isFurther) this.isFromZero = evidence.page === 0;
		if (evidence.lastPage !== undefined)
			evidence.pages ??= evidence.lastPage + (this.isFromZero ? 1 : 0);
		const { items, path, container } = list;
		const isVague = items.length === 0 && path !== undefined && !Array.isArray(container);
		return { url, items, length: items.length, evidence, isVague };
	}
}

/** Whether services cut lists at this size: a multiple of 5, or a power of two from 16. */
export function isRoundSize(length: number): boolean {
	const isPowerOfTwo = length >= 16 && Number.isInteger(Math.log2(length));
	return length > 0 && (length % 5 === 0 || isPowerOfTwo);
}

/** Whether a page may have been cut: at a size that services cut lists at, or that the response names. */
export function isFull({ length, evidence }: ListPage): boolean {
	return isRoundSize(length) || (length > 0 && length === evidence.size);
}

/** What a first page looks like: one that looks different pages in another way. */
export function shapeOf({ length, evidence }: ListPage): string {
	return [length, ...evidence.names].join();
}

/** Whether a response says where the next page is. */
export function namesNext({ nextUrl, nextToken, nextPage, nextOffset }: Evidence): boolean {
	return [nextUrl, nextToken, nextPage, nextOffset].some((next) => next !== undefined);
}

/** HAL without `_embedded`: nothing but links and words of pages. */
function isBareHal(body: Record<string, unknown>): boolean {
	return '_links' in body && Object.keys(body).every((name) => pagingWords(name) !== undefined);
}
