import { AuroraError } from '../../../lib/http/errors';
import type { HttpResponse } from '../../../lib/http/response';
import { parseUrl } from '../../../lib/util/url';

import type { AuroraApiClient } from './client';
import { countsMorePages, nextLink, saysMore } from './evidence';
import { findList, type ListPage } from './findItems';
import { ReadAhead } from './readAhead';
import type { ApiRequest } from './sendAuthenticated';
import { withQuery } from './url';

/** Empty pages in a row that a listing may have before others follow. */
const MAX_EMPTY_PAGES = 10;

/** How a listing is read. */
export interface ListingOptions {
	/** Path to the list in a response; empty to search it. */
	itemsProperty: string;
	/** `auto` follows what responses say of themselves; `page` and `offset` count; `off` reads one page. */
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
	/** The response says that there is more, but not where. */
	hasMoreWithoutLink: boolean;
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
 * @param send gets the response of an address, in a way of its own
 * @throws AuroraError when there is no list, or the next page is on another origin
 */
export async function readPage(
	client: AuroraApiClient,
	request: ApiRequest,
	options: ListingOptions,
	at: ListingPosition,
	send = async (url: string): Promise<HttpResponse> => await client.request({ ...request, url }),
): Promise<ListingPage> {
	const response = await send(countedUrl(at, options)).catch(async (thrown: unknown) => {
		const isPastEnd = at.mayBeMissing && thrown instanceof AuroraError && thrown.status === 404;
		return isPastEnd ? undefined : await Promise.reject(thrown);
	});
	if (!response) return { items: [], hasMoreWithoutLink: false };
	const page = findList(response, options.itemsProperty);
	const { items, total } = page;
	if (at.count !== undefined) return countedPage(at, options, page);

	const link = nextLink(response, page.body);
	const before = at.before + items.length;
	if (link !== undefined && options.pagination === 'auto') {
		return {
			items,
			total,
			next: { url: sameOrigin(client, response, link), before },
			hasMoreWithoutLink: false,
		};
	}
	const hasMoreWithoutLink =
		link !== undefined ||
		(total ?? 0) > before ||
		(saysMore(page.body) ?? (at.before === 0 && countsMorePages(page.body)));
	return { items, total, hasMoreWithoutLink };
}

/**
 * Reads a listing up to a limit.
 *
 * @param limit records; Infinity for all
 * @param first the first response, if it is here already
 * @throws AuroraError when pages repeat, or when all are wanted and the list says that there is
 *   more than it gives
 */
export async function readListing(
	client: AuroraApiClient,
	request: ApiRequest,
	options: ListingOptions,
	limit: number,
	first?: HttpResponse,
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
			async (url) => known ?? (await pages.responseOf(url, hasMore)),
		);
		refuseRepetition(seen, next, page);
		emptyPages = page.items.length === 0 ? emptyPages + 1 : 0;
		if (emptyPages > MAX_EMPTY_PAGES) throw onlyEmptyPages();
		for (const item of page.items) records.push(item);
		next = page.next;
	}
	const total = page?.total;
	const isPart = records.length > limit || next !== undefined || page?.hasMoreWithoutLink === true;
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

function countedPage(at: ListingPosition, options: ListingOptions, page: ListPage): ListingPage {
	const { items, total } = page;
	const before = at.before + items.length;
	const fullPage = at.fullPage ?? items.length;
	if (items.length === 0) return { items, total, hasMoreWithoutLink: (total ?? 0) > before };
	if (isLastPage(at, page, before, fullPage)) return { items, total, hasMoreWithoutLink: false };
	const count = (at.count ?? 0) + (options.pagination === 'page' ? 1 : items.length);
	const mayBeMissing = total === undefined && saysMore(page.body) === undefined;
	const next = { url: at.url, count, before, fullPage, mayBeMissing };
	return { items, total, next, hasMoreWithoutLink: false };
}

/**
 * What the response says decides. If it says nothing, a page shorter than the first is the last: the
 * first one shows how many records a page really has, since a service may give fewer than asked for.
 */
function isLastPage(
	at: ListingPosition,
	{ items, total, body }: ListPage,
	before: number,
	fullPage: number,
): boolean {
	if (total !== undefined && total >= before) return total === before;
	return !(saysMore(body) ?? (at.before === 0 || items.length >= fullPage));
}

function sameOrigin(client: AuroraApiClient, response: HttpResponse, link: string): string {
	const url = parseUrl(link, response.url);
	if (url?.origin === client.settings.apiOrigin) return url.href;
	throw new AuroraError(
		'The next page of the list is on another server',
		`It was not requested, so that the token stays with ${client.settings.apiOrigin}. The response points to ${url?.origin ?? 'an address that could not be parsed'}. Set 'Pagination' in the options to Page Number or Offset, or tell Aurora.`,
	);
}

/** Without this, reading from a service that ignores the page number would never end. */
function refuseRepetition(seen: Set<string>, at: ListingPosition, { items }: ListingPage): void {
	const address = `${at.count ?? ''} ${at.url}`;
	const content = JSON.stringify([items.length, items[0], items[items.length - 1]]);
	if (seen.has(address) || (items.length > 0 && seen.has(content))) {
		throw new AuroraError(
			'Pagination loop detected: Aurora returned the same page twice',
			"Aurora seems to ignore the parameters that select a page. Check their names in the options, or set 'Pagination' to Off if one response holds everything.",
		);
	}
	seen.add(address);
	if (items.length > 0) seen.add(content);
}

function onlyEmptyPages(): AuroraError {
	return new AuroraError(
		`The list has more than ${MAX_EMPTY_PAGES} empty pages in a row`,
		"Each of them names a next page. Set 'Pagination' in the options to Page Number or Offset, or tell Aurora.",
	);
}

function incomplete(got: number, total: number | undefined): AuroraError {
	const all =
		total === undefined
			? `more than the ${got} records that were returned`
			: `${total} records, but only ${got} were returned`;
	return new AuroraError(
		`Aurora says that there are ${all}`,
		"It does not say where the next page is. Set 'Pagination' in the options to Page Number or Offset, with the names that Aurora's API uses, or turn off 'Return All' and set a 'Limit'.",
	);
}
