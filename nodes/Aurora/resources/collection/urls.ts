import { AuroraError } from '../../../../lib/http/errors';
import { withoutTrailingSlash } from '../../../../lib/util/url';
import { refuseIncomplete, withQuery } from '../../api/url';

import { titleCase } from './descriptor';

/** One rule of an order; the first one counts most. */
export interface SortRule {
	field: string;
	direction: 'asc' | 'desc';
}

/** The order of the request on Aurora's page, `GET /Accounts?orderBy=id asc`. */
export const DEFAULT_ORDER: SortRule[] = [{ field: 'id', direction: 'asc' }];

/**
 * The address of a list.
 *
 * @param url of the collection
 * @param query further parameters; one named `orderBy` replaces the order
 */
export function listUrl(url: string, order: SortRule[], query: Array<[string, string]>): string {
	const orderBy = order.map(({ field, direction }) => `${field} ${direction}`).join(',');
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
	if (id === '.' || id === '..') {
		const advice = `Enter the ID of the ${noun}, such as 1001.`;
		throw new AuroraError(`'${field}' can't be '${id}'`, advice);
	}
	refuseIncomplete(id, `'${field}'`);
	return withQuery(`${withoutTrailingSlash(url)}/${encodeURIComponent(id)}`, query);
}
