import { tokenUrls } from '../../../../lib/auth/discovery';
import { requestToken } from '../../../../lib/auth/tokenRequest';
import type { HttpRequest } from '../../../../lib/http/sendRequest';
import { settingsOf } from '../../support/credentialFields';
import { documented, documentedEnvironmentNames } from '../../support/documentedAddresses';
import { FakeTiming } from '../../support/fakeTiming';
import { httpRequest } from '../../support/n8nHost';
import { refusalOf, wordsOf } from '../../support/refusal';
import { networkError, serveInTurn, tokenAnswer, type Reply } from '../../support/servers';

const LIVE = 'https://auth.aurora.co.uk';
const good = tokenAnswer('good-token', 3600);

let timing: FakeTiming;
beforeEach(() => {
	timing = new FakeTiming();
	tokenUrls.clear();
});

const request = async (fields = {}, http: HttpRequest = httpRequest) =>
	await requestToken(settingsOf(fields), http, timing);

describe.each(documentedEnvironmentNames)('the token request to %s', (name) => {
	const { origin, pathname } = new URL(documented[name].tokenUrl);
	const audience = encodeURIComponent(documented[name].audience);
	const fields = { environment: name, clientId: 'my-client', clientSecret: 'p&s +ö' };

	it('is the documented form, with the client in the body', async () => {
		const requests = serveInTurn(origin, good);
		expect(await request(fields)).toEqual({ accessToken: 'good-token', lifetime: 3600 });
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
		await request({ ...fields, clientAuthentication: 'header' });
		const [{ headers, body }] = requests;
		// base64 of my-client:p%26s+%2B%C3%B6, form-encoded before (RFC 6749, 2.3.1)
		expect(headers.authorization).toBe('Basic bXktY2xpZW50OnAlMjZzKyUyQiVDMyVCNg==');
		expect(body).toBe(`grant_type=client_credentials&audience=${audience}`);
	});
});

it('keeps a colon in the client ID apart from the colon of HTTP Basic', async () => {
	const requests = serveInTurn(LIVE, good);
	const clientId = 'a:b c%';
	const clientSecret = 'x:y/=+"\\€';
	await request({ clientId, clientSecret, clientAuthentication: 'header' });
	const [, credentials] = requests[0].headers.authorization.split(' ');
	const parts = Buffer.from(credentials, 'base64').toString().split(':');
	const decoded = parts.map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
	expect(decoded).toEqual([clientId, clientSecret]);
});

it('goes with discovery to the endpoint that the issuer names', async () => {
	serveInTurn(LIVE, [200, { issuer: LIVE, token_endpoint: 'https://tokens.example.com/token' }]);
	const requests = serveInTurn('https://tokens.example.com', good);
	await request({ useDiscovery: true });
	expect(requests).toMatchObject([{ method: 'POST', path: '/token' }]);
});

test.each<[number, string, string | undefined]>([
	[404, '/new', 'good-token'],
	[410, '/new', 'good-token'],
	[404, '/old', undefined],
	[403, '/new', undefined],
])('reads the discovery document again when its endpoint fails with %d', async (...given) => {
	const [status, path, token] = given;
	const document = (named: string): Reply => [200, { issuer: LIVE, token_endpoint: LIVE + named }];
	const isReread = status !== 403;
	const requests = serveInTurn(
		LIVE,
		document('/old'),
		[status],
		...(isReread ? [document(path)] : []),
		...(token ? [good] : [[status] as Reply]),
	);
	const issued = await request({ useDiscovery: true }).catch(() => undefined);
	expect(issued?.accessToken).toBe(token);
	expect(requests).toHaveLength(2 + Number(isReread) + Number(token !== undefined));
});

describe('a token service that is busy or unavailable', () => {
	// Which failures those are, and how long each asks to wait, is told in retryPolicy.test.ts.
	it('is asked again, after as long as it asks for or as nobody asks for', async () => {
		const replies: Reply[] = [
			networkError('ECONNRESET'),
			[503, '<html></html>'],
			[429, '', { 'Retry-After': 'Tue, 01 Jan 2030 00:00:09 GMT' }],
		];
		const requests = serveInTurn(LIVE, ...replies, good);
		timing.chance = 0;
		expect(await request()).toMatchObject({ accessToken: 'good-token' });
		// The date is nine seconds from the beginning.
		expect(timing.sleeps).toEqual([500, 1000, 7500]);
		expect(requests).toHaveLength(4);
	});

	it('is waited for 30 seconds at most', async () => {
		serveInTurn(LIVE, [503, '', { 'Retry-After': '30' }], good);
		await request();
		expect(timing.sleeps).toEqual([30_000]);
	});

	it('is given up after four tries', async () => {
		const requests = serveInTurn(LIVE, [503, '']);
		expect(await wordsOf(request())).toMatch(/is not available at the moment \(status 503\)/);
		expect(requests).toHaveLength(4);
	});

	test.each([429, 503])('is not waited for when it asks for too long (%d)', async (status) => {
		const requests = serveInTurn(LIVE, [status, '', { 'Retry-After': '31' }], good);
		expect((await refusalOf(request())).details.retryAfter).toBe(31_000);
		expect(requests).toHaveLength(1);
		expect(timing.sleeps).toEqual([]);
	});
});

test.each<[string, Reply, RegExp]>([
	['401', [401, { error: 'access_denied' }], /rejected the Client ID/],
	['400', [400, '<html></html>'], /rejected the request \(status 400\)/],
	['a certificate', networkError('CERT_HAS_EXPIRED'), /certificate .* is not trusted/],
	['a web page', [200, '<html></html>'], /not a JSON object/],
	['another status', [201, { access_token: 'x', token_type: 'Bearer' }], /status 201/],
	[
		'no usable token',
		tokenAnswer('a\r\nb'),
		/did not issue a usable token[^]*not allowed in a token/,
	],
	['a limit without end', [403, '', { 'Retry-After': '60' }], /no access to the API/],
])('asks once when the answer is %s', async (_what, reply, said) => {
	const requests = serveInTurn(LIVE, reply, good);
	const failure = await refusalOf(request());
	expect(`${failure.message}\n${failure.description}`).toMatch(said);
	expect(failure.details.retryAfter).toBeUndefined();
	expect(requests).toHaveLength(1);
});

test.each([301, 302, 307, 308])('does not follow elsewhere (%d)', async (status) => {
	const elsewhere = serveInTurn('https://elsewhere.example', good);
	serveInTurn(LIVE, [status, '', { Location: 'https://elsewhere.example/' }]);
	expect(await wordsOf(request())).toContain(`status ${status}`);
	expect(elsewhere).toHaveLength(0);
});

// n8n gives every credential the field 'Allowed HTTP Request Domains', and holds it against the
// credential's own requests too: a list with nothing but the API keeps the token service out.
it("says so when n8n's list of allowed domains keeps the token service out", async () => {
	const requests = serveInTurn(LIVE, good);
	const restricted: HttpRequest = async (options) =>
		(await httpRequest({ ...options, allowedDomains: 'api.example.com' })) as unknown;
	expect(await wordsOf(request({}, restricted))).toMatch(/'Allowed HTTP Request Domains'/);
	expect(requests).toHaveLength(0);
});
