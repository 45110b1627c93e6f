import { HttpResponse } from '../../../../lib/http/response';

const response = (headers: unknown, body = '', secrets: string[] = []) =>
	new HttpResponse('https://api.example.com/a', 200, headers, Buffer.from(body), secrets);

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
