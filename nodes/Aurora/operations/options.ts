import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { AuroraError } from '../../../lib/http/errors';
import { apiRetryPolicy } from '../../../lib/http/retryPolicy';
import { plainText } from '../../../lib/util/text';

import { outputFields } from './fieldChoice';
import { listingFields, readListingOptions } from './listingOptions';
import { asText, hidden, numberOption, pairsOption, toggleOption, type Option } from './option';

export const maxRetries = numberOption(
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		description:
			'How often a request is repeated after status 408, 429, 500, 502 to 504 or 520 to 524, or a failed connection. POST and PATCH are only repeated when Aurora has not carried them out.',
	},
	{ default: apiRetryPolicy.maxAttempts - 1, min: 0, max: 10 },
);

export const timeout = numberOption(
	{
		displayName: 'Timeout',
		name: 'timeout',
		description: 'Seconds to wait for the complete response',
	},
	{ default: 60, min: 1, max: 3600 },
);

export const fullResponse = toggleOption(
	{
		displayName: 'Full Response',
		name: 'fullResponse',
		description: 'Whether to return status, headers and body of the response as one item',
	},
	false,
);

/** `npm run bench` shows which default is best. */
export const maxConcurrentItems = numberOption(
	{
		displayName: 'Max Concurrent Items',
		name: 'requestsAtOnce',
		description:
			'How many input items are processed at the same time. The output keeps their order.',
	},
	{ default: 50, min: 1, max: 50 },
);

export const queryParameters = pairsOption(
	{
		displayName: 'Query Parameters',
		name: 'queryParameters',
		description:
			'Added to the address of the request. Your value replaces one of the same name, such as orderBy.',
		one: 'Parameter',
		exampleName: 'status',
		exampleValue: 'active',
	},
	asText,
);

const headerPairs = pairsOption(
	{
		displayName: 'Headers',
		name: 'headers',
		description:
			'Sent with the request. The headers that carry the token are set by the credential.',
		one: 'Header',
		exampleName: 'X-Tenant',
	},
	asText,
);

/** They belong to the connection, where other values would break the request; the last one is lost on its way. */
const RESERVED =
	/^(host|content-length|transfer-encoding|connection|cookie|keep-alive|upgrade|te|trailer|expect|proxy-.*|__proto__|constructor|prototype)$/i;

/** RFC 9110, 5.1 and 5.5: what an HTTP client agrees to send. */
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

export const headers: Option<IDataObject> = {
	field: headerPairs.field,
	read(values) {
		const pairs = headerPairs.read(values);
		for (const [name, value] of pairs) {
			if (HEADER_NAME.test(name) && HEADER_VALUE.test(value) && !RESERVED.test(name)) continue;
			throw new AuroraError(
				`The header '${plainText(name, 60)}' can't be sent`,
				"A name may have letters, digits and hyphens, a value no line breaks and no special characters. n8n itself sets what belongs to the connection, such as Host and Cookie. Correct it in 'Headers'.",
			);
		}
		return Object.fromEntries(pairs);
	},
};

/** The Options of an input item, read. */
export type ReadOptions = ReturnType<typeof readOptions>;

/**
 * Reads the value of an Options field.
 *
 * @returns among others `request`, for the request itself; `outputFields` that come out, none for all;
 *   and `maxConcurrentItems` of the execution: that of the first item counts
 * @throws AuroraError naming the option that can't be used
 */
export function readOptions(options: IDataObject) {
	return {
		request: { timeout: timeout.read(options) * 1000, maxRetries: maxRetries.read(options) },
		query: queryParameters.read(options),
		listing: readListingOptions(options),
		outputFields: outputFields.read(options),
		headers: headers.read(options),
		fullResponse: fullResponse.read(options),
		maxConcurrentItems: maxConcurrentItems.read(options),
	};
}

/**
 * The Options field of whatever reads a list.
 *
 * @param more options of this use alone
 * @param list which list that is, where it is not obvious
 */
export function listOptionsField(
	more: Array<Option<unknown>> = [maxConcurrentItems],
	list?: string,
): INodeProperties {
	const shown = [maxRetries, queryParameters, timeout, outputFields, ...more];
	return optionsField([...shown.map(({ field }) => field), ...listingFields(list)]);
}

/** The Options field of an operation that sends one request. */
export function requestOptionsField(): INodeProperties {
	const shown = [fullResponse, maxConcurrentItems, maxRetries, timeout].map(({ field }) => field);
	// Saved workflows hold these among the options.
	const former = [queryParameters, headers].map(({ field }) => hidden(field));
	return optionsField([...shown, ...former]);
}

function optionsField(fields: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: fields.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}
