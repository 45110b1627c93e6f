import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ListingOptions } from '../api/listing';
import type { ApiRequest } from '../api/sendAuthenticated';

import { outputFields } from './fieldChoice';
import { listingFields, readListingOptions } from './listingOptions';
import {
	fullResponse,
	headers,
	maxConcurrentItems,
	maxRetries,
	queryParameters,
	timeout,
} from './requestOptions';

/** The Options of an input item, read. */
export interface ReadOptions {
	/** For the request itself. */
	request: Pick<ApiRequest, 'timeout' | 'maxRetries'>;
	query: Array<[name: string, value: string]>;
	listing: ListingOptions;
	/** Fields that come out; none for all. */
	outputFields: string[];
	headers: IDataObject;
	fullResponse: boolean;
	/** Of the execution: that of the first item counts. */
	maxConcurrentItems: number;
}

/**
 * Reads the value of an Options field.
 *
 * @throws AuroraError naming the option that can't be used
 */
export function readOptions(options: IDataObject): ReadOptions {
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

const requestFields = [maxRetries, queryParameters, timeout].map(({ field }) => field);

/** The options of everything that reads a list. @param list which list that is */
export function listFields(list?: string): INodeProperties[] {
	return [...requestFields, ...listingFields(list), outputFields.field];
}

/**
 * The Options field of an operation that reads a list.
 *
 * @param list which list that is, where it is not obvious
 * @param more fields of this operation alone
 */
export function listOptionsField(list?: string, more: INodeProperties[] = []): INodeProperties {
	return optionsOf([...listFields(list), maxConcurrentItems.field, ...more]);
}

/** Fields of API Request that saved workflows hold among its options. */
const formerOptions = [queryParameters, headers].map(
	({ field }): INodeProperties => ({ ...field, type: 'hidden' }),
);

/** The Options field of an operation that sends one request. */
export function requestOptionsField(): INodeProperties {
	const shown = [fullResponse, maxConcurrentItems, maxRetries, timeout].map(({ field }) => field);
	return optionsOf([...shown, ...formerOptions]);
}

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
