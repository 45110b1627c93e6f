import { AuroraError } from '../../../lib/http/errors';

import type { Convention } from './conventions';
import { incompleteError, unclearError } from './listErrors';
import { forget, pathKey, recall, remember, type Remembered } from './listMemory';
import { isRoundSize, judge, ListSource, type ListClient, type ListPage } from './listPage';
import { ListReader, shapeOf } from './listReader';
import type { ApiRequest } from './sendAuthenticated';

/** For how long a list that does not page is not asked again, in milliseconds. */
const SINGLE_PAGE_MEMORY = 600_000;

/** How a list is read. */
export interface ListingOptions {
	/** Path to the list in a response; empty to search it. */
	itemsProperty: string;
	/** `auto` finds out; `page` and `offset` count; `off` reads one page. */
	pagination: 'auto' | 'page' | 'offset' | 'off';
	pageParameter: string;
	firstPage: number;
	offsetParameter: string;
	pageSizeParameter: string;
	pageSize: number;
}

/** What was read of a list. */
export interface Listing {
	records: unknown[];
	/** There is more: how many records in all, or `true` when only that is known. */
	more?: number | true;
	/** Why it could not be proven that these are all, as a sentence. */
	doubt?: string;
}

/**
 * Reads a list up to a limit.
 *
 * @param limit records; Infinity for all
 * @throws AuroraError when all are wanted and the list is known to be incomplete
 */
export async function readListing(
	client: ListClient,
	request: ApiRequest,
	options: ListingOptions,
	limit: number,
): Promise<Listing> {
	const source = new ListSource(client, request, options.itemsProperty);
	const key = pathKey(client.settings, request.url);
	const isAutomatic = options.pagination === 'auto';
	const known = isAutomatic ? recall(key) : undefined;
	const read = async (found?: Remembered) => await readOnce(source, options, limit, found);
	const first = await read(known).catch(async (thrown: unknown) => {
		// What was found out about the path may be true no longer.
		if (!known?.convention || !(thrown instanceof AuroraError)) throw thrown;
		forget(key);
		return await read();
	});
	if (isAutomatic) remember(key, first.found);
	const { missing = 0 } = first.found;
	if (missing === 0 || known?.missing === missing) return first.listing;
	// A record can slip from page to page while they are read: only what lacks twice is missing.
	const second = await read(known?.convention ? undefined : first.found);
	if (isAutomatic) remember(key, second.found);
	return second.listing.records.length < first.listing.records.length
		? first.listing
		: second.listing;
}

/**
 * Opens a list to be read page by page.
 *
 * @param limit records; Infinity for all
 */
export function openListing(
	client: ListClient,
	request: ApiRequest,
	options: ListingOptions,
	limit: number,
): ListReader {
	const source = new ListSource(client, request, options.itemsProperty);
	return new ListReader(source, limit, manualConvention(options), options.pagination === 'off');
}

/** One reading, and what it found out. */
async function readOnce(
	source: ListSource,
	options: ListingOptions,
	limit: number,
	known: Remembered = {},
): Promise<{ listing: Listing; found: Remembered }> {
	const isOff = options.pagination === 'off';
	const reader = new ListReader(source, limit, manualConvention(options), isOff, known);
	let page = await reader.first();
	const firstPage = shapeOf(page);
	let telling = page;
	for (let next: ListPage | undefined = page; next; next = await reader.next(page)) {
		page = next;
		// A page that came before says nothing about the end.
		if (!reader.state.isStalled) telling = page;
	}
	const outcome = outcomeOf(reader, telling, isOff);
	const { proven: convention, end } = reader;
	const found: Remembered = { missing: outcome.missing };
	if (convention) {
		const isSizeTried = reader.isSizeTried || known.isSizeTried;
		Object.assign(found, { convention, firstPage, isSizeTried });
	} else if (end.isSilent || end.isProven) {
		found.single = { count: page.length, end, until: Date.now() + SINGLE_PAGE_MEMORY };
	}
	return { listing: outcome, found };
}

/** What a reading came to, if it may end so. */
function outcomeOf(
	{ state, end }: ListReader,
	page: ListPage,
	isOff: boolean,
): Listing & { missing: number } {
	const { limit, received, pagesRead, largestPage, repeats, largestTotal } = state;
	const { more: saysMore, seen, cursor } = page.evidence;
	// One that shrinks means that records were removed, and others may have taken their places.
	const total = largestTotal || page.evidence.total;
	const { more, complete } = judge(page, received, pagesRead);
	const got = state.records.length;
	const records = got > limit ? state.records.slice(0, limit) : state.records;
	const lacking = total === undefined ? 0 : Math.max(0, total - got);
	// What came twice explains as many: two records with one ID, or one that moved.
	const missing = lacking <= repeats ? 0 : lacking;
	const all = total !== undefined && total > records.length ? total : true;
	if (got > limit || (got === limit && more && !complete))
		return { records, more: all, missing: 0 };
	if (end.isSilent) {
		const doubt = `Exactly ${got} records came, and nothing says whether there are more. No further page was found.`;
		return { records, doubt, missing: 0 };
	}
	const isFullPage = pagesRead > 1 ? page.length >= largestPage : isRoundSize(page.length);
	const mayGoOn = ((isFullPage && !state.isLinked) || cursor !== undefined) && got !== total;
	if (got === limit && !more && !complete && mayGoOn) {
		const doubt = `${got} records were returned, as many as 'Limit', and nothing says whether there are more.`;
		return { records, doubt, missing: 0 };
	}
	const isCounted = total !== undefined && lacking === 0 && (state.seen.hasIds || repeats === 0);
	const isDrift = lacking > 0 && lacking < Math.max(2, largestPage) && saysMore !== true;
	const isUnclear = state.seen.isUnclear && !isCounted;
	if (isUnclear && limit === Number.POSITIVE_INFINITY) throw unclearError(got);
	if (pagesRead > 1 && isDrift && !isUnclear) {
		const doubt = `Aurora counts ${total} records, and ${got} came. Records may have changed while they were read.`;
		return { records, doubt, missing };
	}
	if (!isCounted && (isUnclear || repeats > 0)) {
		const doubt = isUnclear
			? `${got} records came. They have no IDs and look alike, so that some may be left out.`
			: `${got} records came, ${repeats} of them more than once, so that others may be left out.`;
		return { records, doubt, missing: 0 };
	}
	if (end.isProven || (!more && !end.isEnd)) return { records, missing: 0 };
	const isContradicted = state.isStalled && more;
	if (end.isEnd && lacking === 0 && saysMore !== true && !isContradicted) return { records, missing: 0 };
	if (limit === Number.POSITIVE_INFINITY && !isOff)
		throw incompleteError(got, total, seen, end.tried ?? []);
	return { records, more: all, missing: 0 };
}

function manualConvention(options: ListingOptions): Convention | undefined {
	const { pagination, pageSizeParameter, pageSize: size } = options;
	const sizeNames = pageSizeParameter ? [pageSizeParameter] : [];
	if (pagination === 'page') {
		const { pageParameter, firstPage: base } = options;
		return { kind: 'page', names: [pageParameter], base, sizeNames, size };
	}
	if (pagination !== 'offset') return undefined;
	return { kind: 'offset', names: [options.offsetParameter], base: 0, sizeNames, size };
}
