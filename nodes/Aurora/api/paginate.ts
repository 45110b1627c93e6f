import { parseUrl } from '../../../lib/auth/environments';

import type { ApiResponse } from '../../../lib/http/response';
import { AuroraError } from '../../../lib/http/errors';
import { findList, type ListAnswer } from './findItems';
import { countsMorePages, nextLink, saysMore } from './evidence';
import { ReadAhead } from './readAhead';
import type { ApiRequest, AuroraApiClient } from './client';
import { withQuery } from './url';

/** Empty pages in a row that a listing may have before others follow. */
const MAX_EMPTY_PAGES = 10;

/** How a listing is read. */
export interface ListingOptions {
	/** Path to the list in an answer; empty to search it. */
	itemsProperty: string;
	/** `auto` follows what answers say of themselves; `page` and `offset` count; `off` asks once. */
	pagination: 'auto' | 'page' | 'offset' | 'off';
	pageParameter: string;
	firstPage: number;
	offsetParameter: string;
	pageSizeParameter: string;
	pageSize: number;
}

/** What was read of a listing. */
export interface Listing {
	records: unknown[];
	/** There is more: how many records in all, or `true` when only that is known. */
	more?: number | true;
}

/**
 * Where to go on in a listing. Plain data, so that a dropdown can hand it to the browser and get it
 * back with the next page.
 */
export interface ListingPosition {
	url: string;
	/** Page number or offset of `url`, when pages are counted. */
	count?: number;
	/** Records before this page. */
	before: number;
	/** Records of the first page: a shorter one is the last. */
	fullPage?: number;
	/** Nothing says that there is such a page: the one before was full, that is all. */
	mayBeMissing?: boolean;
}

/** One page, and where the next one is. */
export interface ListingPage {
	items: unknown[];
	total?: number;
	next?: ListingPosition;
	/** The answer says that there is more, but not where. */
	unreachable: boolean;
}

/** The first position of a listing. */
export function firstPosition(request: ApiRequest, options: ListingOptions): ListingPosition {
	const count =
		options.pagination === 'page'
			? options.firstPage
			: options.pagination === 'offset'
				? 0
				: undefined;
	return { url: request.url, count, before: 0 };
}

/**
 * Reads one page.
 *
 * @param ask gets the answer of an address, in a way of its own
 * @throws AuroraError when there is no list, or the next page is on another origin
 */
export async function readPage(
	client: AuroraApiClient,
	request: ApiRequest,
	options: ListingOptions,
	at: ListingPosition,
	ask = async (url: string): Promise<ApiResponse> => await client.request({ ...request, url }),
): Promise<ListingPage> {
	const response = await ask(countedUrl(at, options)).catch(async (thrown: unknown) => {
		const isPastEnd = at.mayBeMissing && thrown instanceof AuroraError && thrown.httpCode === 404;
		return isPastEnd ? undefined : await Promise.reject(thrown);
	});
	if (!response) return { items: [], unreachable: false };
	const answer = findList(response, options.itemsProperty);
	const { items, total } = answer;
	if (at.count !== undefined) return countedPage(at, options, answer);

	const link = nextLink(response, answer.body);
	const before = at.before + items.length;
	if (link !== undefined && options.pagination === 'auto') {
		return {
			items,
			total,
			next: { url: sameOrigin(client, response, link), before },
			unreachable: false,
		};
	}
	const unreachable =
		link !== undefined ||
		(total ?? 0) > before ||
		(saysMore(answer.body) ?? (at.before === 0 && countsMorePages(answer.body)));
	return { items, total, unreachable };
}

/**
 * Reads a listing up to a limit.
 *
 * @param limit records; Infinity for all
 * @param first the first answer, if it is here already
 * @throws AuroraError when pages repeat, or when all are wanted and the listing says that there is
 *   more than it gives
 */
