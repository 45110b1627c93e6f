import type { INodeProperties } from 'n8n-workflow';

import { DEFAULTS } from './defaults';
import { listingOptionFields } from './listingOptions';

const { maxRetries, requestsAtOnce, timeout } = DEFAULTS;

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

/** What every request can be told. */
export const requestOptionFields: INodeProperties[] = [
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 10 },
		default: maxRetries,
		description:
			'How often a request is repeated after status 429, 502, 503 or 504, or a broken connection. POST and PATCH are only repeated when Aurora has not carried them out.',
	},
	queryParameters,
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 3600 },
		default: timeout,
		description: 'Seconds that an answer may take until it is complete',
	},
];

/** For operations that work on many items. */
const requestsAtOnceField: INodeProperties = {
	displayName: 'Requests at Once',
	name: 'requestsAtOnce',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 50 },
	default: requestsAtOnce,
	description: 'How many input items are worked on at the same time. The output keeps their order.',
};

/**
 * An Options field.
 *
 * @param fields in any order: the interface shows them sorted
 */
export function optionsOf(fields: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...fields].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

/**
 * The Options field of an operation. Even Get reads a listing: the one to choose an account from.
 *
 * @param more fields of this operation alone
 */
export function optionsField(more: INodeProperties[] = []): INodeProperties {
	return optionsOf([...requestOptionFields, requestsAtOnceField, ...listingOptionFields, ...more]);
}
