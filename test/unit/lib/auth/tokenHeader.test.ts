import {
	readTokenHeader,
	tokenHeaderField,
	withToken,
	type TokenHeader,
} from '../../../../lib/auth/tokenHeader';

test.each<[TokenHeader, object]>([
	['both', { Authorization: 'Bearer abc', Authentication: 'Bearer abc' }],
	['authorization', { Authorization: 'Bearer abc' }],
	['authentication', { Authentication: 'Bearer abc' }],
])('%s puts the token where it is wanted and nowhere else', (where, expected) => {
	expect(withToken({}, where, 'abc')).toEqual(expected);
});

it('leaves other headers as they are', () => {
	const headers = { Accept: 'text/plain', 'X-Authorization': 'mine', 'Authorization-Info': 'mine' };
	expect(withToken(headers, 'authorization', 'abc')).toEqual({
		...headers,
		Authorization: 'Bearer abc',
	});
	expect(headers).not.toHaveProperty('Authorization');
});

test.each<TokenHeader>(['both', 'authorization', 'authentication'])(
	'replaces what the user put under these names, in any case (%s)',
	(where) => {
		const headers = { authorization: 'mine', AUTHENTICATION: 'mine', Authentication: 'mine' };
		expect(Object.values(withToken(headers, where, 'abc'))).not.toContain('mine');
	},
);

it('reads the values that its field offers, and anything else as the default', () => {
	const values = (tokenHeaderField.options ?? []).map(
		(option) => (option as { value: string }).value,
	);
	expect(values.map(readTokenHeader)).toEqual(['both', 'authorization', 'authentication']);
	for (const other of [undefined, '', 'Authorization', 5]) {
		expect(readTokenHeader(other)).toBe(tokenHeaderField.default);
	}
});