export async function readListing(
	client: AuroraApiClient,
	request: ApiRequest,
	options: ListingOptions,
	limit: number,
	first?: ApiResponse,
): Promise<Listing> {
	const pages = new ReadAhead(async (url) => await client.request({ ...request, url }));
	const records: unknown[] = [];
	const seen = new Set<string>();
	let emptyPages = 0;
	let next: ListingPosition | undefined = firstPosition(request, options);
	let page: ListingPage | undefined;
	while (next && records.length < limit) {
		const end = next.before + (page?.items.length ?? 0);
		const hasMore = end < Math.min(limit, page?.total ?? 0);
		const known = page ? undefined : first;
		page = await readPage(
			client,
			request,
			options,
			next,
			async (url) => known ?? (await pages.answerOf(url, hasMore)),
		);
		refuseRepetition(seen, next, page);
		emptyPages = page.items.length === 0 ? emptyPages + 1 : 0;
		if (emptyPages > MAX_EMPTY_PAGES) throw onlyEmptyPages();
		for (const item of page.items) records.push(item);
		next = page.next;
	}
	const total = page?.total;
	const isPart = records.length > limit || next !== undefined || page?.unreachable === true;
	if (isPart && limit === Number.POSITIVE_INFINITY && options.pagination !== 'off') {
		throw incomplete(records.length, total);
	}
	if (records.length > limit) records.length = limit;
	if (!isPart) return { records };
	return { records, more: total !== undefined && total > records.length ? total : true };
}

/** The address of a position, with the number of the page where pages are counted. */
export function countedUrl(at: ListingPosition, options: ListingOptions): string {
	if (at.count === undefined) return at.url;
	const name = options.pagination === 'page' ? options.pageParameter : options.offsetParameter;
	const { pageSizeParameter, pageSize } = options;
	const size: Array<[string, string]> = pageSizeParameter
		? [[pageSizeParameter, String(pageSize)]]
		: [];
	return withQuery(at.url, [[name, String(at.count)], ...size]);
}

function countedPage(
	at: ListingPosition,
	options: ListingOptions,
	answer: ListAnswer,
): ListingPage {
	const { items, total } = answer;
	const before = at.before + items.length;
	const fullPage = at.fullPage ?? items.length;
	if (items.length === 0) return { items, total, unreachable: (total ?? 0) > before };
	if (isLastPage(at, answer, before, fullPage)) return { items, total, unreachable: false };
	const count = (at.count ?? 0) + (options.pagination === 'page' ? 1 : items.length);
	const mayBeMissing = total === undefined && saysMore(answer.body) === undefined;
	const next = { url: at.url, count, before, fullPage, mayBeMissing };
	return { items, total, next, unreachable: false };
}

/**
 * What the answer says decides. If it says nothing, a page shorter than the first is the last: the
 * first one shows how many records a page really has, since a service may give fewer than asked for.
 */
function isLastPage(
	at: ListingPosition,
	{ items, total, body }: ListAnswer,
	before: number,
	fullPage: number,
): boolean {
	if (total !== undefined && total >= before) return total === before;
	return !(saysMore(body) ?? (at.before === 0 || items.length >= fullPage));
}

function sameOrigin(client: AuroraApiClient, response: ApiResponse, link: string): string {
	const url = parseUrl(link, response.url);
	if (url?.origin === client.settings.apiOrigin) return url.href;
	throw new AuroraError(
		'The next page of the listing is on another server',
		`It was not asked, so that the token stays with ${client.settings.apiOrigin}. The answer points to ${url?.origin ?? 'an unreadable address'}. Set 'Pagination' in the options to Page Number or Offset, or tell Aurora.`,
	);
}

/** Without this, a service that ignores the page number would be asked for ever. */
function refuseRepetition(seen: Set<string>, at: ListingPosition, { items }: ListingPage): void {
	const address = `${at.count ?? ''} ${at.url}`;
	const content = JSON.stringify([items.length, items[0], items[items.length - 1]]);
	if (seen.has(address) || (items.length > 0 && seen.has(content))) {
		throw new AuroraError(
			'The listing repeats itself: a page came twice',
			"Aurora seems to ignore the parameters that ask for a page. Check their names in the options, or set 'Pagination' to Off if one answer holds everything.",
		);
	}
	seen.add(address);
	if (items.length > 0) seen.add(content);
}

function onlyEmptyPages(): AuroraError {
	return new AuroraError(
		`The listing gives more than ${MAX_EMPTY_PAGES} empty pages in a row`,
		"Each of them names a next page, without an end. Set 'Pagination' in the options to Page Number or Offset, or tell Aurora.",
	);
}

function incomplete(got: number, total: number | undefined): AuroraError {
	const all =
		total === undefined
			? `more than the ${got} records that it gives`
			: `${total} records, but it gives ${got}`;
	return new AuroraError(
		`The listing says that there are ${all}`,
		"It does not say where the next page is. Set 'Pagination' in the options to Page Number or Offset, with the names that Aurora's API uses, or switch off 'Return All' and set a 'Limit'.",
	);
}
