import type { IDataObject } from 'n8n-workflow';

import { plainText } from '../../../lib/auth/tokenResponse';

import { AuroraError } from '../../../lib/http/errors';
import { DEFAULTS } from './defaults';
import type { ListingOptions } from '../api/paginate';
import { readListingOptions } from './listingOptions';
import { numberIn } from './optionValues';
import type { ApiRequest } from '../api/client';

/** RFC 9110, 5.1 and 5.5: what an HTTP client agrees to send. */
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

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
		headers: readHeaders(options.headers),
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

function readHeaders(collection: unknown): IDataObject {
	const headers = namedValues(collection, 'header');
	for (const [name, value] of headers) {
		if (HEADER_NAME.test(name) && HEADER_VALUE.test(value)) continue;
		throw new AuroraError(
			`The header '${plainText(name, 60)}' can't be sent`,
			'A name may have letters, digits and hyphens, a value no line breaks and no special characters. Correct it in the options.',
		);
	}
	return Object.fromEntries(headers);
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
