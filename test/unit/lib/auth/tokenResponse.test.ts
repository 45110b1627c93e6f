import { readTokenResponse } from '../../../../lib/auth/tokenResponse';

const response = (fields: object) => ({
	access_token: 'eyJ.abc-_~+/=',
	token_type: 'Bearer',
	expires_in: 3600,
	...fields,
});
const lifetimeWith = (expires_in: unknown) => readTokenResponse(response({ expires_in }));
const faultOf = (body: unknown) => (readTokenResponse(body) as { fault: string }).fault;

const DAY = 86_400;

it('gives the token and its life in seconds', () => {
	expect(readTokenResponse(response({}))).toEqual({ accessToken: 'eyJ.abc-_~+/=', lifetime: 3600 });
});

describe('expires_in', () => {
	test.each([
		['missing', undefined, DAY],
		['null', null, DAY],
		['a string of digits', '3600', 3600],
		['a string with a fraction', '3600.25', 3600.25],
		['a fraction', 1799.9, 1799.9],
		['the longest that Auth0 gives', 30 * DAY, 30 * DAY],
		['31 days', 31 * DAY, 30 * DAY],
		['1e308', 1e308, 30 * DAY],
		['infinite', Number.POSITIVE_INFINITY, 30 * DAY],
		['a string of a thousand digits', '9'.repeat(1000), 30 * DAY],
	])('that is %s means a life of a sensible number of seconds', (_what, given, lifetime) => {
		expect(lifetimeWith(given)).toMatchObject({ lifetime });
	});

	test.each([
		['0', 0],
		['"0"', '0'],
		['negative', -1],
		['a negative string', '-1'],
		['no number', Number.NaN],
		['a word', 'soon'],
		['empty', ''],
		['an exponent in a string', '1e3'],
		['true', true],
		['a list', [3600]],
		['an object', {}],
	])('that is %s makes the response unusable', (_what, given) => {
		expect(lifetimeWith(given)).toEqual({ fault: expect.stringContaining('expires_in') as string });
	});
});

describe('token_type', () => {
	test.each(['Bearer', 'bearer', 'BEARER', 'bEaReR'])('may be written %s', (token_type) => {
		expect(readTokenResponse(response({ token_type }))).toHaveProperty('accessToken');
	});

	test.each([
		['another one', 'DPoP', 'DPoP'],
		['missing', undefined, 'missing'],
		['empty', '', 'token_type'],
		['a list', ['Bearer'], 'Bearer'],
	])('that is %s makes the response unusable', (_what, token_type, named) => {
		expect(faultOf(response({ token_type }))).toMatch(/token_type.* instead of Bearer/);
		expect(faultOf(response({ token_type }))).toContain(named);
	});
});

describe('access_token', () => {
	test.each([
		['missing', undefined],
		['empty', ''],
		['a number', 5],
		['null', null],
	])('that is %s makes the response unusable', (_what, access_token) => {
		expect(faultOf(response({ access_token }))).toContain('no access_token');
	});

	test.each([
		['a line break', 'abc\r\nX-Evil: 1'],
		['a line break at its end', 'abc\n'],
		['a blank', 'a b'],
		['a letter beyond ASCII', 'abcé'],
		['a NUL', 'abc\0'],
		['a quote', 'ab"c'],
	])('with %s makes the response unusable, and is not repeated', (_what, access_token) => {
		expect(faultOf(response({ access_token }))).toContain('access_token has characters');
		expect(faultOf(response({ access_token }))).not.toContain('abc');
	});
});

it('with an error of null is a token', () => {
	expect(readTokenResponse(response({ error: null }))).toHaveProperty('accessToken');
});

it('with an error is no token, even if one is in it', () => {
	expect(faultOf(response({ error: 'access_denied' }))).toContain('access_denied');
	const described = { error: 'access_denied', error_description: 'Not\nyours' };
	expect(faultOf(response(described))).toContain('Not yours');
});

test.each([
	['no JSON', undefined],
	['null', null],
	['a list', [response({})]],
	['a text', 'eyJ'],
	['a number', 7],
	['a Buffer', Buffer.from('{}')],
])('that is %s is no token', (_what, body) => {
	expect(faultOf(body)).toContain('not a JSON object');
});
