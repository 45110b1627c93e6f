import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ListingOptions } from '../api/listing';

import { choiceOption, hidden, numberOption, textOption, type Option } from './option';

const firstPage = numberOption(
	{ displayName: 'First Page', name: 'firstPage', description: 'Number of the first page' },
	{ default: 1, min: 0 },
);

const IF_EMPTY = "Enter the name of the query parameter, or set 'Mode' to Automatic.";

const offsetParameter = textOption(
	{
		displayName: 'Offset Parameter',
		name: 'offsetParameter',
		description: 'Name of the query parameter that says how many records to skip',
	},
	'skip',
	IF_EMPTY,
);

const pageParameter = textOption(
	{
		displayName: 'Page Parameter',
		name: 'pageParameter',
		description: 'Name of the query parameter that holds the page number',
	},
	'page',
	IF_EMPTY,
);

const pageSize = numberOption(
	{
		displayName: 'Page Size',
		name: 'pageSize',
		description: 'How many records to request at a time',
	},
	{ default: 100, min: 1, max: 10_000 },
);

const pageSizeParameter = textOption(
	{
		displayName: 'Size Parameter',
		name: 'pageSizeParameter',
		description: 'Name of the query parameter that holds the page size. Leave empty to send none.',
	},
	'pageSize',
);

/** The settings of a mode, and the modes that they belong to. */
const SETTINGS: Array<[setting: Option<unknown>, ...modes: string[]]> = [
	[firstPage, 'page'],
	[offsetParameter, 'offset'],
	[pageParameter, 'page'],
	[pageSize, 'page', 'offset'],
	[pageSizeParameter, 'page', 'offset'],
];

const mode = choiceOption<ListingOptions['pagination']>(
	{
		displayName: 'Mode',
		name: 'pagination',
		description: 'How to get the next page of a long list',
	},
	[
		{
			name: 'Automatic',
			value: 'auto',
			description: 'Detect how the API pages from its responses',
		},
		{ name: 'Off', value: 'off', description: 'Read the first page only' },
		{ name: 'Offset', value: 'offset', description: 'Send how many records to skip (skip=100)' },
		{ name: 'Page Number', value: 'page', description: 'Send a page number (page=2)' },
	],
	'auto',
);

const listField = textOption({
	displayName: 'List Field',
	name: 'itemsProperty',
	placeholder: 'e.g. data.items',
	description:
		'Field of the response that holds the list, with dots for nested fields. Leave empty to find it automatically.',
});

/**
 * Where the list is in a response, and how its further pages are found: Aurora documents neither.
 *
 * @param list which list that is
 */
export function listingFields(list = 'a long list'): INodeProperties[] {
	const settings = SETTINGS.map(
		([{ field }, ...pagination]): INodeProperties => ({
			...field,
			displayOptions: { show: { pagination } },
		}),
	);
	const group: INodeProperties = {
		displayName: 'Pagination',
		name: 'paging',
		type: 'fixedCollection',
		placeholder: 'Set Pagination',
		default: {},
		description: `How to get the next page of ${list}. Only needed when Automatic does not work.`,
		options: [{ displayName: 'Settings', name: 'settings', values: [mode.field, ...settings] }],
	};
	// Workflows saved before there was a group hold its settings beside it.
	const ungrouped = [mode, ...SETTINGS.map(([setting]) => setting)].map(({ field }) =>
		hidden(field),
	);
	return [group, listField.field, ...ungrouped];
}

/**
 * Reads the fields of listingFields().
 *
 * @throws AuroraError naming the one that can't be used
 */
export function readListingOptions(values: IDataObject): ListingOptions {
	const group = values.paging as { settings?: IDataObject } | undefined;
	const given = group?.settings ?? values;
	const itemsProperty = listField.read(values);
	const pagination = mode.read(given);
	// What the mode hides does not act.
	const settings = SETTINGS.map(([{ field, read }, ...modes]) => [
		field.name,
		read(modes.includes(pagination) ? given : {}),
	]);
	return {
		itemsProperty,
		pagination,
		...(Object.fromEntries(settings) as Omit<ListingOptions, 'itemsProperty' | 'pagination'>),
	};
}
