import { AuroraError } from '../../../lib/http/errors';
import type { HttpResponse } from '../../../lib/http/response';

import type { AuroraApiClient } from './client';
import {
	firstPosition,
	readPage,
	type ListingOptions,
	type ListingPage,
	type ListingPosition,
} from './listPage';
import { ReadAhead } from './readAhead';
import type { ApiRequest } from './sendAuthenticated';

/** Empty pages in a row that a listing may have before others follow. */
const MAX_EMPTY_PAGES = 10;

/** What was read of a listing. */
export interface Listing {
	records: unknown[];
	/** There is more: how many records in all, or `true` when only that is known. */
	more?: number | true;
}

/**
 * Reads a listing up to a limit.
 *
 * @param limit records; Infinity for all
 * @param first the first response, if it is here already
 * @throws AuroraError when pages repeat, or when all are wanted and the list says that there is
 *   more than it gives
 */
export async function readListing(
	client: AuroraApiClient,
	request: ApiRequest,
	options: ListingOptions,
	limit: number,
	first?: HttpResponse,
): Promise<Listing> {
	const pages = new ReadAhead(async (url) => await client.request({ ...request, url }));
	const records: unknown[] = [];
	const seen = new Set<string>();
	let emptyPages = 0;
	let next: ListingPosition | undefined = firstPosition(request, options);
	let page: ListingPage | undefined;
	while (next && records.length < limit) {
		const end = next.before + (page?.items.length ?? 0);
		const hasMore = end < Math.min(limit, page?.total ?? 0);
		const known = page ? undefined : first;
		page = await readPage(
			client,
			request,
			options,
			next,
			async (url) => known ?? (await pages.responseOf(url, hasMore)),
		);
		refuseRepetition(seen, next, page);
		emptyPages = page.items.length === 0 ? emptyPages + 1 : 0;
		if (emptyPages > MAX_EMPTY_PAGES) throw onlyEmptyPages();
		for (const item of page.items) records.push(item);
		next = page.next;
	}
	const total = page?.total;
	const isPart = records.length > limit || next !== undefined || page?.hasMoreWithoutLink === true;
	if (isPart && limit === Number.POSITIVE_INFINITY && options.pagination !== 'off') {
		throw incomplete(records.length, total);
	}
	if (records.length > limit) records.length = limit;
	if (!isPart) return { records };
	return { records, more: total !== undefined && total > records.length ? total : true };
}

/** Without this, reading from a service that ignores the page number would never end. */
function refuseRepetition(seen: Set<string>, at: ListingPosition, { items }: ListingPage): void {
	const address = `${at.count ?? ''} ${at.url}`;
	const content = JSON.stringify([items.length, items[0], items[items.length - 1]]);
	if (seen.has(address) || (items.length > 0 && seen.has(content))) {
		throw new AuroraError(
			'Pagination loop detected: Aurora returned the same page twice',
			"Aurora seems to ignore the parameters that select a page. Check their names in the options, or set 'Pagination' to Off if one response holds everything.",
		);
	}
	seen.add(address);
	if (items.length > 0) seen.add(content);
}

function onlyEmptyPages(): AuroraError {
	return new AuroraError(
		`The list has more than ${MAX_EMPTY_PAGES} empty pages in a row`,
		"Each of them names a next page. Set 'Pagination' in the options to Page Number or Offset, or tell Aurora.",
	);
}

function incomplete(got: number, total: number | undefined): AuroraError {
	const all =
		total === undefined
			? `more than the ${got} records that were returned`
			: `${total} records, but only ${got} were returned`;
	return new AuroraError(
		`Aurora says that there are ${all}`,
		"It does not say where the next page is. Set 'Pagination' in the options to Page Number or Offset, with the names that Aurora's API uses, or turn off 'Return All' and set a 'Limit'.",
	);
}
