import { withToken, type TokenHeader } from '../../../../lib/auth/tokenHeader';

const both = { Authorization: 'Bearer abc', Authentication: 'Bearer abc' };

test.each<[TokenHeader, object]>([
	['both', both],
	['authorization', { Authorization: both.Authorization }],
	['authentication', { Authentication: both.Authentication }],
])('%s puts the token where it is wanted and nowhere else', (where, expected) => {
	const others = { Accept: 'text/plain', 'X-Authorization': 'mine', 'Authorization-Info': 'mine' };
	// What the user put under these names goes, in any case.
	const own = { authorization: 'mine', AUTHENTICATION: 'mine', Authentication: 'mine' };
	const headers = { ...others, ...own };
	expect(withToken(headers, where, 'abc')).toEqual({ ...others, ...expected });
	expect(headers).toEqual({ ...others, ...own });
});
