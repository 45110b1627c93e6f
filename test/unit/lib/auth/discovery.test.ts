import { discoverTokenUrl, tokenUrls } from '../../../../lib/auth/discovery';
import { settingsOf } from '../../support/credentialFields';
import { FakeTiming } from '../../support/fakeTiming';
import { httpRequest } from '../../support/n8nHost';
import { refusalOf } from '../../support/refusal';
import { networkError, serveInTurn, type Reply } from '../../support/servers';

const ISSUER = 'https://auth.aurora.co.uk';
const TOKEN_URL = 'https://auth.aurora.co.uk/oauth/token';
const settings = settingsOf({ environment: 'live', useDiscovery: true });
const discover = async (from: { issuerUrl: string } = settings) =>
	await discoverTokenUrl(from, httpRequest, timing);
const document = (fields: object = {}): Reply => [
	200,
	{ issuer: `${ISSUER}/`, token_endpoint: TOKEN_URL, ...fields },
];

let timing: FakeTiming;
beforeEach(() => {
	timing = new FakeTiming();
	tokenUrls.clear();
});

const ANOTHER_ISSUER = 'the document belongs to another issuer';
const NO_ENDPOINT = 'it names no https token endpoint';
const NO_JSON = 'the response is not a JSON object';

test.each<[string, object, string]>([
	['the issuer as it was asked', { issuer: ISSUER }, TOKEN_URL],
	['its host in capitals', { issuer: 'https://AUTH.aurora.co.uk/' }, TOKEN_URL],
	['its port', { issuer: 'https://auth.aurora.co.uk:443/' }, TOKEN_URL],
	[
		'an endpoint on another host, with a query',
		{ token_endpoint: 'https://tokens.example.com/token?tenant=1' },
		'https://tokens.example.com/token?tenant=1',
	],
])('a document with %s is good', async (_what, fields, tokenUrl) => {
	serveInTurn(ISSUER, document(fields));
	expect(await discover()).toBe(tokenUrl);
});

test.each<[string, Reply, string]>([
	['another host', document({ issuer: 'https://elsewhere.example/' }), ANOTHER_ISSUER],
	['a longer host', document({ issuer: `${ISSUER}.elsewhere.example/` }), ANOTHER_ISSUER],
	['a longer path', document({ issuer: `${ISSUER}/tenant` }), ANOTHER_ISSUER],
	['a query', document({ issuer: `${ISSUER}/?a` }), ANOTHER_ISSUER],
	['a user name', document({ issuer: 'https://someone@auth.aurora.co.uk/' }), ANOTHER_ISSUER],
	['plain http', document({ issuer: 'http://auth.aurora.co.uk/' }), ANOTHER_ISSUER],
	['a list of issuers', document({ issuer: [ISSUER] }), ANOTHER_ISSUER],
	['no issuer', document({ issuer: undefined }), ANOTHER_ISSUER],
	['no address', document({ issuer: 'auth.aurora.co.uk' }), ANOTHER_ISSUER],
	['an insecure endpoint', document({ token_endpoint: 'http://a.example/t' }), NO_ENDPOINT],
	['the path of an endpoint', document({ token_endpoint: '/oauth/token' }), NO_ENDPOINT],
	['no endpoint', document({ token_endpoint: undefined }), NO_ENDPOINT],
	['a list of endpoints', document({ token_endpoint: [TOKEN_URL] }), NO_ENDPOINT],
	['HTML', [200, '<html></html>'], NO_JSON],
	['a list', [200, '[]'], NO_JSON],
	['too much', [200, JSON.stringify({ more: 'x'.repeat(1_000_000) })], NO_JSON],
	['another status', [201, { issuer: ISSUER, token_endpoint: TOKEN_URL }], 'has status 201'],
	['a redirect', [302, '', { Location: 'https://elsewhere.example/' }], 'has status 302'],
	['no response', networkError('ECONNREFUSED'), 'auth.aurora.co.uk refused the connection'],
])('%s is an error that names the address', async (_what, reply, said) => {
	const elsewhere = serveInTurn('https://elsewhere.example', document());
	serveInTurn(ISSUER, reply);
	const { message, description } = await refusalOf(discover());
	expect(message).toMatch(/^The OpenID discovery document could not be used: /);
	expect(message).toContain(said);
	expect(description).toMatch(reply instanceof Error ? /Code: ECONNREFUSED\./ : /turn off/);
	expect(description).toMatch(new RegExp(` Address: ${ISSUER}/.well-known/openid-configuration$`));
	expect(elsewhere).toHaveLength(0);
});

it('keeps the path of a custom issuer, in which capitals count', async () => {
	const custom = { issuerUrl: 'https://auth.example.com/Tenant' };
	const requests = serveInTurn(
		'https://auth.example.com',
		document({ issuer: 'https://auth.example.com/tenant/' }),
		document({ issuer: 'https://auth.example.com/Tenant/' }),
	);
	await refusalOf(discover(custom));
	expect(await discover(custom)).toBe(TOKEN_URL);
	const path = '/Tenant/.well-known/openid-configuration';
	const headers = { accept: 'application/json' };
	expect(requests[0]).toMatchObject({ method: 'GET', path, headers });
});

describe('the documents', () => {
	const asked: string[] = [];
	let statuses: number[];
	const discoverFor = async (number: number, gone?: string) =>
		await discoverTokenUrl(
			{ issuerUrl: `https://auth-${number}.example.com` },
			async ({ url }) => {
				asked.push(url);
				const body = { issuer: new URL(url).origin, token_endpoint: `${TOKEN_URL}/${number}` };
				return { statusCode: statuses.shift() ?? 200, headers: {}, body: JSON.stringify(body) };
			},
			timing,
			gone,
		);
	beforeEach(() => {
		asked.length = 0;
		statuses = [];
	});

	it('are asked for again after a failure that passes, as the token endpoint is', async () => {
		statuses = [503, 429, 500];
		expect(await discoverFor(1)).toBe(`${TOKEN_URL}/1`);
		expect(timing.sleeps).toEqual([1000, 2000, 4000]);
		statuses = [404];
		await refusalOf(discoverFor(2));
		expect(asked).toHaveLength(5);
	});

	it('are read again after an hour, whatever becomes of the clock, and serve until then', async () => {
		await discoverFor(1);
		timing.set(-12 * 3_600_000);
		timing.pass(3_600_000 - 1);
		await discoverFor(1);
		expect(asked).toHaveLength(1);
		timing.pass(1);
		await discoverFor(1);
		await discoverFor(1, `${TOKEN_URL}/other`);
		expect(asked).toHaveLength(2);
		await discoverFor(1, `${TOKEN_URL}/1`);
		expect(asked).toHaveLength(3);
	});

	it('serve on while no newer one can be had, without a wait', async () => {
		await discoverFor(1);
		timing.pass(3_600_000);
		statuses = [503, 404, 200];
		for (let time = 0; time < 4; time++) expect(await discoverFor(1)).toBe(`${TOKEN_URL}/1`);
		expect([asked.length, timing.sleeps]).toEqual([4, []]);
	});

	it('are kept for a hundred issuers', async () => {
		for (let number = 1; number <= 100; number++) await discoverFor(number);
		expect(await discoverFor(1)).toBe(`${TOKEN_URL}/1`);
		expect(asked).toHaveLength(100);
		await discoverFor(101);
		await discoverFor(1);
		expect(asked).toHaveLength(102);
	});
});
