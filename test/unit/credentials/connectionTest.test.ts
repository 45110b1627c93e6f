// What the user reads after "Test" in the editor, with n8n-core's own credential test.
import { pass } from '../support/fakeDate';

import { accounts } from '../support/auroraServers';
import { customFields } from '../support/credentialFields';
import { N8nHost } from '../support/n8nHost';
import { networkError, serve, serveInTurn, tokenAnswer, type Reply } from '../support/servers';

const AUTH = 'https://auth.example.com';
const API = 'https://api.example.com';
const LISTING = '/Accounts?orderBy=id%20asc';
const SUCCESS = 'Connection successful!';

const testCustom = async (fields = {}) => await new N8nHost(customFields(fields)).testCredential();

it('succeeds with a custom environment, with spaces and a slash around its address', async () => {
	serveInTurn(AUTH, tokenAnswer('token-1'));
	const requests = serveInTurn(API, accounts);
	expect(await testCustom({ apiBaseUrl: ` ${API}/v1/ ` })).toBe(SUCCESS);
	expect(requests.map(({ path }) => path)).toEqual([`/v1${LISTING}`]);
});

it('says what is wrong with the client, without a request to the API', async () => {
	serveInTurn(AUTH, [401, { error: 'access_denied' }]);
	const requests = serveInTurn(API, accounts);
	expect(await testCustom()).toMatch(/rejected the Client ID or Client Secret\. Check both in/);
	expect(requests).toHaveLength(0);
});

it('says which field is empty, without a request', async () => {
	const requests = [serveInTurn(AUTH, accounts), serveInTurn(API, accounts)];
	const said = "'Audience' in the Aurora credential is empty";
	expect(await testCustom({ audience: ' ' })).toContain(said);
	expect(requests).toEqual([[], []]);
});

test.each<[string, Reply, RegExp]>([
	['a status', [401, {}], /API rejected a newly issued token: check 'Environment'/],
	// n8n replaces a whole message that has such a code in it.
	['a broken connection', networkError('ECONNRESET'), /connection to api\.example\.com was closed/],
])('says what is wrong with the API: %s', async (_what, reply, said) => {
	serveInTurn(AUTH, tokenAnswer('token-1'));
	serveInTurn(API, reply);
	expect(await testCustom()).toMatch(said);
});

describe('the token of a test', () => {
	let tokens: unknown[];
	let n8n: N8nHost;
	beforeEach(async () => {
		tokens = serve(AUTH, (_request, before) => tokenAnswer(`token-${before + 1}`));
		serveInTurn(API, accounts);
		n8n = new N8nHost(customFields());
		expect(await n8n.testCredential()).toBe(SUCCESS);
	});

	it('serves the requests after it, and the tests of a minute', async () => {
		await n8n.request({ url: `${API}/Accounts` });
		pass(60_000);
		await n8n.testCredential();
		expect(tokens).toHaveLength(1);
	});

	it('is a new one otherwise: an old one proves nothing about the client', async () => {
		pass(60_001);
		await n8n.testCredential();
		expect(tokens).toHaveLength(2);
		expect(n8n.stored.accessToken).toBe('token-2');
	});
});
