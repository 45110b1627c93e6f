import { AuroraError } from '../../../lib/http/errors';
import type { HttpResponse } from '../../../lib/http/response';
import { isRecord, valueAt } from '../../../lib/util/json';

import { fieldIn } from './fieldIn';
import { notJsonError } from './statusErrors';

/** Names under which APIs put a list, the most usual first. */
const LIST_NAMES = [
	'data',
	'items',
	'results',
	'value',
	'accounts',
	'records',
	'rows',
	'content',
	'list',
	'entries',
	'result',
	'_embedded',
];

/** Lists beside the one that was asked for. */
const SIDE_LISTS = new Set(['errors', 'warnings', 'messages', 'links', '_links', 'included']);

/** Names under which APIs tell how many records there are in all. */
const TOTAL_NAMES = [
	'total',
	'totalCount',
	'totalItems',
	'totalElements',
	'totalResults',
	'totalRecords',
	'total_count',
	'@odata.count',
	'recordCount',
];

/** Objects in which an envelope talks about its pages. */
const PAGE_INFO_NAMES = ['meta', 'meta.pagination', 'pagination', 'paging', 'page', 'pageInfo'];

/** What a response with a list holds. */
export interface ListPage {
	items: unknown[];
	/** The complete body, for what it says about further pages. */
	body: unknown;
	/** How many records there are in all, if the response says so. */
	total?: number;
}

/**
 * Finds the list in a response: a bare array, the list at `itemsProperty`, one under a well-known
 * name, or the only list that there is. What Aurora's lists look like is not documented.
 *
 * @param itemsProperty path with dots; empty to search
 * @throws AuroraError when there is no list, or several and none is known by its name
 */
export function findList(response: HttpResponse, itemsProperty = ''): ListPage {
	if (response.status === 204) return { items: [], body: undefined };
	if (response.body.length === 0) throw emptyResponse(response);
	const body = response.json();
	if (body === undefined) throw notJsonError(response);
	const items = itemsProperty
		? listAt(body, itemsProperty)
		: Array.isArray(body)
			? body
			: isRecord(body)
				? listIn(body)
				: undefined;
	if (!items) throw noList(body);
	return { items, body, total: totalIn(body, items, response) };
}

/** The list under a well-known name, at the top or one level below; undefined without one. */
export function wellKnownList(envelope: Record<string, unknown>): unknown[] | undefined {
	const candidates = LIST_NAMES.map((name) => fieldIn(envelope, name));
	const direct = candidates.find(Array.isArray);
	if (direct) return direct;
	for (const candidate of candidates) {
		const nested = isRecord(candidate) ? listIn(candidate) : undefined;
		if (nested) return nested;
	}
	return undefined;
}

function listIn(envelope: Record<string, unknown>): unknown[] | undefined {
	const known = wellKnownList(envelope);
	if (known) return known;
	const lists = Object.entries(envelope).filter(
		([name, value]) => Array.isArray(value) && !SIDE_LISTS.has(name.toLowerCase()),
	);
	return lists.length === 1 ? (lists[0][1] as unknown[]) : undefined;
}

function listAt(body: unknown, path: string): unknown[] {
	const value = valueAt(body, path);
	if (Array.isArray(value)) return value;
	throw new AuroraError(
		`The response has no list at '${path}'`,
		`Check 'List Field' in the options. ${fieldsOf(body)}`,
	);
}

function emptyResponse(response: HttpResponse): AuroraError {
	return new AuroraError(
		"Aurora's response is empty where a list was expected",
		'An empty list would be sent as [], so the response may have been lost on its way. Try again.',
		{ status: response.status },
	);
}

function noList(body: unknown): AuroraError {
	return new AuroraError(
		"No list was found in Aurora's response",
		`Set 'List Field' in the options to the field that holds the list, such as data.items. ${fieldsOf(body)}`,
	);
}

function fieldsOf(body: unknown): string {
	if (!isRecord(body))
		return `The response is ${Array.isArray(body) ? 'a list itself' : 'a plain value'}.`;
	const names = Object.keys(body).slice(0, 20);
	return names.length
		? `Fields of the response: ${names.join(', ').slice(0, 300)}.`
		: 'The response is an empty object.';
}

function totalIn(body: unknown, items: unknown[], response: HttpResponse): number | undefined {
	const header = totalInHeaders(response);
	if (header !== undefined) return header;
	if (!isRecord(body)) return undefined;
	const places = [body, ...PAGE_INFO_NAMES.map((name) => fieldIn(body, name)).filter(isRecord)];
	for (const name of TOTAL_NAMES) {
		for (const place of places) {
			const value = asCount(fieldIn(place, name));
			if (value !== undefined) return value;
		}
	}
	// `count` counts the page as often as the whole: it is a total only if it can't be the page.
	const count = asCount(fieldIn(body, 'count'));
	return count !== undefined && count > items.length ? count : undefined;
}

function totalInHeaders(response: HttpResponse): number | undefined {
	// RFC 9110, 14.4: `Content-Range: items 0-99/1234`.
	const range = /\/(\d+)$/.exec(response.header('content-range'))?.[1];
	return [response.header('x-total-count'), response.header('x-total'), range]
		.map(asCount)
		.find((count) => count !== undefined);
}

function asCount(value: unknown): number | undefined {
	const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
	return typeof count === 'number' && Number.isInteger(count) && count >= 0 ? count : undefined;
}
