import { forgetDiscovery } from '../../../../lib/auth/discovery';
import { requestToken } from '../../../../lib/auth/tokenRequest';
import { settingsOf } from '../../support/credentialFields';
import { documented, documentedEnvironmentNames } from '../../support/documentedAddresses';
import { FakeTiming } from '../../support/fakeTiming';
import { failureOf, wordsOf } from '../../support/failure';
import { httpRequest } from '../../support/n8nHost';
import { networkError, serveInTurn, tokenAnswer, type Reply } from '../../support/servers';

const LIVE = 'https://auth.aurora.co.uk';
const good = tokenAnswer('good-token', 3600);

let timing: FakeTiming;
beforeEach(() => {
	timing = new FakeTiming();
	forgetDiscovery();
});

const request = async (settings = settingsOf()) =>
	await requestToken(settings, httpRequest, timing);

describe.each(documentedEnvironmentNames)('the token request to %s', (name) => {
	const { origin, pathname } = new URL(documented[name].tokenUrl);
	const audience = encodeURIComponent(documented[name].audience);
	const fields = { environment: name, clientId: 'my-client', clientSecret: 'p&s +ö' };

	it('is the documented form, with the client in the body', async () => {
		const requests = serveInTurn(origin, good);
		expect(await request(settingsOf(fields))).toEqual({
			accessToken: 'good-token',
			lifetime: 3600,
		});
		expect(requests).toHaveLength(1);
		const [{ method, path, headers, body }] = requests;
		expect([method, path]).toEqual(['POST', pathname]);
		expect(headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
		expect(headers.accept).toBe('application/json');
		expect(headers).not.toHaveProperty('authorization');
		expect(body).toBe(
			`grant_type=client_credentials&audience=${audience}&client_id=my-client&client_secret=p%26s+%2B%C3%B6`,
		);
	});

	it('is the documented form, with the client in the header and not in the body', async () => {
		const requests = serveInTurn(origin, good);
		await request(settingsOf({ ...fields, clientAuthentication: 'header' }));
		const [{ headers, body }] = requests;
		// base64 of my-client:p%26s+%2B%C3%B6, form-encoded before (RFC 6749, 2.3.1)
		expect(headers.authorization).toBe('Basic bXktY2xpZW50OnAlMjZzKyUyQiVDMyVCNg==');
		expect(body).toBe(`grant_type=client_credentials&audience=${audience}`);
	});
});

it('keeps a colon in the client id apart from the colon of HTTP Basic', async () => {
	const requests = serveInTurn(LIVE, good);
	const clientId = 'a:b c%';
	const clientSecret = 'x:y/=+"\\€';
	await request(settingsOf({ clientId, clientSecret, clientAuthentication: 'header' }));
	const [, credentials] = requests[0].headers.authorization.split(' ');
	const parts = Buffer.from(credentials, 'base64').toString().split(':');
	const decoded = parts.map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
	expect(decoded).toEqual([clientId, clientSecret]);
});

it('goes with discovery to the endpoint that the issuer names', async () => {
	const token_endpoint = 'https://tokens.example.com/token';
	serveInTurn(LIVE, [200, { issuer: LIVE, token_endpoint }]);
	const requests = serveInTurn('https://tokens.example.com', good);
	await request(settingsOf({ useDiscovery: true }));
	expect(requests).toMatchObject([{ method: 'POST', path: '/token' }]);
});

describe('a token service that is busy or broken', () => {
	test.each<[string, Reply[], number[]]>([
		[
			'503, 503',
			[
				[503, ''],
				[503, '<html></html>'],
			],
			[1000, 2000],
		],
		['500', [[500, { error: 'x' }]], [1000]],
		[
			'502, 504, 408',
			[
				[502, ''],
				[504, ''],
				[408, ''],
			],
			[1000, 2000, 4000],
		],
		['429', [[429, '']], [1000]],
		['429 with Retry-After in seconds', [[429, '', { 'Retry-After': '7' }]], [7000]],
		[
			'429 with Retry-After as a date',
			[[429, '', { 'Retry-After': 'Tue, 01 Jan 2030 00:00:09 GMT' }]],
			[9000],
		],
		[
			'429 with X-RateLimit-Reset',
			[[429, '', { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '1893456011' }]],
			[11_000],
		],
		['503 with Retry-After', [[503, '', { 'Retry-After': '30' }]], [30_000]],
		['a broken connection', [networkError('ECONNRESET')], [1000]],
		['a refused connection', [networkError('ECONNREFUSED')], [1000]],
		['no answer in time', [networkError('ETIMEDOUT')], [1000]],
	])('is asked again after %s', async (_what, replies, waits) => {
		const requests = serveInTurn(LIVE, ...replies, good);
		expect(await request()).toMatchObject({ accessToken: 'good-token' });
		expect(timing.sleeps).toEqual(waits);
		expect(requests).toHaveLength(replies.length + 1);
	});

	it('spreads its clients over the time before they come back', async () => {
		timing.chance = 0;
		serveInTurn(LIVE, [503, ''], good);
		await request();
		expect(timing.sleeps).toEqual([500]);
	});

	test.each<[string, Reply, RegExp]>([
		['503', [503, ''], /auth\.aurora\.co\.uk is not working at the moment \(status 503\)/],
		['429', [429, ''], /auth\.aurora\.co\.uk limits the number of tokens/],
		['the network', networkError('ENOTFOUND'), /auth\.aurora\.co\.uk could not be looked up/],
	])('is given up after four tries (%s)', async (_what, reply, said) => {
		const requests = serveInTurn(LIVE, reply);
		expect(await wordsOf(request())).toMatch(said);
		expect(requests).toHaveLength(4);
	});

	test.each([429, 503])('says no moment to come back when it said none (%d)', async (status) => {
		serveInTurn(LIVE, [status, '']);
		const { description, retryAt } = await failureOf(request());
		expect(description).toContain('Try again later.');
		expect(retryAt).toBeUndefined();
	});

	it('is believed how long it is out of order', async () => {
		serveInTurn(LIVE, [503, '', { 'Retry-After': '60' }]);
		expect((await failureOf(request())).retryAt).toBe(timing.now() + 60_000);
	});

	test.each([
		['31', '31 seconds', 31_000],
		['7200', '2 hours', 7_200_000],
		['Tue, 01 Jan 2030 00:05:00 GMT', '5 minutes', 300_000],
	])(
		'is not waited for when it asks for too long (%s), and its wait is said',
		async (value, words, ms) => {
			const requests = serveInTurn(LIVE, [429, '', { 'Retry-After': value }], good);
			const { description, retryAt } = await failureOf(request());
			expect(description).toContain(`Try again in ${words}.`);
			expect(retryAt).toBe(timing.now() + ms);
			expect(requests).toHaveLength(1);
			expect(timing.sleeps).toEqual([]);
		},
	);
});

describe('a token service that refuses', () => {
	test.each<[string, Reply, RegExp]>([
		[
			'401',
			[401, { error: 'access_denied' }],
			/does not accept this 'Client ID' and 'Client Secret'/,
		],
		['403', [403, { error: 'access_denied' }], /grants it no access to the API/],
		['400', [400, { error: 'invalid_request' }], /refused the request \(status 400\)/],
		['404', [404, '<html></html>'], /refused the request \(status 404\)/],
	])('is asked once (%s)', async (_what, reply, said) => {
		const requests = serveInTurn(LIVE, reply, good);
		const { message, retryAt } = await failureOf(request());
		expect(message).toMatch(said);
		expect(message).toContain('Live');
		expect(retryAt).toBeUndefined();
		expect(requests).toHaveLength(1);
	});
});

describe('an answer that holds no token', () => {
	test.each<[string, Reply, RegExp]>([
		['is HTML', [200, '<html></html>'], /not a JSON object/],
		['is empty', [200, ''], /not a JSON object/],
		['has another status', [201, { access_token: 'x', token_type: 'Bearer' }], /status 201/],
		['has an error', [200, { error: 'access_denied' }], /access_denied/],
		['has no token', [200, { token_type: 'Bearer' }], /no access_token/],
		['has a token that writes headers', tokenAnswer('a\r\nb'), /characters that no token may have/],
		['ends a token at once', tokenAnswer('a', 0), /expires_in/],
	])('is not asked for again when it %s', async (_what, reply, said) => {
		const requests = serveInTurn(LIVE, reply, good);
		const { message, description } = await failureOf(request());
		expect(message).toContain('auth.aurora.co.uk gave no usable token');
		expect(description).toMatch(said);
		expect(requests).toHaveLength(1);
	});

	test.each([301, 302, 307, 308])('is not followed elsewhere (%d)', async (status) => {
		const elsewhere = serveInTurn('https://elsewhere.example', good);
		serveInTurn(LIVE, [status, '', { Location: 'https://elsewhere.example/' }]);
		expect(await wordsOf(request())).toContain(`status ${status}`);
		expect(elsewhere).toHaveLength(0);
	});
});

// n8n gives every credential the field 'Allowed HTTP Request Domains', and holds it against the
// credential's own requests too: a list with nothing but the API keeps the token service out.
it("says so when n8n's list of allowed domains keeps the token service out", async () => {
	const restricted: typeof httpRequest = async (options) =>
		(await httpRequest({ ...options, allowedDomains: 'api.example.com' })) as unknown;
	const requests = serveInTurn(LIVE, good);
	expect(await wordsOf(requestToken(settingsOf(), restricted, timing))).toMatch(
		/'Allowed HTTP Request Domains'/,
	);
	expect(requests).toHaveLength(0);
});
