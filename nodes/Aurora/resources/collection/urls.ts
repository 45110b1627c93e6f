import type { AuroraSettings } from '../../../../lib/auth/settings';
import { AuroraError } from '../../../../lib/http/errors';
import { withQuery } from '../../api/url';

/** The documented listing (FACTS 10), as `GET /Accounts?orderBy=id%20asc`. */
export const DOCUMENTED_ORDER: SortRule[] = [{ field: 'id', direction: 'asc' }];

/** One rule of an order; the first one counts most. */
export interface SortRule {
	field: string;
	direction: 'asc' | 'desc';
}

/**
 * The address of the listing of accounts.
 *
 * @param query further parameters; one named `orderBy` replaces the order
 */
export function accountsUrl(
	settings: AuroraSettings,
	order: SortRule[],
	query: Array<[string, string]>,
): string {
	const orderBy = order.map(({ field, direction }) => `${field} ${direction}`).join(',');
	return withQuery(withQuery(`${settings.apiBaseUrl}/Accounts`, [['orderBy', orderBy]]), query);
}

/**
 * The address of one account: by convention, not documented (FACTS, "Unknown").
 *
 * @throws AuroraError for an id that no account can have
 */
export function accountUrl(
	settings: AuroraSettings,
	id: string,
	query: Array<[string, string]>,
): string {
	if (id === '')
		throw new AuroraError("'Account' is empty", 'Choose an account from the list, or give its ID.');
	if (id === '.' || id === '..') {
		throw new AuroraError(`'Account' can't be '${id}'`, 'Give the ID of an account, such as 1001.');
	}
	if (/\p{Cs}/u.test(id)) {
		throw new AuroraError(
			"'Account' holds a broken character",
			'The ID was cut in the middle of a character. Give the whole ID, such as 1001.',
		);
	}
	return withQuery(`${settings.apiBaseUrl}/Accounts/${encodeURIComponent(id)}`, query);
}
