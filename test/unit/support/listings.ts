import { readListing, type ListingOptions } from '../../../nodes/Aurora/api/listing';

import { accountsRequest, API } from './answers';
import type { FakeApi } from './fakeClient';

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
export const off: ListingOptions = { ...automatic, pagination: 'off' };

/** Reads the listing of a service. */
export const read = async ({ client }: FakeApi, options: ListingOptions, limit = all) =>
	await readListing(client, accountsRequest, options, limit);

/** What a query asks for, by number. */
export const asks = (path: string, name: string, fallback: number) =>
	Number(new URLSearchParams(path.split('?')[1]).get(name) ?? fallback);
