import type { AuroraSettings } from '../../../../lib/auth';
import { AuroraError } from '../../../../lib/http/errors';
import { withoutTrailingSlash } from '../../../../lib/util/url';
import { apiUrl, refuseIncomplete, withQuery } from '../../api/url';

import { titleCase, type Descriptor } from './descriptor';

/** The order of the request on Aurora's page, `GET /Accounts?orderBy=id asc`. */
export const DEFAULT_ORDER = 'id asc';

/**
 * The address of a collection, without a query.
 *
 * @param given what the user entered in the field Collection
 * @throws AuroraError when that is not a path of the API, or has a query
 */
export function collectionUrl(
	{ path }: Descriptor,
	settings: AuroraSettings,
	given: unknown,
): string {
	if (path !== undefined) return settings.apiBaseUrl + path;
	const text = String(given ?? '').trim();
	const url = apiUrl(settings, /^\/+$/.test(text) ? '' : text, 'Collection');
	if (url.includes('?')) {
		throw new AuroraError(
			"'Collection' must not contain a query",
			"Enter the path alone, such as /Invoices, and add what follows the question mark to 'Query Parameters' in the options.",
		);
	}
	return url;
}

/**
 * The address of a list.
 *
 * @param url of the collection
 * @param query further parameters; one named `orderBy` replaces the order
 */
export function listUrl(
	url: string,
	query: Array<[string, string]>,
	orderBy = DEFAULT_ORDER,
): string {
	return withQuery(withQuery(url, [['orderBy', orderBy]]), query);
}

/**
 * The address of one record: by convention, Aurora does not document it.
 *
 * @param url of the collection
 * @param noun what a record is called: `account`
 * @throws AuroraError for an ID that no record can have
 */
export function recordUrl(
	url: string,
	id: string,
	query: Array<[string, string]>,
	noun: string,
): string {
	const field = titleCase(noun);
	if (id === '')
		throw new AuroraError(`'${field}' is empty`, `Choose from the list, or enter an ID.`);
	if (id === '.' || id === '..')
		throw new AuroraError(
			`'${field}' can't be '${id}'`,
			`Enter the ID of the ${noun}, such as 1001.`,
		);
	refuseIncomplete(id, `'${field}'`);
	return withQuery(`${withoutTrailingSlash(url)}/${encodeURIComponent(id)}`, query);
}
