import type { IExecuteFunctions } from 'n8n-workflow';

import { HttpResponse } from '../../../../../lib/http/response';
import { responseItems } from '../../../../../nodes/Aurora/resources/apiRequest/responseItems';

import { answer, type AnswerParts } from '../../../support/answers';
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

const itemsFor = async (reply: unknown) =>
	await responseItems(context, reply instanceof HttpResponse ? reply : answer(reply));

const typed = (body: unknown, contentType: string, headers = {}) =>
	answer(body, { headers: { 'content-type': contentType, ...headers } } as AnswerParts);
const attachment = { 'content-disposition': 'Attachment; filename="f.txt"' };
const bytes = Buffer.from([0x25, 0x50, 0xff, 0x00]);
const messageFor = async (reply: unknown) => (await refusalOf(itemsFor(reply))).message;

describe('JSON', () => {
	test.each<[string, unknown, unknown[]]>([
		[
			'a list is its records',
			[{ a: 1 }, 'text', null],
			[{ a: 1 }, { value: 'text' }, { value: null }],
		],
		['an empty list is no item', [], []],
		['an envelope is one item', { items: [{ id: 1 }] }, [{ items: [{ id: 1 }] }]],
		['so is an empty one', { data: [] }, [{ data: [] }]],
		['a number is a value', '5', [{ value: 5 }]],
		['a text is a value', '"text"', [{ value: 'text' }]],
		['it may say no type', answer({ a: 1 }), [{ a: 1 }]],
		['it may be an attachment', typed({ a: 1 }, 'application/json', attachment), [{ a: 1 }]],
	])('%s', async (_, reply, items) => {
		expect(await itemsFor(reply)).toEqual(items.map((json) => ({ json })));
	});
});

describe('anything but JSON', () => {
	test('nothing is one empty item', async () => {
		expect(await itemsFor(answer('', { status: 204 }))).toEqual([{ json: {} }]);
		expect(await itemsFor('')).toEqual([{ json: {} }]);
	});

	test.each([
		'text/plain',
		'text/csv; charset=utf-8',
		'application/xml',
		'application/atom+xml',
		'text/xml',
		'text/html',
	])('%s goes into the field data', async (type) => {
		expect(await itemsFor(typed('<a>é</a>', type))).toEqual([{ json: { data: '<a>é</a>' } }]);
	});

	test.each(['application/x-ndjson', 'application/jsonl', 'application/json-seq'])(
		'%s: each line is an item',
		async (type) => {
			const lines = await itemsFor(typed('{"a":1}\n{"a":2}\n', type));
			expect(lines).toEqual([{ json: { a: 1 } }, { json: { a: 2 } }]);
		},
	);

	test.each(['42', '{"a":1}', '[{"a":1}]', '{"a":1}\n{"a":2}', '<html> is a tag'])(
		'%j is text where the type says so',
		async (data) => {
			for (const type of ['text/csv', 'text/plain'])
				expect(await itemsFor(typed(data, type))).toEqual([{ json: { data } }]);
		},
	);

	test.each(['text/csv', 'text/html', 'text/plain', 'application/xml'])(
		'%s is a file as an attachment',
		async (mimeType) => {
			const [{ json, binary }] = await itemsFor(typed('<html>', mimeType, attachment));
			expect(json).toEqual({ contentType: mimeType, bytes: 6 });
			expect(binary?.data).toEqual({ data: '<html>', fileName: 'f.txt', mimeType });
		},
	);

	const types = ['application/pdf', 'application/xml-dtd', 'x-text/plain'];
	test.each([
		...types.map((type): [string, unknown] => [type, typed(bytes, type)]),
		['application/octet-stream', bytes] as [string, unknown],
		['application/zip', typed(bytes, 'application/zip', attachment)] as [string, unknown],
	])('a file becomes binary data: %s', async (mimeType, reply) => {
		expect(await itemsFor(reply)).toEqual([
			{
				json: { contentType: mimeType, bytes: 4 },
				binary: { data: expect.objectContaining({ data: '%P\xff\0', mimeType }) as unknown },
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
		['a web page as JSON', typed('<html>', 'application/json'), /web page instead of data/],
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

describe('the full response', () => {
	test.each<[string, HttpResponse, object]>([
		['nothing', answer('', { status: 304, headers: { etag: 'x' } }), { body: '' }],
		['a list', answer([1, { a: 1 }]), { body: [1, { a: 1 }] }],
		['a text', typed('<a>', 'text/xml'), { body: '<a>' }],
		['a web page', typed('<html>', 'text/html'), { body: '<html>' }],
		['a file', typed(bytes, 'image/png'), {}],
	])('of %s is one item with status and headers', async (_, response, body) => {
		const [{ json, binary }, ...others] = await responseItems(context, response, true);
		expect(json).toEqual({ statusCode: response.status, headers: response.headers, ...body });
		expect(binary !== undefined).toBe(response.contentType === 'image/png');
		expect(others).toEqual([]);
	});

	test('of broken JSON is an error all the same', async () => {
		const broken = responseItems(context, typed('{"a":', 'application/json'), true);
		expect((await refusalOf(broken)).message).toMatch(/could not be parsed as JSON/);
	});
});
