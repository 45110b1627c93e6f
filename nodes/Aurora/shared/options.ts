import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ListingOptions } from './listing';
import { listingOptionFields, readListingOptions } from './listingOptions';
import { numberIn } from './optionValues';
import type { ApiRequest } from './request';

const queryParameters: INodeProperties = {
	displayName: 'Query Parameters',
	name: 'queryParameters',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Parameter',
	default: {},
	description: 'Added to the address of the request. One that the node sets itself is replaced.',
	options: [
		{
			displayName: 'Parameter',
			name: 'parameter',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. status',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. active',
				},
			],
		},
	],
};

const requestOptions: INodeProperties[] = [
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 10 },
		default: 4,
		description:
			'How often a request is repeated after status 429, 502, 503 or 504, or a broken connection. A request that could do something twice is only repeated if it was not carried out.',
	},
	queryParameters,
	{
		displayName: 'Requests at Once',
		name: 'requestsAtOnce',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 50 },
		default: 10,
		description:
			'How many input items are worked on at the same time. The output keeps their order.',
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 3600 },
		default: 60,
		description: 'Seconds to wait for an answer',
	},
];

/**
 * The Options field of an operation.
 *
 * @param more fields beside those that every request has
 */
export function optionsField(more: INodeProperties[] = []): INodeProperties {
	const fields = [...requestOptions, ...more];
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: fields.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

/** The Options field of an operation that reads a listing. */
export function listingOptionsField(more: INodeProperties[] = []): INodeProperties {
	return optionsField([...listingOptionFields, ...more]);
}

/** The Options of an input item, read. */
export interface ReadOptions {
	/** For the request itself. */
	request: Pick<ApiRequest, 'timeout' | 'maxRetries'>;
	query: Array<[name: string, value: string]>;
	listing: ListingOptions;
	headers: IDataObject;
}

/** @throws AuroraError naming the option that can't be used */
export function readOptions(context: IExecuteFunctions, itemIndex: number): ReadOptions {
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	return {
		request: {
			timeout: numberIn(options, 'timeout', 'Timeout', 60, 1, 3600) * 1000,
			maxRetries: numberIn(options, 'maxRetries', 'Max Retries', 4, 0, 10),
		},
		query: namedValues(options.queryParameters, 'parameter'),
		listing: readListingOptions(options),
		headers: Object.fromEntries(namedValues(options.headers, 'header')),
	};
}

/**
 * How many items are worked on at once: read from the first item, since it is one number for all.
 *
 * @throws AuroraError when it is no number from 1 to 50
 */
export function readRequestsAtOnce(context: IExecuteFunctions): number {
	const options = context.getNodeParameter('options', 0, {}) as IDataObject;
	return numberIn(options, 'requestsAtOnce', 'Requests at Once', 10, 1, 50);
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
