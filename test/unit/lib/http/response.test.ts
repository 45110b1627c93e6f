import { HttpResponse } from '../../../../lib/http/response';

const response = (headers: unknown, body: string | Buffer = '', secrets: string[] = []) =>
	new HttpResponse('https://api.example.com/a', 200, headers, Buffer.from(body as Buffer), secrets);

test('a header is one text, several of a name joined', () => {
	const given = response({ link: ['<a>', '<b>'], age: 5 });
	expect(['link', 'age', 'etag'].map((name) => given.header(name))).toEqual(['<a>, <b>', '5', '']);
});

test.each([undefined, null, 'text', []])('%j is no headers', (headers) => {
	expect(response(headers).headers).toEqual({});
	expect(response(headers).contentType).toBe('');
});

test('the content type comes without its parameters, in lower case', () => {
	const headers = { 'content-type': ' Application/JSON; charset=utf-8' };
	expect(response(headers).contentType).toBe('application/json');
});

test('the text comes without a byte order mark, and as long as wanted', () => {
	const marked = response({}, '\uFEFFhello');
	expect([marked.text(), marked.text(5)]).toEqual(['hello', 'he']);
	expect(response({}, 'a\uFEFFb').text()).toBe('a\uFEFFb');
});

test.each([
	['{"a":1}', undefined, { a: 1 }],
	['\uFEFF[1]', undefined, [1]],
	['<html></html>', undefined, undefined],
	['{"a":', undefined, undefined],
	['', undefined, undefined],
	['"12345678"', 10, '12345678'],
	['"12345678"', 9, undefined],
])('the JSON of %j, of at most %j bytes, is %j', (body, maxBytes, json) => {
	expect(response({}, body).json(maxBytes)).toEqual(json);
});

const TEXT = '[{"name":"Zoë"}]';
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

test.each<[string, string, Buffer]>([
	['Latin-1, as named', 'text/plain; charset=ISO-8859-1', Buffer.from(TEXT, 'latin1')],
	['a named charset in quotes', 'a/b;charset="windows-1252" ;x=y', Buffer.from(TEXT, 'latin1')],
	['UTF-16, as named', 'application/json; charset=utf-16le', Buffer.from(TEXT, 'utf16le')],
	['UTF-16LE', 'application/json', Buffer.from(TEXT, 'utf16le')],
	['UTF-16BE', 'application/json', utf16be(TEXT)],
	['UTF-16LE with a mark', 'a/b; charset=utf-8', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
	['UTF-16BE with a mark', 'a/b; charset=latin1', utf16be(`\uFEFF${TEXT}`)],
	['UTF-8 with a mark', 'a/b; charset=latin1', Buffer.from(`\uFEFF${TEXT}`)],
	['UTF-8 where the charset is unknown', 'a/b; charset=klingon', Buffer.from(TEXT)],
	['no UTF-8 where none is named', 'application/json', Buffer.from(TEXT, 'latin1')],
])('a body in %s is decoded', (_what, type, body) => {
	const given = new HttpResponse('https://a.example', 200, { 'content-type': type }, body);
	expect(given.text()).toBe(TEXT);
	expect(given.json()).toEqual([{ name: 'Zoë' }]);
});

test.each(['windows-1252', 'ISO-8859-1', 'latin1', 'us-ascii', 'klingon', undefined])(
	'the characters of windows-1252 come out, also as %s, on each Node.js',
	(charset) => {
		const bytes = Buffer.from([0x80, 0x85, 0x8e, 0x92, 0x9f, 0xe9, 0x81]);
		const type = charset ? `text/plain; charset=${charset}` : 'text/plain';
		expect(response({ 'content-type': type }, bytes).text()).toBe('€…Ž’Ÿé\u0081');
	},
);

test('what is named UTF-8 is read as such', () => {
	const named = { 'content-type': 'text/plain; charset=utf-8' };
	expect(response(named, Buffer.from([0x61, 0xe9])).text()).toBe('a\ufffd');
});

test('a text that is cut in the middle of a character is without it', () => {
	expect(response({}, 'aé').text(2)).toBe('a');
});

test.each([
	['application/x-ndjson', '{"a":1}\n{"a":2}', [{ a: 1 }, { a: 2 }]],
	[
		'application/jsonl; charset=utf-8',
		'{"a":12345678901234567890}\r\n\r\n',
		[{ a: '12345678901234567890' }],
	],
	['application/json-seq', '\u001E{"a":1}\n\u001E2\n', [{ a: 1 }, 2]],
	['application/x-ndjson', '', []],
	['application/x-ndjson', '{"a":1}\n{"a":', undefined],
	['text/plain', '{"a":1}\n{"a":2}\n', [{ a: 1 }, { a: 2 }]],
	['text/plain', '1\n2', undefined],
	['application/json', '{\n"a":1\n}', { a: 1 }],
	['application/json', 'null', null],
	['application/json', '\n', undefined],
])('%s: the JSON of %j is %j', (type, body, json) => {
	expect(response({ 'content-type': type }, body).json()).toEqual(json);
});

test('a quotation is the beginning of the body, or another text, without secrets', () => {
	const given = response({}, `my secret${'.'.repeat(30_000)}`, ['my secret']);
	expect(given.quote()).toBe(`***${'.'.repeat(20_000 - 'my secret'.length)}`);
	expect(given.quote('says: my secret')).toBe('says: ***');
});

test.each([
	['a Buffer', Buffer.from('hello'), 'hello'],
	['an ArrayBuffer', new TextEncoder().encode('hello').buffer, 'hello'],
	['a text', 'hello', 'hello'],
	['nothing', undefined, ''],
])('the body that n8n hands over may be %s', (_what, body, text) => {
	const given = HttpResponse.of('https://a.example', { statusCode: '404', headers: {}, body });
	expect([given.url, given.status, given.text()]).toEqual(['https://a.example', 404, text]);
});
