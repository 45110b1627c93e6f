import { ApiResponse } from '../../../../lib/http/response';

const response = (headers: unknown, body = Buffer.alloc(0)) =>
	new ApiResponse('https://api.example.com/a', 200, headers, body);

test('a header is one text, several of a name joined', () => {
	const { header } = {
		header: (name: string) => response({ link: ['<a>', '<b>'], age: 5 }).header(name),
	};
	expect(header('link')).toBe('<a>, <b>');
	expect(header('age')).toBe('5');
	expect(header('etag')).toBe('');
});

test('answers without headers have none', () => {
	expect(response(undefined).header('link')).toBe('');
	expect(response(undefined).contentType).toBe('');
});

test('the content type comes without its parameters, in lower case', () => {
	expect(response({ 'content-type': ' Application/JSON; charset=utf-8' }).contentType).toBe(
		'application/json',
	);
});

test('the text comes without a byte order mark, and as long as wanted', () => {
	const body = Buffer.from('\uFEFFhello');
	expect(response({}, body).text()).toBe('hello');
	expect(response({}, body).text(5)).toBe('he');
	const inside = 'a\uFEFFb';
	expect(response({}, Buffer.from(inside)).text()).toBe(inside);
});
