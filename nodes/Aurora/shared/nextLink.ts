import { isRecord } from '../../../credentials/auroraApi/json';

import type { ApiResponse } from './apiResponse';
import { valueAt } from './valueAt';

/** Where envelopes put the address of the next page. */
const NEXT_PATHS = [
	'next',
	'nextLink',
	'@odata.nextLink',
	'odata.nextLink',
	'nextUrl',
	'next_url',
	'nextPageUrl',
	'next_page_url',
	'nextPage',
	'links.next',
	'_links.next',
	'paging.next',
	'pagination.next',
	'pagination.nextUrl',
	'meta.next',
	'page.next',
];

/** Where envelopes say that there is more without giving an address. */
const MORE_PATHS = [
	'hasMore',
	'has_more',
	'hasNext',
	'hasNextPage',
	'moreAvailable',
	'pageInfo.hasNextPage',
	'pagination.hasMore',
	'pagination.hasNext',
	'paging.hasMore',
	'meta.hasMore',
	'meta.hasNext',
	'nextCursor',
	'next_cursor',
	'nextPageToken',
	'next_page_token',
	'continuationToken',
	'pagination.nextCursor',
	'meta.nextCursor',
	'paging.cursors.after',
];

/**
 * The address of the next page that an answer gives itself: in a `Link` header (RFC 8288) or in its
 * body.
 *
 * @returns an address, possibly relative to the answer's own; undefined when there is none
 */
export function nextLink(response: ApiResponse, body: unknown): string | undefined {
	const fromHeader = linkTarget(response.header('link'), 'next');
	if (fromHeader !== undefined) return fromHeader;
	if (!isRecord(body)) return undefined;
	return NEXT_PATHS.map((path) => addressOf(valueAt(body, path))).find(
		(address) => address !== undefined,
	);
}

/**
 * Whether an answer says of itself that there is more, or that there is not.
 *
 * @returns undefined when it says nothing
 */
export function saysMore(body: unknown): boolean | undefined {
	if (!isRecord(body)) return undefined;
	for (const path of MORE_PATHS) {
		const value = valueAt(body, path);
		if (typeof value === 'boolean') return value;
		if (typeof value === 'string' && value !== '') return true;
	}
	// A page number or a token under `next` is no address, but it does say that there is more.
	const other = NEXT_PATHS.map((path) => valueAt(body, path)).find((value) => value !== undefined);
	return other === undefined ? undefined : other !== null && other !== false && other !== '';
}

/**
 * The target of the first link with a relation (RFC 8288, 3).
 *
 * @param header `Link` headers, joined with commas
 * @param rel compared without case; a link may have several, separated by blanks
 */
export function linkTarget(header: string, rel: string): string | undefined {
	const links =
		/<([^>]*)>((?:\s*;\s*[\w!#$&+\-.^`|~*]+\s*(?:=\s*(?:"(?:[^"\\]|\\.)*"|[^\s",;]*))?)*)/g;
	for (const [, target, parameters] of header.slice(0, 50_000).matchAll(links)) {
		// Only the first rel of a link counts.
		const found = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s",;]*))/i.exec(parameters);
		const relations = (found?.[1] ?? found?.[2] ?? '').toLowerCase().split(/\s+/);
		if (relations.includes(rel)) return target.trim();
	}
	return undefined;
}

function addressOf(value: unknown): string | undefined {
	const address = isRecord(value) ? (value.href ?? value.url) : value;
	if (typeof address !== 'string') return undefined;
	return /^(https?:\/\/|\/|\?|\.{1,2}\/)/i.test(address) || /[/?]/.test(address)
		? address
		: undefined;
}
