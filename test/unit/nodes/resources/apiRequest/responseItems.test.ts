import type { IExecuteFunctions, IHttpRequestMethods } from 'n8n-workflow';

import { answerItems } from '../../../../../nodes/Aurora/resources/apiRequest/responseItems';
import { readListingOptions } from '../../../../../nodes/Aurora/operations/listingOptions';

import { answer, API, webPage, type AnswerParts } from '../../../support/answers';
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

const url = `${API}/things`;
const hint = jest.fn();

async function itemsFor(
	reply: unknown,
	{ method = 'GET' as IHttpRequestMethods, options = {} } = {},
	api = fakeApi(() => reply),
) {
	const call = { context, client: api.client, hint };
	return await answerItems(call, { method, url }, readListingOptions(options));
}

const typed = (body: unknown, contentType: string, headers = {}) =>
	answer(body, { headers: { 'content-type': contentType, ...headers } } as AnswerParts);

describe('JSON', () => {
	test('each record of a list is an item', async () => {
		expect(await itemsFor([{ a: 1 }, 'text', null])).toEqual([
			{ json: { a: 1 } },
			{ json: { value: 'text' } },
			{ json: { value: null } },
		]);
	});

	test('an empty list is no item', async () => {
		expect(await itemsFor([])).toEqual([]);
		expect(await itemsFor({ data: [] })).toEqual([]);
	});

	test('an envelope is its list', async () => {
		expect(await itemsFor({ items: records(2), totalCount: 2 })).toEqual([
			{ json: { id: 1 } },
			{ json: { id: 2 } },
		]);
	});

	test('a record with lists in it is one item', async () => {
		for (const record of [{ id: 5, items: [1, 2] }, { name: 'x', tags: ['a'] }, { a: { b: [] } }]) {
			expect(await itemsFor(record)).toEqual([{ json: record }]);
		}
	});

	test('Items Property says what the list is, also inside a record', async () => {
		const options = { itemsProperty: 'owner.tags' };
		expect(await itemsFor({ id: 5, owner: { tags: ['a', 'b'] } }, { options })).toEqual([
			{ json: { value: 'a' } },
			{ json: { value: 'b' } },
		]);
		const { message } = await refusalOf(itemsFor({ id: 5 }, { options }));
		expect(message).toBe("The answer has no list at 'owner.tags'");
	});

	test('a plain value goes into the field value', async () => {
		expect(await itemsFor('5')).toEqual([{ json: { value: 5 } }]);
		expect(await itemsFor('"text"')).toEqual([{ json: { value: 'text' } }]);
	});

	test('whatever content type it says', async () => {
		expect(await itemsFor(typed({ a: 1 }, 'text/plain'))).toEqual([{ json: { a: 1 } }]);
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
		expect((await refusalOf(itemsFor(reply))).message).toMatch(/1234 records, but it gives 2/);
	});

	test.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)(
		'of a %s are not asked for',
		async (method) => {
			const api = fakePages(pages);
			const options = { pagination: 'page' };
			expect(await itemsFor(undefined, { method, options }, api)).toEqual([{ json: { id: 1 } }]);
			expect(api.asked).toEqual(['/things']);
		},
	);
});

describe('no JSON', () => {
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

	test('a file becomes binary data', async () => {
		const bytes = Buffer.from([0x25, 0x50, 0xff, 0x00]);
		const headers = { 'content-disposition': 'attachment; filename="report.pdf"' };
		expect(await itemsFor(typed(bytes, 'application/pdf', headers))).toEqual([
			{
				json: { contentType: 'application/pdf', bytes: 4 },
				binary: {
					data: { data: '%P\xff\0', fileName: 'report.pdf', mimeType: 'application/pdf' },
				},
			},
		]);
	});

	test('bytes of an unsaid type as well', async () => {
		const [{ json, binary }] = await itemsFor(Buffer.from([0xff, 0xfe]));
		expect(json).toEqual({ contentType: 'application/octet-stream', bytes: 2 });
		expect(binary?.data.mimeType).toBe('application/octet-stream');
		expect(binary?.data.fileName).toBeUndefined();
	});

	test.each([
		['attachment; filename=plain.txt', 'plain.txt'],
		['attachment; filename="with blanks; and.txt"', 'with blanks; and.txt'],
		['attachment; filename="fallback.txt"; filename*=UTF-8\'\'Zo%C3%AB.txt', 'Zoë.txt'],
		['attachment; filename="fallback.txt"; filename*=UTF-8\'\'%E0%A4%A', 'fallback.txt'],
		['attachment; filename="../../etc/passwd"', 'passwd'],
		['attachment; filename="C:\\\\temp\\\\x.txt"', 'x.txt'],
		["attachment; filename*=UTF-8''..%2F..%2Fx.txt", 'x.txt'],
		["attachment; filename*=UTF-8''a%0D%0Ab.txt", 'ab.txt'],
		['attachment; filename=""', undefined],
		['inline', undefined],
	])('the name of a file in %j is %j', async (disposition, name) => {
		const file = typed(Buffer.from([0xff]), 'image/png', { 'content-disposition': disposition });
		const [{ binary }] = await itemsFor(file);
		expect(binary?.data.fileName).toBe(name);
	});
	test('a name of dots alone is none', async () => {
		const headers = { 'content-disposition': 'attachment; filename=".."' };
		const [{ binary }] = await itemsFor(typed(Buffer.from([0xff]), 'image/png', headers));
		expect(binary?.data.fileName).toBeUndefined();
	});

	test('a web page is an error', async () => {
		for (const page of [webPage(), answer('<!doctype html><p>', {})]) {
			expect((await refusalOf(itemsFor(page))).message).toMatch(/web page instead of data/);
		}
	});

	test.each(['application/json', 'application/problem+json', 'application/json; charset=utf-8'])(
		'broken %s is an error',
		async (type) => {
			expect((await refusalOf(itemsFor(typed('{"a":', type)))).message).toMatch(/not valid JSON/);
		},
	);
});
