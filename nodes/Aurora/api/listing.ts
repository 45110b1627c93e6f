import { AuroraError } from '../../../lib/http/errors';

import type { Convention } from './conventions';
import { ListError } from './listErrors';
import { forget, pathKey, recall, remember } from './listMemory';
import { outcomeOf, type Listing } from './listOutcome';
import { ListSource, type ListClient, type ListPage } from './listPage';
import type { ListReader } from './listReader';
import { ProbingReader } from './probingReader';
import type { ApiRequest } from './sendAuthenticated';

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
	const read = async () => await readOnce(openListing(client, request, options, limit));
	const key = pathKey(client.settings, request.url);
	const known = recall(key);
	const first = await read().catch(async (thrown: unknown) => {
		// What was found out about the path may be true no longer.
		if (!known?.convention || !isOfResponse(thrown)) throw thrown;
		forget(key);
		return await read();
	});
	if (!first.missing || known?.missing === first.missing) return first;
	// A record can slip from page to page while they are read: only what lacks twice is missing.
	if (known?.convention) forget(key);
	const second = await read();
	if (limit === Number.POSITIVE_INFINITY) remember(key, { missing: second.missing });
	return second.records.length < first.records.length ? first : second;
}

/**
 * Opens a list to be read page by page, by what is known of it.
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
	const { pagination } = options;
	const known = pagination === 'auto' ? recall(pathKey(client.settings, request.url)) : undefined;
	return new ProbingReader(source, limit, manualConvention(options), pagination === 'off', known);
}

/** Whether an error comes from what a good response holds: no other can mean that pages are asked for wrongly. */
function isOfResponse(thrown: unknown): boolean {
	if (!(thrown instanceof AuroraError) || thrown.isRetryable) return false;
	const { status = 0 } = thrown;
	return thrown instanceof ListError || (status >= 200 && status < 300);
}

/** Remembers what a reading has found out about its list. */
export function keepFindings({ source, found }: ListReader): void {
	if (Object.keys(found).length > 0) {
		remember(pathKey(source.client.settings, source.request.url), found);
	}
}

async function readOnce(reader: ListReader): Promise<Listing> {
	let page: ListPage | undefined = await reader.first();
	while (page) page = await reader.next();
	const outcome = outcomeOf(reader.state, reader.end);
	keepFindings(reader);
	return { ...outcome, ...reader.source.place };
}

function manualConvention(options: ListingOptions): Convention | undefined {
	const { pagination: kind, pageSizeParameter, pageSize: size } = options;
	if (kind !== 'page' && kind !== 'offset') return undefined;
	const name = kind === 'page' ? options.pageParameter : options.offsetParameter;
	const base = kind === 'page' ? options.firstPage : 0;
	const sizeNames = pageSizeParameter ? [pageSizeParameter] : [];
	return { kind, names: [name], base, sizeNames, size };
}
