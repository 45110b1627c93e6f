import { discoverTokenUrl, forgetDiscovery } from '../../../../lib/auth/discovery';
import { settingsOf } from '../../support/credentialFields';
import { documented, documentedEnvironmentNames } from '../../support/documentedAddresses';
import { failureOf, wordsOf } from '../../support/failure';
import { httpRequest } from '../../support/n8nHost';
import { networkError, serveInTurn, type Reply } from '../../support/servers';

const ISSUER = 'https://auth.aurora.co.uk';
const TOKEN_URL = 'https://auth.aurora.co.uk/oauth/token';
const settings = settingsOf({ environment: 'live', useDiscovery: true });
const discover = async (from = settings) => await discoverTokenUrl(from, httpRequest);
const document = (fields: object = {}): Reply => [
	200,
	{ issuer: `${ISSUER}/`, token_endpoint: TOKEN_URL, ...fields },
];

beforeEach(forgetDiscovery);

describe.each(documentedEnvironmentNames)('the documented discovery document of %s', (name) => {
	it('is asked for the token endpoint', async () => {
		const { origin, pathname } = new URL(documented[name].discovery);
		const { tokenUrl } = documented[name];
		const requests = serveInTurn(
			origin,
			document({ issuer: `${origin}/`, token_endpoint: tokenUrl }),
		);
		expect(await discover(settingsOf({ environment: name }))).toBe(tokenUrl);
		expect(requests).toMatchObject([
			{ method: 'GET', path: pathname, headers: { accept: 'application/json' } },
		]);
	});
});

describe('the issuer', () => {
	test.each([
		['as it was asked', ISSUER],
		['with a slash at its end', `${ISSUER}/`],
		['with its host in capitals', 'https://AUTH.aurora.co.uk/'],
		['with its port', 'https://auth.aurora.co.uk:443/'],
	])('may be given %s', async (_how, issuer) => {
		serveInTurn(ISSUER, document({ issuer }));
		expect(await discover()).toBe(TOKEN_URL);
	});

	test.each([
		['another host', 'https://elsewhere.example/'],
		['a host that begins the same', 'https://auth.aurora.co.uk.elsewhere.example/'],
		['a path more', 'https://auth.aurora.co.uk/tenant'],
		['a query more', 'https://auth.aurora.co.uk/?a'],
		['a user name more', 'https://someone@auth.aurora.co.uk/'],
		['plain http', 'http://auth.aurora.co.uk/'],
		['a list', [ISSUER]],
		['missing', undefined],
		['no address', 'auth.aurora.co.uk'],
	])('may not be %s', async (_what, issuer) => {
		serveInTurn(ISSUER, document({ issuer }));
		expect(await wordsOf(discover())).toMatch(/another issuer/);
	});

	it('of a custom environment keeps its path, in which capitals count', async () => {
		const custom = { ...settings, issuerUrl: 'https://auth.example.com/Tenant' };
		const requests = serveInTurn(
			'https://auth.example.com',
			document({ issuer: 'https://auth.example.com/tenant/' }),
			document({ issuer: 'https://auth.example.com/Tenant/' }),
		);
		await failureOf(discover(custom));
		expect(await discover(custom)).toBe(TOKEN_URL);
		expect(requests[0].path).toBe('/Tenant/.well-known/openid-configuration');
	});
});

describe('the token endpoint', () => {
	test.each([
		['plain http', 'http://auth.aurora.co.uk/oauth/token'],
		['a user name', 'https://someone@auth.aurora.co.uk/oauth/token'],
		['a path only', '/oauth/token'],
		['empty', ''],
		['missing', undefined],
		['a list', [TOKEN_URL]],
	])('may not be %s', async (_what, token_endpoint) => {
		serveInTurn(ISSUER, document({ token_endpoint }));
		expect(await wordsOf(discover())).toMatch(/no https token endpoint/);
	});

	it('may be on another host than the issuer, and may have a query', async () => {
		const token_endpoint = 'https://tokens.example.com/token?tenant=1';
		serveInTurn(ISSUER, document({ token_endpoint }));
		expect(await discover()).toBe(token_endpoint);
	});
});

describe('a document that can not be had', () => {
	test.each<[string, Reply, RegExp]>([
		['because it is not there', [404, { error: 'not found' }], /status 404/],
		['because the service is broken', [503, ''], /status 503/],
		[
			'because it is elsewhere',
			[302, '', { Location: 'https://elsewhere.example/' }],
			/status 302/,
		],
		['because it is HTML', [200, '<html></html>'], /not a JSON object/],
		['because it is a list', [200, '[]'], /not a JSON object/],
		['because nobody answers', networkError('ECONNREFUSED'), /refused the connection/],
	])('%s is an error that names its address', async (_why, reply, said) => {
		const elsewhere = serveInTurn('https://elsewhere.example', document());
		serveInTurn(ISSUER, reply);
		const words = await wordsOf(discover());
		expect(words).toMatch(said);
		expect(words).toContain(' Address: https://auth.aurora.co.uk/.well-known/openid-configuration');
		expect(words).not.toContain('undefined');
		expect(elsewhere).toHaveLength(0);
	});

	it('is asked for again the next time', async () => {
		const requests = serveInTurn(ISSUER, [503, ''], document());
		await failureOf(discover());
		expect(await discover()).toBe(TOKEN_URL);
		expect(requests).toHaveLength(2);
	});
});

it('is asked once in the life of the process, for each issuer', async () => {
	const requests = serveInTurn(ISSUER, document());
	const others = serveInTurn(
		'https://auth.example.com',
		document({ issuer: 'https://auth.example.com', token_endpoint: 'https://auth.example.com/t' }),
	);
	await discover();
	expect(await discover(settingsOf({ environment: 'live', clientId: 'another' }))).toBe(TOKEN_URL);
	const custom = { ...settings, issuerUrl: 'https://auth.example.com' };
	expect(await discover(custom)).toBe('https://auth.example.com/t');
	expect(await discover(custom)).toBe('https://auth.example.com/t');
	expect([requests.length, others.length]).toEqual([1, 1]);
});

it('is kept for a hundred issuers at a time', async () => {
	const asked: string[] = [];
	const discoverFor = async (number: number) =>
		await discoverTokenUrl(
			{ ...settings, issuerUrl: `https://auth-${number}.example.com` },
			async ({ url }) => {
				asked.push(url);
				const issuer = new URL(url).origin;
				return { statusCode: 200, headers: {}, body: { issuer, token_endpoint: TOKEN_URL } };
			},
		);
	for (let number = 1; number <= 100; number++) await discoverFor(number);
	await discoverFor(1);
	expect(asked).toHaveLength(100);
	await discoverFor(101);
	await discoverFor(1);
	expect(asked).toHaveLength(102);
});
