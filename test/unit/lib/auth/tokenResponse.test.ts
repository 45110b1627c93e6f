import { plainText, readTokenAnswer } from '../../../../lib/auth/tokenResponse';

const answer = (fields: object) => ({
	access_token: 'eyJ.abc-_~+/=',
	token_type: 'Bearer',
	expires_in: 3600,
	...fields,
});
const lifetimeWith = (expires_in: unknown) => readTokenAnswer(answer({ expires_in }));
const faultOf = (body: unknown) => (readTokenAnswer(body) as { fault: string }).fault;

const DAY = 86_400;

it('gives the token and its life in seconds', () => {
	expect(readTokenAnswer(answer({}))).toEqual({ accessToken: 'eyJ.abc-_~+/=', lifetime: 3600 });
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
	])('that is %s makes the answer unusable', (_what, given) => {
		expect(lifetimeWith(given)).toEqual({ fault: expect.stringContaining('expires_in') as string });
	});
});

describe('token_type', () => {
	test.each(['Bearer', 'bearer', 'BEARER', 'bEaReR'])('may be written %s', (token_type) => {
		expect(readTokenAnswer(answer({ token_type }))).toHaveProperty('accessToken');
	});

	test.each([
		['another one', 'DPoP', 'DPoP'],
		['missing', undefined, 'missing'],
		['empty', '', 'token_type'],
		['a list', ['Bearer'], 'Bearer'],
	])('that is %s makes the answer unusable', (_what, token_type, named) => {
		expect(faultOf(answer({ token_type }))).toMatch(/token_type.* instead of Bearer/);
		expect(faultOf(answer({ token_type }))).toContain(named);
	});
});

describe('access_token', () => {
	test.each([
		['missing', undefined],
		['empty', ''],
		['a number', 5],
		['null', null],
	])('that is %s makes the answer unusable', (_what, access_token) => {
		expect(faultOf(answer({ access_token }))).toContain('no access_token');
	});

	test.each([
		['a line break', 'abc\r\nX-Evil: 1'],
		['a line break at its end', 'abc\n'],
		['a blank', 'a b'],
		['a letter beyond ASCII', 'abcé'],
		['a NUL', 'abc\0'],
		['a quote', 'ab"c'],
	])('with %s makes the answer unusable, and is not repeated', (_what, access_token) => {
		expect(faultOf(answer({ access_token }))).toContain('access_token has characters');
		expect(faultOf(answer({ access_token }))).not.toContain('abc');
	});
});

it('with an error is no token, even if one is in it', () => {
	expect(faultOf(answer({ error: 'access_denied' }))).toContain('access_denied');
	const described = { error: 'access_denied', error_description: 'Not\nyours' };
	expect(faultOf(answer(described))).toContain('Not yours');
});

test.each([
	['no JSON', undefined],
	['null', null],
	['a list', [answer({})]],
	['a text', 'eyJ'],
	['a number', 7],
	['a Buffer', Buffer.from('{}')],
])('that is %s is no token', (_what, body) => {
	expect(faultOf(body)).toContain('not a JSON object');
});

describe('text from outside', () => {
	it('becomes one line without control characters', () => {
		expect(plainText(' a\r\nb\tc\0d\u001b[31me\u2028f\u202eg  h ')).toBe('a b c d [31me f g h');
	});

	it('is cut', () => {
		expect(plainText('x'.repeat(501))).toBe(`${'x'.repeat(499)}…`);
		expect(plainText('x'.repeat(500))).toBe('x'.repeat(500));
		expect(plainText('x'.repeat(50), 10)).toHaveLength(10);
	});

	it('stays short however many control characters it has', () => {
		expect(plainText(`${'\n'.repeat(100_000)}end`)).toBe('');
	});

	test.each([
		['an object', { a: 1 }, '{"a":1}'],
		['a list', [1, 'b'], '[1,"b"]'],
		['a number', 5, '5'],
		['null', null, 'null'],
		['nothing', undefined, 'undefined'],
	])('may be %s', (_what, value, shown) => {
		expect(plainText(value)).toBe(shown);
	});
});
