import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { after, beforeEach, test } from 'node:test';
import { urlToHttpOptions } from 'node:url';
import { promisify } from 'node:util';
import { statement } from './accountsApi.mjs';
import { startSandbox, tokenId } from './sandbox.mjs';

const sandbox = await startSandbox();
const { custom } = sandbox;
after(() => sandbox.stop());
beforeEach(() => sandbox.reset());

const basic = ({ clientId, clientSecret }) =>
	`Basic ${btoa([clientId, clientSecret].map((part) => new URLSearchParams({ part }).toString().slice(5)).join(':'))}`;
const tokenRequest = (form, headers = {}) =>
	fetch(custom.credential.tokenUrl, {
		method: 'POST',
		headers,
		body: new URLSearchParams({
			grant_type: 'client_credentials',
			audience: custom.audience,
			...form,
		}),
	});
const inBody = () => ({
	client_id: custom.credential.clientId,
	client_secret: custom.credential.clientSecret,
});
const callApi = async (path, { token, ...init } = {}) =>
	fetch(custom.apiOrigin + path, {
		...init,
		headers: { authorization: `Bearer ${token ?? (await custom.mintToken())}`, ...init.headers },
	});
const outcome = async (response) => ({ status: response.status, body: await response.json() });

test('a token by body and by header opens the API; both at once are refused', async () => {
	custom.setClientSecret('a b+/%:~"');
	for (const ask of [
		() => tokenRequest(inBody()),
		() => tokenRequest({}, { authorization: basic(custom.credential) }),
	]) {
		const { status, body } = await outcome(await ask());
		assert.equal(status, 200);
		assert.deepEqual([body.token_type, body.expires_in], ['Bearer', 86_400]);
		assert.equal((await callApi('/Accounts', { token: body.access_token })).status, 200);
		assert.equal(custom.tokenService.requests.at(-1).tokenId, tokenId(body.access_token));
		assert.equal(custom.api.requests.at(-1).tokenId, tokenId(body.access_token));
	}
	assert.equal(
		(await tokenRequest(inBody(), { authorization: basic(custom.credential) })).status,
		400,
	);
	assert.deepEqual(custom.tokenService.counts, { 200: 2, 400: 1 });
});

test('wrong secret, unknown or absent audience and missing grant answer as Auth0 does', async () => {
	const wrongSecret = await outcome(await tokenRequest({ ...inBody(), client_secret: 'wrong' }));
	assert.deepEqual(wrongSecret, {
		status: 401,
		body: { error: 'access_denied', error_description: 'Unauthorized' },
	});
	assert.deepEqual(
		await outcome(
			await tokenRequest({}, { authorization: basic({ clientId: 'unknown', clientSecret: 'x' }) }),
		),
		wrongSecret,
	);
	const unknown = await outcome(
		await tokenRequest({ ...inBody(), audience: 'https://api.client.integration.aurora.co.uk' }),
	);
	assert.equal(unknown.status, 403);
	assert.match(unknown.body.error_description, /^Service not enabled within domain: https/);
	assert.equal((await tokenRequest({ ...inBody(), audience: '' })).status, 403);
	custom.grantAudience(false);
	const missingGrant = await outcome(await tokenRequest(inBody()));
	assert.equal(missingGrant.status, 403);
	assert.match(missingGrant.body.error_description, /client-grant/);
	custom.reset();
	assert.equal((await tokenRequest(inBody())).status, 200);
});

test('the discovery document and JWKS describe the issuer', async () => {
	const document = await (await fetch(`${custom.issuer}.well-known/openid-configuration`)).json();
	assert.equal(document.issuer, custom.credential.issuerUrl);
	assert.equal(document.token_endpoint, custom.credential.tokenUrl);
	assert.equal((await (await fetch(document.jwks_uri)).json()).keys[0].d, undefined);
	assert.equal(custom.discovery.count, 2);
	assert.equal(custom.tokenService.count, 0);
});

test('expired, revoked, foreign and absent tokens are refused', async () => {
	const before = await custom.mintToken();
	assert.equal((await callApi('/Accounts', { token: before })).status, 200);
	custom.revokeTokens();
	assert.equal((await callApi('/Accounts', { token: before })).status, 401);
	assert.equal((await callApi('/Accounts')).status, 200);
	assert.equal(
		(await callApi('/Accounts', { token: await custom.mintToken({ lifetimeSeconds: -1 }) })).status,
		401,
	);
	assert.equal((await callApi('/Accounts', { token: await sandbox.dev.mintToken() })).status, 401);
	const bare = await fetch(`${custom.apiOrigin}/Accounts`);
	assert.deepEqual([bare.status, bare.headers.get('www-authenticate')], [401, 'Bearer']);
	custom.reset();
	assert.equal(
		(await callApi('/Accounts', { token: before })).status,
		200,
		'reset forgets revocations',
	);
});

