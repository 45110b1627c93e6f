import type { HttpResponse } from '../../../lib/http/response';
import { isRecord } from '../../../lib/util/json';

import { fieldIn } from './fieldIn';

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

/** Flags by which envelopes say whether there is more. */
const MORE_FLAGS = [
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
];

/** Where envelopes put a cursor: it shows that there is more, but not where. */
const CURSORS = [
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
 * The address of the next page that a response names itself: in a `Link` header (RFC 8288) or in its
 * body.
 *
 * @returns an address, possibly relative to the response's own; undefined when there is none
 */
export function nextLink(response: HttpResponse, body: unknown): string | undefined {
	const fromHeader = linkTarget(response.header('link'), 'next');
	if (fromHeader !== undefined) return fromHeader;
	if (!isRecord(body)) return undefined;
	return NEXT_PATHS.map((path) => addressOf(fieldIn(body, path))).find(
		(address) => address !== undefined,
	);
}

/**
 * Whether a response says of itself that there is more, or that there is not.
 *
 * @returns undefined when it says nothing
 */
export function saysMore(body: unknown): boolean | undefined {
	if (!isRecord(body)) return undefined;
	for (const path of MORE_FLAGS) {
		const flag = asFlag(fieldIn(body, path));
		if (flag !== undefined) return flag;
	}
	const isLast = asFlag(fieldIn(body, 'last'));
	if (isLast !== undefined) return !isLast;
	if (CURSORS.some((path) => isSet(fieldIn(body, path)))) return true;
	// A page number or a token under `next` is no address, but it does say that there is more.
	const next = NEXT_PATHS.map((path) => fieldIn(body, path)).find((value) => value !== undefined);
	return next === undefined ? undefined : isSet(next);
}

/**
 * Whether the first response counts several pages. For later ones that would not tell: some services
 * count from 0, others from 1.
 */
export function countsMorePages(body: unknown): boolean {
	for (const place of ['', 'meta.', 'pagination.', 'paging.', 'page.']) {
		const total = Number(fieldIn(body, `${place}totalPages`) ?? Number.NaN);
		const names = ['page', 'pageNumber', 'currentPage', 'number'];
		const page = names
			.map((name) => fieldIn(body, `${place}${name}`))
			.find((at) => !isRecord(at) && at !== undefined);
		if (total > 1 && Number(page ?? 1) <= 1) return true;
	}
	return false;
}

function asFlag(value: unknown): boolean | undefined {
	if (value === 'true' || value === 'false') return value === 'true';
	return typeof value === 'boolean' ? value : undefined;
}

function isSet(value: unknown): boolean {
	return value !== undefined && value !== null && value !== false && value !== '';
}

/**
 * The target of the first link with a relation (RFC 8288, 3).
 *
 * @param header `Link` headers, joined with commas
 * @param rel compared without case; a link may have several, separated by blanks
 */
export function linkTarget(header: string, rel: string): string | undefined {
	for (const [, target, parameters] of header.slice(0, LONGEST_HEADER).matchAll(LINK)) {
		// Only the first rel of a link counts.
		const found = [...parameters.matchAll(PARAMETER)].find(([, name]) => /^rel$/i.test(name));
		const relations = (found?.[2] ?? found?.[3] ?? '').toLowerCase().split(/\s+/);
		if (relations.includes(rel)) return target.trim();
	}
	return undefined;
}

const LONGEST_HEADER = 50_000;
const LINK =
	/<([^<>]*)>((?:\s*;\s*[\w!#$&+\-.^`|~*]+\s*(?:=\s*(?:"(?:[^"\\]|\\.)*"|[^\s",;]*))?)*)/g;
const PARAMETER = /;\s*([\w!#$&+\-.^`|~*]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",;]*)))?/g;

function addressOf(value: unknown): string | undefined {
	const address = isRecord(value) ? (value.href ?? value.url) : value;
	if (typeof address !== 'string') return undefined;
	return /^(https?:\/\/|\/|\?|\.{1,2}\/)/i.test(address) || /[/?]/.test(address)
		? address
		: undefined;
}
