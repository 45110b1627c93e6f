import { readListing, type ListingOptions } from '../../../nodes/Aurora/api/paginate';

import { API } from './answers';
import { fakeApi, records, type FakeApi } from './fakeClient';

/** No limit. */
export const all = Number.POSITIVE_INFINITY;
/** The documented listing (FACTS 10), as a request and as the path that is asked. */
export const request = { url: `${API}/Accounts?orderBy=id%20asc` };
export const start = '/Accounts?orderBy=id%20asc';

/** The options as they are by default, and one set for each other pagination. */
export const automatic: ListingOptions = {
	itemsProperty: '',
	pagination: 'auto',
	pageParameter: 'page',
	firstPage: 1,
	offsetParameter: 'skip',
	pageSizeParameter: 'pageSize',
	pageSize: 100,
};
export const byPage: ListingOptions = { ...automatic, pagination: 'page' };
export const byOffset: ListingOptions = { ...automatic, pagination: 'offset' };
export const off: ListingOptions = { ...automatic, pagination: 'off' };

/** Reads the listing of a service. */
export const read = async ({ client }: FakeApi, options: ListingOptions, limit = all) =>
	await readListing(client, request, options, limit);

/** What a query asks for, by number. */
export const asks = (path: string, name: string, fallback: number) =>
	Number(new URLSearchParams(path.split('?')[1]).get(name) ?? fallback);

/** A service that counts pages, and says or doesn't say how many records there are. */
export function pagedService(
	total: number,
	{ most = 100, first = 1, body = (items: unknown[]): unknown => items } = {},
) {
	return fakeApi((path) => {
		const size = Math.min(most, asks(path, 'pageSize', most));
		const skipped = (asks(path, 'page', first) - first) * size;
		return body(records(Math.max(0, Math.min(size, total - skipped)), skipped + 1));
	});
}

/** The same for a service that skips records. */
export function offsetService(
	total: number,
	{ most = 100, body = (items: unknown[]): unknown => items } = {},
) {
	return fakeApi((path) => {
		const skipped = asks(path, 'skip', 0);
		const size = Math.min(most, asks(path, 'pageSize', most));
		return body(records(Math.max(0, Math.min(size, total - skipped)), skipped + 1));
	});
}

/** A service whose answers name the next page. */
export function linkedService(
	total: number,
	page: (items: unknown[], next: string | undefined) => unknown,
	size = 100,
) {
	return fakeApi((path) => {
		const skipped = asks(path, 'from', 0);
		const items = records(Math.max(0, Math.min(size, total - skipped)), skipped + 1);
		const next = skipped + size < total ? `/Accounts?from=${skipped + size}` : undefined;
		return page(items, next);
	});
}

/** How many records a listing is tried with: none, one, one page exactly, and many pages. */
export const sizes = [0, 1, 100, 1_234];
