import { AuroraError } from '../../../../lib/http/errors';
import type { AuroraApiClient } from '../../../../nodes/Aurora/api/client';
import { readListing, type ListingOptions } from '../../../../nodes/Aurora/api/listing';
import { accountsRequest, answer, API } from '../../support/answers';
import { automatic } from '../../support/listings';

import type { Paging } from './paging';
import type { RawAnswer } from './service';

/** What a reading came to. */
export interface Reading {
	records: unknown[];
	/** Why it failed, in words for users. */
	error?: string;
	/** Why it broke: something that must never come. */
	broken?: string;
	hint?: string;
	requests: number;
}

/** What is to be read, and what is set by hand. */
export interface Wanted {
	path: string;
	/** Infinity for all. */
	limit?: number;
	itemsProperty?: string;
	/** The parameters of the pages, and their size. */
	byHand?: { paging: Paging; size: number };
}

/** No service needs as many. */
const MOST_REQUESTS = 5_000;

function optionsOf({ itemsProperty = '', byHand }: Wanted): ListingOptions {
	if (!byHand) return { ...automatic, itemsProperty };
	const { by, parameter, sizeParameter = '', first } = byHand.paging;
	return {
		itemsProperty,
		pagination: by === 'page' ? 'page' : 'offset',
		pageParameter: parameter,
		firstPage: first,
		offsetParameter: parameter,
		pageSizeParameter: sizeParameter,
		pageSize: byHand.size,
	};
}

/** Reads a list of an API with the shipped code: the only file that knows how. */
export async function read(ask: (address: string) => RawAnswer, wanted: Wanted): Promise<Reading> {
	let requests = 0;
	let broken: string | undefined;
	const request = async ({ url }: { url: string }) => {
		requests++;
		if (requests > MOST_REQUESTS) broken = 'it does not end';
		if (!url.startsWith(`${API}/`)) broken = `it asked ${url}`;
		if (broken !== undefined) throw new Error(broken);
		const { status, headers, body } = ask(url.slice(API.length));
		if (status >= 400) throw new AuroraError(`The API answered ${status}`, body, { status });
		return answer(body, { status, headers, url });
	};
	const client = { settings: { apiOrigin: API, apiBaseUrl: API, clientId: 'c' }, request };
	try {
		const { records, more, doubt } = await readListing(
			client as unknown as AuroraApiClient,
			{ ...accountsRequest, url: `${API}${wanted.path}?orderBy=id%20asc` },
			optionsOf(wanted),
			wanted.limit ?? Number.POSITIVE_INFINITY,
		);
		const hint = doubt ?? (more === undefined ? undefined : `more: ${more}`);
		return { records, hint, requests, broken };
	} catch (thrown) {
		const isMeant = thrown instanceof AuroraError && thrown.message !== '';
		const words = thrown instanceof Error ? thrown.message : String(thrown);
		return { records: [], requests, ...(isMeant ? { error: words, broken } : { broken: words }) };
	}
}
