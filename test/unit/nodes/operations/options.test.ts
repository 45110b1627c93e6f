import { headers, readOptions } from '../../../../nodes/Aurora/operations/options';

import { refusal } from '../../support/refusal';

test('without options everything has its default', () => {
	expect(readOptions({})).toMatchObject({
		request: { timeout: 60_000, maxRetries: 4 },
		query: [],
		headers: {},
		fullResponse: false,
		listing: { pagination: 'auto' },
	});
});

test('each option goes where it is used', () => {
	const pair = (value: string) => [{ name: 'n', value }];
	expect(
		readOptions({
			timeout: 5,
			maxRetries: 0,
			queryParameters: { parameter: pair('query') },
			headers: { header: pair('header') },
			paging: { settings: { pagination: 'off' } },
		}),
	).toMatchObject({
		request: { timeout: 5_000, maxRetries: 0 },
		query: [['n', 'query']],
		headers: { n: 'header' },
		listing: { pagination: 'off' },
	});
});

describe('a header', () => {
	const read = (name: string, value: string) =>
		headers.read({ headers: { header: [{ name, value }] } });

	test.each([
		['X-Tenant', 'north'],
		["!#$%&'*+.^_`|~09azAZ", '\t ~'],
		['X-Latin', '\x80ÿ'],
		['X-Empty', ''],
	])('%s may be %j', (name, value) => {
		expect(read(name, value)).toEqual({ [name]: value });
	});

	const values = ['a\nb', '\r\nX-Evil: 1', 'a\n', '\0a', 'a\x7f', '€'];
	const names = ['X Tenant', 'X:Tenant', 'é', 'X-Tenant\n-X'];
	// They belong to the connection.
	names.push('Host', 'content-length', 'Transfer-Encoding', 'CONNECTION', 'Cookie', 'Expect');
	test.each([
		...values.map((value) => ['X-Tenant', value]),
		...names.map((name) => [name, 'north']),
	])('%j: %j is refused', (name, value) => {
		const { message, description } = refusal(() => read(name, value));
		expect(message).toBe(`The header '${name.replace('\n', ' ')}' can't be sent`);
		expect(description).toContain("Correct it in 'Headers'.");
	});
});
