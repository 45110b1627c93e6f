// Through n8n-core's own execution context and HTTP client: only the network is a stand-in.
import { AuroraApiClient } from '../../../../nodes/Aurora/api/client';

import { everythingVisibleIn } from '../../support/secrets';

import { API } from '../../support/answers';
import { liveApi, liveTokens, networkError, type Reply } from '../../support/auroraLive';
import { credentialFields, withStoredToken } from '../../support/credentialStore';
import { prepareExecution } from '../../support/execution';
import { accounts, openClient, setup } from '../../support/openClient';
import { finished, useVirtualTime } from '../../support/virtualTime';

beforeEach(useVirtualTime);

describe('a request', () => {
	test('carries the token in both headers and asks for JSON', async () => {
		const received = liveApi(() => [200, [{ id: 1 }]]);
		const { send } = await openClient({
			credentials: withStoredToken(credentialFields(), 'canary-1'),
		});
		const response = await send();
		expect(response.text()).toBe('[{"id":1}]');
		expect(response).toMatchObject({ status: 200, url: accounts });
		expect(received).toMatchObject([
			{
				method: 'GET',
				path: '/Accounts?orderBy=id%20asc',
				headers: {
					accept: 'application/json',
					authorization: 'Bearer canary-1',
					authentication: 'Bearer canary-1',
				},
				body: '',
			},
		]);
	});

	test('sends a body as JSON', async () => {
		const received = liveApi(() => [201, { id: 5 }]);
		const { send } = await openClient();
		await send({ method: 'POST', body: { name: 'Zoë', tags: [] } });
		expect(received).toMatchObject([
			{
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: '{"name":"Zoë","tags":[]}',
			},
		]);
	});

	test('carries the headers of the user, but never their token', async () => {
		const received = liveApi(() => [200, []]);
		const { send } = await openClient({
			credentials: withStoredToken(credentialFields(), 'canary-1'),
		});
		await send({ headers: { 'X-Tenant': 'north', authorization: 'mine', Accept: 'text/csv' } });
		expect(received[0].headers).toMatchObject({
			'x-tenant': 'north',
			accept: 'text/csv',
			authorization: 'Bearer canary-1',
		});
	});

	test('whatever the case of their names', async () => {
		const received = liveApi(() => [200, {}]);
		const { send } = await openClient();
		const headers = { accept: 'text/csv', 'CONTENT-TYPE': 'application/merge-patch+json' };
		await send({ method: 'POST', body: {}, headers });
		expect(received[0].headers).toMatchObject({
			accept: 'text/csv',
			'content-type': 'application/merge-patch+json',
		});
	});

	test('the body comes as bytes, unchanged', async () => {
		const bytes = Buffer.from([0xff, 0x00, 0xfe, 0x0a, 0x80]);
		liveApi(() => [200, bytes, { 'Content-Type': 'application/pdf' }]);
		const { send } = await openClient();
		expect((await send()).body).toEqual(bytes);
	});

	test('the credential is read once for all requests of an execution', async () => {
		liveApi(() => [200, []]);
		const { execution, send } = await openClient();
		for (let at = 0; at < 5; at++) await send();
		expect(execution.store.reads).toBe(1);
	});

	test('without a token one is fetched, and serves the following requests', async () => {
		const forms = liveTokens();
		const received = liveApi(() => [200, []]);
		const { execution, send } = await openClient({ credentials: credentialFields() });
		await send();
		await send();
		expect(forms).toHaveLength(1);
		expect(received.map(({ headers }) => headers.authorization)).toEqual(
			Array(2).fill('Bearer canary-token-1'),
		);
		expect(execution.store.stored.accessToken).toBe('canary-token-1');
	});

	test('a token that the API refuses is renewed, and the request repeated', async () => {
		const forms = liveTokens();
		const received = liveApi(({ headers }) =>
			headers.authorization === 'Bearer canary-token-1' ? [200, []] : [401, {}],
		);
		const { send } = await openClient();
		expect((await send()).status).toBe(200);
		expect(forms).toHaveLength(1);
		expect(received).toHaveLength(2);
	});

	test('so is one that was fetched for this very request (FACTS 9)', async () => {
		const forms = liveTokens();
		const received = liveApi((_, before) => (before === 0 ? [401, {}] : [200, []]));
		const { send } = await openClient({ credentials: credentialFields() });
		expect((await send()).status).toBe(200);
		expect(forms).toHaveLength(2);
		expect(received.map(({ headers }) => headers.authorization)).toEqual([
			'Bearer canary-token-1',
			'Bearer canary-token-2',
		]);
	});

	test('fifty requests at once, each refused once by chance, all succeed', async () => {
		const forms = liveTokens();
		const refusedOnce = new Set<string>();
		liveApi(({ path }) => {
			if (refusedOnce.has(path)) return [200, []];
			refusedOnce.add(path);
			return [401, {}];
		});
		const { client, execution } = await openClient();
		const requests = Array.from(
			{ length: 50 },
			async (_, item) => await client.request({ url: `${API}/Accounts/${item}` }),
		);
		const responses = await finished(Promise.all(requests), execution.requests);
		expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
		expect(forms.length).toBeLessThanOrEqual(5);
	});

	test('a token that served, and is refused later, is renewed again at once', async () => {
		const forms = liveTokens();
		// Each token serves one request.
		const received = liveApi(({ headers }) =>
			headers.authorization === `Bearer canary-token-${forms.length}` &&
			received.filter((each) => each.headers.authorization === headers.authorization).length === 1
				? [200, []]
				: [401, {}],
		);
		const { send } = await openClient();
		for (let at = 0; at < 3; at++) expect((await send()).status).toBe(200);
		expect(forms).toHaveLength(3);
	});
});

