import type { HttpResponse } from '../../../../../lib/http/response';
import type { IExecuteFunctions, IHttpRequestMethods } from 'n8n-workflow';

import { listingOptions } from '../../../../../nodes/Aurora/operations/listingOptions';
import { responseItems } from '../../../../../nodes/Aurora/resources/apiRequest/responseItems';

import { accountsRequest, answer, API, webPage, type AnswerParts } from '../../../support/answers';
import { fakeApi, fakePages, records } from '../../../support/fakeClient';
import { refusalOf } from '../../../support/refusal';

/** n8n's helper for files, which keeps what it is given. */
const context = {
	helpers: {
		prepareBinaryData: async (data: Buffer, fileName?: string, mimeType?: string) => ({
			data: data.toString('latin1'),
			fileName,
			mimeType,
		}),
	},
} as unknown as IExecuteFunctions;

async function itemsFor(
	reply: unknown,
	{ method = 'GET' as IHttpRequestMethods, options = {} } = {},
	{ client } = fakeApi(() => reply),
) {
	const request = { ...accountsRequest, method, url: `${API}/things` };
	const call = { context, client, hint: () => {} };
	return await responseItems(call, request, listingOptions().read(options));
}

const typed = (body: unknown, contentType: string, headers = {}) =>
	answer(body, { headers: { 'content-type': contentType, ...headers } } as AnswerParts);
const bytes = Buffer.from([0x25, 0x50, 0xff, 0x00]);
const messageFor = async (reply: unknown, more = {}) =>
	(await refusalOf(itemsFor(reply, more))).message;

describe('JSON', () => {
	const withId = { id: 5, items: [1, 2] };

	test.each<[string, unknown, unknown[]]>([
		[
			'a list is its records',
			[{ a: 1 }, 'text', null],
			[{ a: 1 }, { value: 'text' }, { value: null }],
		],
		['an empty list is no item', [], []],
		['an empty envelope is no item', { data: [] }, []],
		['an envelope is its list', { items: records(2), totalCount: 2 }, [{ id: 1 }, { id: 2 }]],
		['a record with a list is one item', withId, [withId]],
		['so is one with a list of another name', { tags: ['a'] }, [{ tags: ['a'] }]],
		['so is one with a nested list', { a: { b: [] } }, [{ a: { b: [] } }]],
		['a number is a value', '5', [{ value: 5 }]],
		['a text is a value', '"text"', [{ value: 'text' }]],
		['it may say another type', typed({ a: 1 }, 'text/plain'), [{ a: 1 }]],
	])('%s', async (_, reply, items) => {
		expect(await itemsFor(reply)).toEqual(items.map((json) => ({ json })));
	});

	test('the list is where List Field says, inside a record too, or it is an error', async () => {
		const options = { itemsProperty: 'owner.tags' };
		const record = { id: 5, owner: { tags: ['a'] } };
		expect(await itemsFor(record, { options })).toEqual([{ json: { value: 'a' } }]);
		expect(await messageFor(withId, { options })).toBe("The response has no list at 'owner.tags'");
	});
});

describe('further pages', () => {
	const pages = {
		'/things': { data: [{ id: 1 }], next: '/things?page=2' },
		'/things?page=2': { data: [{ id: 2 }] },
	};

	test('of a GET are read', async () => {
		const api = fakePages(pages);
		expect(await itemsFor(undefined, {}, api)).toEqual([{ json: { id: 1 } }, { json: { id: 2 } }]);
		expect(api.asked).toEqual(['/things', '/things?page=2']);
	});

	test('by number from the first request on', async () => {
		const api = fakePages({
			'/things?page=1&pageSize=100': records(2),
			'/things?page=2&pageSize=100': records(1, 3),
		});
		expect(await itemsFor(undefined, { options: { pagination: 'page' } }, api)).toHaveLength(3);
	});

	test('that are missing are an error', async () => {
		const reply = { data: records(2), total: 1_234 };
		expect(await messageFor(reply)).toMatch(/1234 records, but only 2 were returned/);
	});

	test.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)(
		'of a %s are not requested',
		async (method) => {
			const api = fakePages(pages);
			const options = { pagination: 'page' };
			expect(await itemsFor(undefined, { method, options }, api)).toEqual([{ json: { id: 1 } }]);
			expect(api.asked).toEqual(['/things']);
		},
	);
});

describe('anything but JSON', () => {
	test('nothing is one empty item', async () => {
		expect(await itemsFor(answer('', { status: 204 }))).toEqual([{ json: {} }]);
		expect(await itemsFor('', { method: 'DELETE' })).toEqual([{ json: {} }]);
	});

	test.each([
		'text/plain',
		'text/csv; charset=utf-8',
		'application/xml',
		'application/atom+xml',
		'text/xml',
	])('%s goes into the field data', async (type) => {
		expect(await itemsFor(typed('<a>é</a>', type))).toEqual([{ json: { data: '<a>é</a>' } }]);
	});

	const types = ['application/pdf', 'application/json-seq', 'application/xml-dtd', 'x-text/plain'];
	test.each([
		...types.map((type): [string, unknown] => [type, typed(bytes, type)]),
		['application/octet-stream', bytes] as [string, unknown],
	])('a file becomes binary data: %s', async (mimeType, reply) => {
		expect(await itemsFor(reply)).toEqual([
			{
				json: { contentType: mimeType, bytes: 4 },
				binary: { data: { data: '%P\xff\0', fileName: undefined, mimeType } },
			},
		]);
	});

	test.each([
		['attachment; filename=plain.txt', 'plain.txt'],
		['attachment; filename = plain.txt', 'plain.txt'],
		["attachment; filename* = UTF-8''Zo%C3%AB.txt", 'Zoë.txt'],
		['attachment; filename="with blanks; and.txt"', 'with blanks; and.txt'],
		['attachment; filename="fallback.txt"; filename*=UTF-8\'\'Zo%C3%AB.txt', 'Zoë.txt'],
		['attachment; filename="fallback.txt"; filename*=UTF-8\'\'%E0%A4%A', 'fallback.txt'],
		['attachment; filename="../../etc/passwd"', 'passwd'],
		['attachment; filename="C:\\\\temp\\\\x.txt"', 'x.txt'],
		["attachment; filename*=UTF-8''..%2F..%2Fx.txt", 'x.txt'],
		["attachment; filename*=UTF-8''a%0D%0Ab.txt", 'ab.txt'],
		['attachment; filename=""', undefined],
		['attachment; filename=".."', undefined],
		['inline', undefined],
	])('the name of a file in %j is %j', async (disposition, name) => {
		const file = typed(bytes, 'image/png', { 'content-disposition': disposition });
		const [{ binary }] = await itemsFor(file);
		expect(binary?.data.fileName).toBe(name);
	});

	test.each<[string, HttpResponse, RegExp]>([
		['a web page', webPage(), /web page instead of data/],
		['a web page without a type', answer('<!doctype html><p>'), /web page instead of data/],
		...['application/json', 'application/problem+json', 'application/json; charset=utf-8'].map(
			(type): [string, HttpResponse, RegExp] => [
				`broken ${type}`,
				typed('{"a":', type),
				/could not be parsed as JSON/,
			],
		),
	])('%s is an error', async (_, reply, says) => {
		expect(await messageFor(reply)).toMatch(says);
	});
});
