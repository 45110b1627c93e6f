import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ListingOptions } from '../api/listPage';
import type { ApiRequest } from '../api/sendAuthenticated';

import { listingOptions } from './listingOptions';
import {
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
	headers: IDataObject;
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
		listing: listingOptions().read(options),
		headers: headers.read(options),
	};
}

/** The options of everything that reads a list. */
export const listFields = fieldsFor();

function fieldsFor(list?: string): INodeProperties[] {
	const request = [maxRetries, queryParameters, timeout].map(({ field }) => field);
	return [...request, ...listingOptions(list).fields];
}

/**
 * The Options field of an operation, which works on many input items.
 *
 * @param more fields of this operation alone
 * @param list which list the pagination is for, where that is not obvious
 */
export function optionsField(more: INodeProperties[] = [], list?: string): INodeProperties {
	return optionsOf([...fieldsFor(list), maxConcurrentItems.field, ...more]);
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
