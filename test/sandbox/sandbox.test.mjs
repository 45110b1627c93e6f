import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { after, beforeEach, test } from 'node:test';
import { urlToHttpOptions } from 'node:url';
import { startSandbox, tokenId } from './sandbox.mjs';
import { apiClient } from './support/apiClient.mjs';

const sandbox = await startSandbox();
const { custom } = sandbox;
after(() => sandbox.stop());
beforeEach(() => sandbox.reset());

const call = apiClient(custom);
const status = async (path, init) => (await call(path, init)).status;
const json = async (path, init) => await (await call(path, init)).json();

/** The answer to a token request: its status and what it holds. */
async function tokenFor(form, headers = {}) {
	const all = { grant_type: 'client_credentials', audience: custom.audience, ...form };
	const init = { method: 'POST', headers, body: new URLSearchParams(all) };
	const response = await fetch(custom.credential.tokenUrl, init);
	return { status: response.status, ...(await response.json()) };
}
const inBody = () => ({
	client_id: custom.credential.clientId,
	client_secret: custom.credential.clientSecret,
});
const inHeader = ({ clientId, clientSecret } = custom.credential) => {
	const parts = [clientId, clientSecret].map((part) => new URLSearchParams({ part }).toString());
	return {
		authorization: `Basic ${btoa(parts.map((part) => part.slice('part='.length)).join(':'))}`,
	};
};

test('a token by body and by header opens the API; both at once are refused', async () => {
	custom.setClientSecret('a b+/%:~"');
	for (const client of [[inBody()], [{}, inHeader()]]) {
		const { access_token: token, ...answer } = await tokenFor(...client);
		assert.partialDeepStrictEqual(answer, {
			status: 200,
			token_type: 'Bearer',
			expires_in: 86_400,
		});
		assert.equal(await status('/Accounts', { token }), 200);
		assert.equal(custom.tokenService.requests.at(-1).tokenId, tokenId(token));
		assert.equal(custom.api.requests.at(-1).tokenId, tokenId(token));
	}
	assert.equal((await tokenFor(inBody(), inHeader())).status, 400);
	assert.deepEqual(custom.tokenService.counts, { 200: 2, 400: 1 });
});

test('wrong secret, unknown or absent audience and missing grant answer as Auth0 does', async () => {
	const unauthorized = { status: 401, error: 'access_denied', error_description: 'Unauthorized' };
	assert.deepEqual(await tokenFor({ ...inBody(), client_secret: 'wrong' }), unauthorized);
	const unknown = inHeader({ clientId: 'unknown', clientSecret: 'x' });
	assert.deepEqual(await tokenFor({}, unknown), unauthorized);

	const denied = async (form, description) => {
		const answer = await tokenFor({ ...inBody(), ...form });
		assert.partialDeepStrictEqual(answer, { status: 403, error: 'access_denied' });
		assert.match(answer.error_description, description);
	};
	await denied({ audience: sandbox.live.audience }, /^Service not enabled within domain: https/);
	await denied({ audience: '' }, /APIv1$/);
	custom.grantAudience(false);
	await denied({}, /client-grant/);
	custom.reset();
	assert.equal((await tokenFor(inBody())).status, 200);
});

test('the discovery document and JWKS describe the issuer', async () => {
	const document = await json(`${custom.issuer}.well-known/openid-configuration`);
	assert.equal(document.issuer, custom.credential.issuerUrl);
	assert.equal(document.token_endpoint, custom.credential.tokenUrl);
	assert.equal((await json(document.jwks_uri)).keys[0].d, undefined);
	assert.equal(custom.discovery.count, 2);
	assert.equal(custom.tokenService.count, 0);
});

test('expired, revoked, foreign and absent tokens are refused', async () => {
	const token = await custom.mintToken();
	assert.equal(await status('/Accounts', { token }), 200);
	custom.revokeTokens();
	assert.equal(await status('/Accounts', { token }), 401);
	assert.equal(await status('/Accounts'), 200);
	const expired = await custom.mintToken({ lifetimeSeconds: -1 });
	assert.equal(await status('/Accounts', { token: expired }), 401);
	assert.equal(await status('/Accounts', { token: await sandbox.dev.mintToken() }), 401);
	const bare = await fetch(`${custom.apiOrigin}/Accounts`);
	assert.deepEqual([bare.status, bare.headers.get('www-authenticate')], [401, 'Bearer']);
	custom.reset();
	assert.equal(await status('/Accounts', { token }), 200, 'reset forgets revocations');
});

test('accounts are ordered', async () => {
	const byOwner = custom.accounts.toSorted(
		(a, b) =>
			(a.owner.name > b.owner.name) - (a.owner.name < b.owner.name) || b.balance - a.balance,
	);
	assert.deepEqual(await json('/Accounts?orderBy=owner.name%20asc,balance%20desc'), byOwner);
	assert.deepEqual(await json('/Accounts?orderBy=id%20desc'), custom.accounts.toReversed());
	custom.removeAccount(12);
	assert.equal((await json('/Accounts?orderBy=id%20desc'))[0].id, 11, 'follows every change');
	assert.equal(await status('/Accounts?orderBy=id'), 400);
	assert.equal(await status('/Accounts?orderBy=colour%20asc'), 400);
});

test('the proxy leads to the documented ports only', async () => {
	const target = { method: 'CONNECT', path: 'auth.aurora.co.uk:80' };
	const connect = request({ ...urlToHttpOptions(new URL(sandbox.proxy.url)), ...target }).end();
	const [response] = await once(connect, 'connect');
	assert.equal(response.statusCode, 502);
});
