import { readListing, type ListingOptions } from '../../../nodes/Aurora/api/listing';

import { accountsRequest, API } from './answers';
import { fakeApi, records, type FakeApi } from './fakeClient';

/** No limit. */
export const all = Number.POSITIVE_INFINITY;
/** The path that the listing on Aurora's page begins with. */
export const start = accountsRequest.url.replace(API, '');

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
	await readListing(client, accountsRequest, options, limit);

/** What a query asks for, by number. */
export const asks = (path: string, name: string, fallback: number) =>
	Number(new URLSearchParams(path.split('?')[1]).get(name) ?? fallback);

/** How a service writes a page. */
type Body = (items: unknown[]) => unknown;

/** The records of one page of a service that has so many. */
const pageOf = (total: number, skipped: number, size: number) =>
	records(Math.max(0, Math.min(size, total - skipped)), skipped + 1);

/** A service that counts pages, and says or doesn't say how many records there are. */
export function pagedService(
	total: number,
	{ most = 100, body = ((items) => items) as Body } = {},
) {
	return fakeApi((path) => {
		const size = Math.min(most, asks(path, 'pageSize', most));
		return body(pageOf(total, (asks(path, 'page', 1) - 1) * size, size));
	});
}

/** The same for a service that skips records. */
export function offsetService(
	total: number,
	{ most = 100, body = ((items) => items) as Body } = {},
) {
	return fakeApi((path) => {
		const size = Math.min(most, asks(path, 'pageSize', most));
		return body(pageOf(total, asks(path, 'skip', 0), size));
	});
}

/** A service whose responses name the next page. */
export function linkedService(
	total: number,
	page: (items: unknown[], next: string | undefined) => unknown,
	size = 100,
) {
	return fakeApi((path) => {
		const end = asks(path, 'from', 0) + size;
		return page(pageOf(total, end - size, size), end < total ? `/Accounts?from=${end}` : undefined);
	});
}

/** How many records a listing is tried with: none, one, one page exactly, and many pages. */
export const sizes = [0, 1, 100, 1_234];
