import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { AuroraError } from '../../../lib/http/errors';
import type { ListingOptions } from '../api/paginate';
import { numberIn, textIn } from './optionValues';

/** How the list and its further pages are found: Aurora documents neither. */
export const listingOptionFields: INodeProperties[] = [
	{
		displayName: 'First Page',
		name: 'firstPage',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		description: 'For Page Number: number of the first page',
		displayOptions: { show: { pagination: ['page'] } },
	},
	{
		displayName: 'Items Property',
		name: 'itemsProperty',
		type: 'string',
		default: '',
		placeholder: 'e.g. data.items',
		description:
			'Field of the answer that holds the list, with dots for nested fields. Empty to find it automatically.',
	},
	{
		displayName: 'Offset Parameter',
		name: 'offsetParameter',
		type: 'string',
		default: 'skip',
		description: 'For Offset: name of the query parameter that says how many records to skip',
		displayOptions: { show: { pagination: ['offset'] } },
	},
	{
		displayName: 'Page Parameter',
		name: 'pageParameter',
		type: 'string',
		default: 'page',
		description: 'For Page Number: name of the query parameter that holds the number of the page',
		displayOptions: { show: { pagination: ['page'] } },
	},
	{
		displayName: 'Page Size',
		name: 'pageSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 10_000 },
		default: 100,
		description: 'For Page Number and Offset: how many records to ask for in one request',
		displayOptions: { show: { pagination: ['page', 'offset'] } },
	},
	{
		displayName: 'Page Size Parameter',
		name: 'pageSizeParameter',
		type: 'string',
		default: 'pageSize',
		description:
			'For Page Number and Offset: name of the query parameter that holds the page size. Empty to send none.',
		displayOptions: { show: { pagination: ['page', 'offset'] } },
	},
	{
		displayName: 'Pagination',
		name: 'pagination',
		type: 'options',
		options: [
			{
				name: 'Automatic',
				value: 'auto',
				description: 'Follow the next page that an answer names',
			},
			{ name: 'Off', value: 'off', description: 'Ask once and take what comes' },
			{ name: 'Offset', value: 'offset', description: 'Skip the records that are here already' },
			{ name: 'Page Number', value: 'page', description: 'Count the pages' },
		],
		default: 'auto',
		description: 'How to get the next page of a long list',
	},
];

/** @throws AuroraError naming the option that can't be used */
export function readListingOptions(options: IDataObject): ListingOptions {
	const pagination = textIn(options.pagination, 'auto');
	if (!isPagination(pagination)) {
		throw new AuroraError(
			`'Pagination' can't be '${pagination}'`,
			'Use auto, page, offset or off.',
		);
	}
	return {
		itemsProperty: textIn(options.itemsProperty, ''),
		pagination,
		pageParameter: named(options.pageParameter, 'page', 'Page Parameter'),
		firstPage: numberIn(options, 'firstPage', 'First Page', 1, 0, Number.MAX_SAFE_INTEGER),
		offsetParameter: named(options.offsetParameter, 'skip', 'Offset Parameter'),
		pageSizeParameter: textIn(options.pageSizeParameter, 'pageSize'),
		pageSize: numberIn(options, 'pageSize', 'Page Size', 100, 1, 10_000),
	};
}

function isPagination(value: string): value is ListingOptions['pagination'] {
	return ['auto', 'page', 'offset', 'off'].includes(value);
}

function named(value: unknown, fallback: string, label: string): string {
	const name = textIn(value, fallback);
	if (name) return name;
	throw new AuroraError(
		`'${label}' is empty`,
		"Give the name of the query parameter, or set 'Pagination' to Automatic.",
	);
}