test('the API reads the header it is told to read', async () => {
	const bearer = `Bearer ${await custom.mintToken()}`;
	const statuses = async () =>
		Promise.all(
			[{ authorization: bearer }, { authentication: bearer }].map(
				async (headers) => (await fetch(`${custom.apiOrigin}/Accounts`, { headers })).status,
			),
		);
	assert.deepEqual(await statuses(), [200, 200]);
	custom.readTokenFrom('authorization');
	assert.deepEqual(await statuses(), [200, 401]);
	custom.readTokenFrom('authentication');
	assert.deepEqual(await statuses(), [401, 200]);
});

test('accounts are ordered, read, written and removed', async () => {
	const json = (method, body) => ({
		method,
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	const ids = async (orderBy) =>
		(await (await callApi(`/Accounts?orderBy=${orderBy}`)).json()).map(({ id }) => id);
	assert.deepEqual(await ids('id%20desc'), [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
	const byOwner = await (await callApi('/Accounts?orderBy=owner.name%20asc,balance%20desc')).json();
	assert.deepEqual(
		byOwner,
		[...custom.accounts].sort((a, b) =>
			a.owner.name < b.owner.name ? -1 : a.owner.name > b.owner.name ? 1 : b.balance - a.balance,
		),
	);
	assert.equal((await callApi('/Accounts?orderBy=id')).status, 400);
	assert.equal((await callApi('/Accounts?orderBy=colour%20asc')).status, 400);

	const created = await callApi('/Accounts', json('POST', { id: 'a/b ?', name: 'New' }));
	assert.deepEqual(
		[created.status, created.headers.get('location')],
		[201, '/Accounts/a%2Fb%20%3F'],
	);
	assert.equal((await (await callApi('/Accounts/a%2Fb%20%3F')).json()).name, 'New');
	assert.equal(
		(await (await callApi('/Accounts/3', json('PATCH', { name: 'Changed' }))).json()).id,
		3,
	);
	assert.deepEqual(await (await callApi('/Accounts/4', json('PUT', { name: 'Only' }))).json(), {
		name: 'Only',
		id: 4,
	});
	assert.deepEqual(
		[(await callApi('/Accounts/3/close', { method: 'POST' })).status, custom.accounts[2].status],
		[204, 'closed'],
	);
	assert.equal((await callApi('/Accounts/3', { method: 'DELETE' })).status, 204);
	assert.equal((await callApi('/Accounts/3')).status, 404);
	custom.removeAccount('a/b ?');
	assert.equal(custom.addAccount().id, 13);
	assert.deepEqual(
		await ids('id%20desc'),
		[13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 2, 1],
		'order follows every change',
	);
	assert.equal((await callApi('/Accounts', { method: 'DELETE' })).status, 405);
	const file = await callApi('/Accounts/5/statement');
	assert.match(file.headers.get('content-disposition'), /statement-5\.pdf/);
	assert.deepEqual(Buffer.from(await file.arrayBuffer()), statement(5));
});

test(
	'an unchanged client reaches the documented hosts through the proxy, over TLS',
	{ timeout: 20_000 },
	async () => {
		const script = `
		const { issuer, api, clientId, clientSecret, audience } = JSON.parse(process.argv[1]);
		const form = new URLSearchParams({ grant_type: 'client_credentials', audience, client_id: clientId, client_secret: clientSecret });
		const token = (await (await fetch(issuer + 'oauth/token', { method: 'POST', body: form })).json()).access_token;
		const { token_endpoint } = await (await fetch(issuer + '.well-known/openid-configuration')).json();
		const accounts = await (await fetch(api + '/Accounts', { headers: { authentication: 'Bearer ' + token } })).json();
		const foreign = await fetch('https://example.com/').then(({ status }) => status, () => 'refused');
		console.log(JSON.stringify({ count: accounts.length, token_endpoint, foreign }));`;
		for (const instance of [sandbox.dev, sandbox.live]) {
			const input = {
				...instance.credential,
				issuer: instance.issuer,
				api: instance.apiOrigin,
				audience: instance.audience,
			};
			const { stdout } = await promisify(execFile)(
				process.execPath,
				['--input-type=module', '-e', script, JSON.stringify(input)],
				{
					env: {
						...process.env,
						NODE_USE_ENV_PROXY: '1',
						HTTPS_PROXY: sandbox.proxy.url,
						NODE_EXTRA_CA_CERTS: sandbox.proxy.caFile,
					},
				},
			);
			assert.deepEqual(JSON.parse(stdout), {
				count: 12,
				token_endpoint: `${instance.issuer}oauth/token`,
				foreign: 'refused',
			});
			assert.deepEqual(
				[instance.tokenService.count, instance.discovery.count, instance.api.count],
				[1, 1, 1],
			);
		}
		assert.deepEqual(sandbox.proxy.refused, ['example.com:443', 'example.com:443']);
		const [response] = await once(
			request({
				...urlToHttpOptions(new URL(sandbox.proxy.url)),
				method: 'CONNECT',
				path: 'auth.aurora.co.uk:80',
			}).end(),
			'connect',
		);
		assert.equal(response.statusCode, 502);
		assert.equal(custom.api.count, 0);
	},
);
