import { AuroraError } from '../../../lib/http/errors';
import type { HttpResponse } from '../../../lib/http/response';
import { parseUrl } from '../../../lib/util/url';

import type { AuroraApiClient } from './client';
import { countsMorePages, nextLink, saysMore } from './evidence';
import { findList, type ListPage } from './findItems';
import type { ApiRequest } from './sendAuthenticated';
import { withQuery } from './url';

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
