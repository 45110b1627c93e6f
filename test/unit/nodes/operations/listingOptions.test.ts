import type { INodePropertyCollection } from 'n8n-workflow';

import {
	listingFields,
	readListingOptions as read,
} from '../../../../nodes/Aurora/operations/listingOptions';

import { refusal } from '../../support/refusal';

const [group, ...others] = listingFields();
const settings = (group.options as INodePropertyCollection[])[0].values;

const standard = {
	itemsProperty: '',
	pagination: 'auto',
	pageParameter: 'page',
	firstPage: 1,
	offsetParameter: 'skip',
	pageSizeParameter: 'pageSize',
	pageSize: 100,
};
const grouped = { pagination: 'page', pageParameter: 'p', firstPage: 0, pageSize: 7 };

test('the defaults are those that the fields show', () => {
	expect(read({})).toEqual(standard);
	const shown = [...settings, ...others.filter(({ type }) => type !== 'hidden')];
	expect(Object.fromEntries(shown.map((field) => [field.name, field.default]))).toEqual(standard);
});

describe('the group of the pagination', () => {
	const inGroup = (values: object) => read({ paging: { settings: { ...values } } });

	test('is what counts, with texts trimmed and numbers from texts', () => {
		expect(inGroup(grouped)).toEqual({ ...standard, ...grouped });
		expect(
			inGroup({
				pagination: ' offset ',
				offsetParameter: ' $skip ',
				pageSizeParameter: ' ',
				pageSize: '500',
			}),
		).toEqual({
			...standard,
			pagination: 'offset',
			offsetParameter: '$skip',
			pageSizeParameter: '',
			pageSize: 500,
		});
	});

	test('wins over settings beside it, also where it says nothing', () => {
		const flat = { pagination: 'offset', offsetParameter: 'o', firstPage: 5 };
		expect(read({ ...flat, paging: { settings: grouped } })).toEqual({ ...standard, ...grouped });
	});
});

describe('the settings of workflows saved before there was a group', () => {
	test('act, and are kept without being shown', () => {
		for (const paging of [undefined, {}]) {
			expect(read({ ...grouped, paging })).toEqual({ ...standard, ...grouped });
		}
		const hidden = others.filter(({ type }) => type === 'hidden');
		expect(hidden.map(({ name }) => name).sort()).toEqual(settings.map(({ name }) => name).sort());
		expect(hidden.filter(({ displayOptions }) => displayOptions)).toEqual([]);
	});
});

test('List Field is beside the group, and trimmed', () => {
	expect(read({ itemsProperty: ' data.items ', paging: { settings: grouped } })).toMatchObject({
		itemsProperty: 'data.items',
	});
});

test.each([
	[{ pagination: 'page', firstPage: -1 }, "'First Page' must be a whole number of 0 or more"],
	[
		{ pagination: 'offset', pageSize: 10_001 },
		"'Page Size' must be a whole number from 1 to 10000",
	],
	[{ pagination: 'page', pageParameter: ' ' }, "'Page Parameter' is empty"],
	[{ pagination: 'offset', offsetParameter: '' }, "'Offset Parameter' is empty"],
	[{ pagination: 'cursor', pageParameter: '' }, "'Mode' can't be 'cursor'"],
])('%j is refused', (values, message) => {
	for (const options of [values, { paging: { settings: values } }]) {
		expect(refusal(() => read(options)).message).toBe(message);
	}
});

test.each([
	['page', { offsetParameter: '' }],
	['offset', { firstPage: -1, pageParameter: '' }],
	...['auto', 'off'].map((mode): [string, object] => [
		mode,
		{ firstPage: -1, offsetParameter: '', pageParameter: '', pageSize: 0, pageSizeParameter: 'n' },
	]),
])('what the mode %s hides does not act', (pagination, values) => {
	expect(read({ paging: { settings: { ...values, pagination } } })).toEqual({
		...standard,
		pagination,
	});
});
