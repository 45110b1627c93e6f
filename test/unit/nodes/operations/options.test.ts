import type { IDataObject } from 'n8n-workflow';

import { readListingOptions } from '../../../../nodes/Aurora/operations/listingOptions';
import { readOptions, readRequestsAtOnce } from '../../../../nodes/Aurora/operations/options';
import { numberIn, textIn } from '../../../../nodes/Aurora/operations/optionValues';

import { refusal } from '../../support/refusal';

describe('without options', () => {
	test('the defaults are those that the fields show', () => {
		expect(readOptions({})).toEqual({
			request: { timeout: 60_000, maxRetries: 4 },
			query: [],
			headers: {},
			listing: {
				itemsProperty: '',
				pagination: 'auto',
				pageParameter: 'page',
				firstPage: 1,
				offsetParameter: 'skip',
				pageSizeParameter: 'pageSize',
				pageSize: 100,
			},
		});
		expect(readRequestsAtOnce({})).toBe(50);
	});
});

describe('each option', () => {
	test('numbers may be written as texts, as expressions give them', () => {
		const { request, listing } = readOptions({
			timeout: '5',
			maxRetries: ' 0 ',
			firstPage: '0',
			pageSize: '500',
		});
		expect(request).toEqual({ timeout: 5_000, maxRetries: 0 });
		expect(listing).toMatchObject({ firstPage: 0, pageSize: 500 });
		expect(readRequestsAtOnce({ requestsAtOnce: '50' })).toBe(50);
	});

	test('blanks around names are cut', () => {
		expect(
			readListingOptions({
				itemsProperty: ' data.items ',
				pagination: ' offset ',
				pageParameter: ' p ',
				offsetParameter: ' $skip ',
				pageSizeParameter: ' ',
			}),
		).toMatchObject({
			itemsProperty: 'data.items',
			pagination: 'offset',
			pageParameter: 'p',
			offsetParameter: '$skip',
			pageSizeParameter: '',
		});
	});

	test('query parameters and headers come in order; those without a name are left out', () => {
		const { query, headers } = readOptions({
			queryParameters: {
				parameter: [
					{ name: ' status ', value: 'active ' },
					{ name: '', value: 'ignored' },
					{ name: 'status', value: 5 },
					{ name: 'flag', value: true },
					{ name: 'filter', value: { a: [1] } },
					{ name: 'empty' },
					{ name: 'null', value: null },
				],
			},
			headers: { header: [{ name: 'X-Tenant', value: 'north' }] },
		});
		expect(query).toEqual([
			['status', 'active '],
			['status', '5'],
			['flag', 'true'],
			['filter', '{"a":[1]}'],
			['empty', ''],
			['null', ''],
		]);
		expect(headers).toEqual({ 'X-Tenant': 'north' });
	});

	test('an empty collection is none', () => {
		expect(readOptions({ queryParameters: {}, headers: {} })).toMatchObject({
			query: [],
			headers: {},
		});
	});
});

describe('what can not be used is refused, naming the option', () => {
	test.each([
		['timeout', 'Timeout', 1, 3600],
		['maxRetries', 'Max Retries', 0, 10],
		['firstPage', 'First Page', 0, Number.MAX_SAFE_INTEGER],
		['pageSize', 'Page Size', 1, 10_000],
	])('%s', (name, label, min, max) => {
		const range = max === Number.MAX_SAFE_INTEGER ? `of ${min} or more` : `from ${min} to ${max}`;
		const says = `'${label}' has to be a whole number ${range}`;
		for (const value of [min - 1, max + 1, 1.5, 'many', '', ' ', '1,5', true, [], {}, Number.NaN]) {
			const { message, hint } = refusal(() => readOptions({ [name]: value as IDataObject }));
			expect(message).toBe(says);
			expect(hint).toMatch(/Correct it in the node/);
		}
		for (const value of [min, max]) expect(() => readOptions({ [name]: value })).not.toThrow();
	});

	test('requestsAtOnce', () => {
		for (const value of [0, 51, 2.5, 'all']) {
			expect(refusal(() => readRequestsAtOnce({ requestsAtOnce: value })).message).toBe(
				"'Requests at Once' has to be a whole number from 1 to 50",
			);
		}
	});

	test('pagination', () => {
		const { message, hint } = refusal(() => readOptions({ pagination: 'cursor' }));
		expect(message).toBe("'Pagination' can't be 'cursor'");
		expect(hint).toBe('Use auto, page, offset or off.');
	});

	test.each([
		['pageParameter', 'Page Parameter'],
		['offsetParameter', 'Offset Parameter'],
	])('%s when it is empty', (name, label) => {
		expect(refusal(() => readOptions({ [name]: ' ' })).message).toBe(`'${label}' is empty`);
	});

	test.each(['a\nb', '\r\nX-Evil: 1', 'a\n', 'a\0', '€'])('a header with the value %j', (value) => {
		const headers = { header: [{ name: 'X-Tenant', value }] };
		expect(refusal(() => readOptions({ headers })).message).toBe(
			"The header 'X-Tenant' can't be sent",
		);
	});

	test('the message does not repeat a long value', () => {
		const { hint } = refusal(() => readOptions({ timeout: 'x'.repeat(10_000) }));
		expect(hint.length).toBeLessThan(120);
	});
});

test('numberIn takes the default for null too, as a cleared field gives it', () => {
	expect(numberIn({ limit: null }, 'limit', 'Limit', 50, 1, 100)).toBe(50);
	expect(textIn(null, 'page')).toBe('page');
	expect(textIn(7, '')).toBe('7');
});
