// What the user reads after "Test" in the editor, with n8n-core's own credential test.
import { pass } from '../../support/fakeDate';

import { credentialFields, customFields } from '../../support/credentialFields';
import { documented, documentedEnvironmentNames } from '../../support/documentedAddresses';
import { N8nHost } from '../../support/n8nHost';
import { networkError, serve, serveInTurn, tokenAnswer, type Reply } from '../../support/servers';

const AUTH = 'https://auth.example.com';
const API = 'https://api.example.com';
const accounts: Reply = [200, [{ id: 1 }]];

const custom = () => new N8nHost(customFields({ apiBaseUrl: `${API}/`, audience: 'urn:example' }));

/** Says what a test shows, with a token service that works and an API that answers so. */
async function shownWhenApiSays(...replies: Reply[]): Promise<string> {
	serveInTurn(AUTH, tokenAnswer('token-1'), tokenAnswer('token-2'));
	serveInTurn(API, ...replies);
	return await custom().testCredential();
}

describe.each(documentedEnvironmentNames)('a test of a credential for %s', (name) => {
	it('asks the documented addresses, and succeeds', async () => {
		const tokens = serveInTurn(new URL(documented[name].tokenUrl).origin, tokenAnswer('token-1'));
		const api = serveInTurn(documented[name].api, accounts);
		const n8n = new N8nHost(credentialFields({ environment: name }));
		expect(await n8n.testCredential()).toBe('Connection successful!');
		expect(tokens).toHaveLength(1);
		const paths = new Set(api.map(({ path }) => path));
		expect([...paths]).toEqual(['/Accounts?orderBy=id%20asc']);
	});
});

it('succeeds with a custom environment, with blanks and a slash around its address', async () => {
	serveInTurn(AUTH, tokenAnswer('token-1'));
	const api = serveInTurn(API, accounts);
	const n8n = new N8nHost(customFields({ apiBaseUrl: ` ${API}/v1/ ` }));
	expect(await n8n.testCredential()).toBe('Connection successful!');
	expect(new Set(api.map(({ path }) => path))).toEqual(new Set(['/v1/Accounts?orderBy=id%20asc']));
});

describe('a test says what is wrong with the client or the token service', () => {
	test.each<[string, Reply, RegExp]>([
		[
			'a wrong secret',
			[401, { error: 'access_denied' }],
			/does not accept this 'Client ID' and 'Client Secret'/,
		],
		[
			'an audience not granted',
			[403, { error: 'access_denied' }],
			/grants it no access to the API/,
		],
		['a limit', [429, '', { 'Retry-After': '60' }], /limits the number of tokens/],
		[
			'a certificate',
			networkError('CERT_HAS_EXPIRED'),
			/certificate of auth\.example\.com is not trusted/,
		],
		['a web page', [200, '<html></html>'], /gave no usable token/],
	])('%s', async (_what, reply, said) => {
		serveInTurn(AUTH, reply);
		const api = serveInTurn(API, accounts);
		expect(await custom().testCredential()).toMatch(said);
		expect(api).toHaveLength(0);
	});

	test.each([
		['clientId', "'Client ID'"],
		['clientSecret', "'Client Secret'"],
		['apiBaseUrl', "'API Base URL'"],
		['tokenUrl', "'Token URL'"],
		['audience', "'Audience'"],
	])('an empty %s, without a request', async (field, label) => {
		const requests = [serveInTurn(AUTH, accounts), serveInTurn(API, accounts)];
		const n8n = new N8nHost(customFields({ [field]: ' ' }));
		expect(await n8n.testCredential()).toContain(`${label} of the Aurora credential is empty`);
		expect(requests).toEqual([[], []]);
	});
});

describe('a test says what is wrong with the API', () => {
	test.each<[string, Reply, RegExp]>([
		[
			'a refusal of the new token',
			[401, {}],
			/refuses a token just issued: check 'Environment' and 'Send Token In'/,
		],
		['a client without rights', [403, {}], /lets it see no accounts/],
		['a wrong address', [404, '<html></html>'], /no \/Accounts at this address/],
		['a limit', [429, ''], /too many requests/],
		['a broken API', [503, ''], /not working at the moment \(status 503\)/],
		['a web page', [200, '<html></html>'], /something other than JSON/],
		[
			'a redirect',
			[301, '', { Location: 'https://elsewhere.example/' }],
			/redirects the request elsewhere/,
		],
		[
			'a refused connection',
			networkError('ECONNREFUSED'),
			/API can't be reached: api\.example\.com refused/,
		],
		[
			'a name that is unknown',
			networkError('ENOTFOUND'),
			/api\.example\.com could not be looked up/,
		],
	])('%s', async (_what, reply, said) => {
		expect(await shownWhenApiSays(reply)).toMatch(said);
	});

	// n8n replaces a whole message that has such a code in it.
	it('a connection that breaks', async () => {
		const said = /API can't be reached: the connection to api\.example\.com broke/;
		expect(await shownWhenApiSays(networkError('ECONNRESET'))).toMatch(said);
	});
});

describe('the token of a test', () => {
	let tokens: unknown[];
	let refusal: Reply | undefined;
	let n8n: N8nHost;
	beforeEach(() => {
		refusal = undefined;
		tokens = serve(AUTH, (_request, before) => refusal ?? tokenAnswer(`token-${before + 1}`));
		serveInTurn(API, accounts);
		n8n = custom();
	});

	it('serves the requests after it', async () => {
		await n8n.testCredential();
		await n8n.request({ url: `${API}/Accounts` });
		expect(tokens).toHaveLength(1);
	});

	it('may be up to a minute old, so that testing again costs nothing', async () => {
		await n8n.testCredential();
		pass(60_000);
		await n8n.testCredential();
		expect(tokens).toHaveLength(1);
	});

	it('is a new one otherwise: an old one proves nothing about the client', async () => {
		await n8n.testCredential();
		pass(60_001);
		await n8n.testCredential();
		expect(tokens).toHaveLength(2);
		expect(n8n.stored.accessToken).toBe('token-2');
	});

	it('does not hide a secret that has become wrong', async () => {
		await n8n.testCredential();
		pass(60_001);
		refusal = [401, { error: 'access_denied' }];
		expect(await n8n.testCredential()).toMatch(/does not accept this 'Client ID'/);
	});
});
