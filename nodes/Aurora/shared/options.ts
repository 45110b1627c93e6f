import type { IDataObject } from 'n8n-workflow';

import { DEFAULTS } from './defaults';
import type { ListingOptions } from './listing';
import { readListingOptions } from './listingOptions';
import { numberIn } from './optionValues';
import type { ApiRequest } from './request';

/** The Options of an input item, read. */
export interface ReadOptions {
	/** For the request itself. */
	request: Pick<ApiRequest, 'timeout' | 'maxRetries'>;
	query: Array<[name: string, value: string]>;
	listing: ListingOptions;
	headers: IDataObject;
}

/**
 * Reads the value of an Options field.
 *
 * @throws AuroraError naming the option that can't be used
 */
export function readOptions(options: IDataObject): ReadOptions {
	return {
		request: {
			timeout: numberIn(options, 'timeout', 'Timeout', DEFAULTS.timeout, 1, 3600) * 1000,
			maxRetries: numberIn(options, 'maxRetries', 'Max Retries', DEFAULTS.maxRetries, 0, 10),
		},
		query: namedValues(options.queryParameters, 'parameter'),
		listing: readListingOptions(options),
		headers: Object.fromEntries(namedValues(options.headers, 'header')),
	};
}

/**
 * How many items are worked on at once.
 *
 * @throws AuroraError when it is no number from 1 to 50
 */
export function readRequestsAtOnce(options: IDataObject): number {
	return numberIn(options, 'requestsAtOnce', 'Requests at Once', DEFAULTS.requestsAtOnce, 1, 50);
}

function namedValues(collection: unknown, name: string): Array<[string, string]> {
	const entries = ((collection as IDataObject | undefined)?.[name] ?? []) as Array<{
		name?: unknown;
		value?: unknown;
	}>;
	return entries
		.map((entry): [string, string] => [String(entry.name ?? '').trim(), asText(entry.value)])
		.filter(([key]) => key !== '');
}

function asText(value: unknown): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
