import { headers } from '../../../../nodes/Aurora/operations/requestOptions';

import { refusal } from '../../support/refusal';

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

	test.each(['a\nb', '\r\nX-Evil: 1', 'a\n', '\0a', 'a\x7f', '€'])(
		'with the value %j is refused',
		(value) => {
			expect(refusal(() => read('X-Tenant', value)).message).toBe(
				"The header 'X-Tenant' can't be sent",
			);
		},
	);

	test.each(['X Tenant', 'X:Tenant', 'é', 'X-Tenant\n-X'])('named %j is refused', (name) => {
		const { message, description } = refusal(() => read(name, 'north'));
		expect(message).toBe(`The header '${name.replace('\n', ' ')}' can't be sent`);
		expect(description).toContain("Correct it in 'Headers'.");
	});

	test.each(['Host', 'content-length', 'Transfer-Encoding', 'CONNECTION', 'Cookie', 'Expect'])(
		'named %s is refused: it belongs to the connection',
		(name) => {
			expect(refusal(() => read(name, '1')).message).toBe(`The header '${name}' can't be sent`);
		},
	);
});