describe('the credential', () => {
	test('whose token no API accepts is an error that says so', async () => {
		liveTokens();
		const received = liveApi(() => [401, { message: 'go away' }]);
		const { refused } = await openClient();
		const error = await refused();
		expect(error.message).toBe(
			'Aurora refuses the access token, and a new one as well (status 401)',
		);
		expect(error.hint).toContain('Aurora says: go away');
		expect(error.httpCode).toBe(401);
		expect(received).toHaveLength(2);
	});

	test('with an empty field is refused before any request', async () => {
		const execution = prepareExecution({
			...setup,
			credentials: credentialFields({ clientSecret: ' ' }),
		});
		await expect(AuroraApiClient.open(execution.context)).rejects.toThrow(
			"'Client Secret' of the Aurora credential is empty",
		);
		expect(execution.requests.all).toBe(0);
	});

	test('is never sent elsewhere, whatever address an operation asks for', async () => {
		const { refused } = await openClient();
		const error = await refused({ url: 'https://evil.example/Accounts' });
		expect(error.message).toBe(`The Aurora credential may only be used for ${API}`);
	});
});

test('no failure holds the token, the secret or the request, however deep one looks', async () => {
	const credentials = withStoredToken(credentialFields(), 'canary-stored');
	liveTokens();
	for (const reply of [
		[401, {}],
		[500, { message: 'Oops' }],
		[302, '', { Location: 'https://evil.example/' }],
		networkError('ECONNRESET'),
	] as Reply[]) {
		liveApi(() => reply);
		const { refused } = await openClient({ credentials });
		const error = await refused({ maxRetries: 0 });
		expect(everythingVisibleIn(error)).not.toContain('canary');
	}
});

test('an API that repeats the token or the secret is not quoted with them', async () => {
	const credentials = withStoredToken(credentialFields(), 'canary-stored');
	const secret = String(credentials.clientSecret);
	liveTokens();
	for (const status of [400, 401, 500]) {
		liveApi(({ headers }) => [status, { message: `${headers.authorization} of ${secret} failed` }]);
		const { refused } = await openClient({ credentials });
		const error = await refused({ maxRetries: 0 });
		expect(error.hint).toMatch(/Aurora says: .* failed/);
		expect(everythingVisibleIn(error)).not.toContain('canary');
	}
});
