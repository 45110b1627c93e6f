// Through n8n-core's own execution context and HTTP client: only the network is a stand-in.
import type { AuroraError } from '../../../../lib/http/errors';
import { AuroraApiClient } from '../../../../nodes/Aurora/api/client';
import type { ApiRequest } from '../../../../nodes/Aurora/api/sendAuthenticated';

import { accountsRequest, API } from '../../support/answers';
import { liveApi, liveTokens, networkError, type Reply } from '../../support/auroraLive';
import { credentialFields, withStoredToken } from '../../support/credentialStore';
import { prepareExecution } from '../../support/execution';
import { inTurn, openClient, sendTo, setup } from '../../support/openClient';
import { refusalOf } from '../../support/refusal';
import { everythingVisibleIn } from '../../support/secrets';
import { useVirtualTime } from '../../support/virtualTime';

beforeEach(useVirtualTime);

const good: Reply = [200, []];

describe('a request', () => {
	test('is GET, asks for JSON, and carries the token in both headers', async () => {
		const { received, response } = await sendTo([[200, [{ id: 1 }]]]);
		expect(response).toMatchObject({ status: 200, url: accountsRequest.url });
		expect(response?.text()).toBe('[{"id":1}]');
		expect(received).toMatchObject([
			{
				method: 'GET',
				path: '/Accounts?orderBy=id%20asc',
				headers: {
					accept: 'application/json',
					authorization: 'Bearer canary-token-stored',
					authentication: 'Bearer canary-token-stored',
				},
				body: '',
			},
		]);
		expect(received[0].headers).not.toHaveProperty('content-type');
	});

	test.each([
		['application/json', '{"a": 9007199254740993}'],
		// n8n and axios would change these.
		['application/json', ' no JSON\n'],
		['application/x-www-form-urlencoded', 'a=%20+b&&c'],
		['text/plain', ' Zoë\n'],
	])('sends its body as it is: %s %j', async (type, body) => {
		const headers = { 'Content-Type': type };
		const { received } = await sendTo([[201]], { method: 'POST', headers, body });
		expect(received).toMatchObject([{ method: 'POST', headers: { 'content-type': type }, body }]);
	});

	test.each<[string, Partial<ApiRequest>]>([
		['without a body', {}],
		['with one', { method: 'POST', body: '{}' }],
	])('%s carries the headers of the user, but never their token', async (_, request) => {
		const headers = {
			'X-Tenant': 'north',
			accept: 'text/csv',
			'CONTENT-TYPE': 'application/merge-patch+json',
			authorization: 'mine',
		};
		const { received } = await sendTo([good], { ...request, headers });
		expect(received[0].headers).toMatchObject({
			'x-tenant': 'north',
			accept: 'text/csv',
			...('body' in request && { 'content-type': 'application/merge-patch+json' }),
			authorization: 'Bearer canary-token-stored',
		});
	});

	test('gets the body of its response as bytes, unchanged', async () => {
		const bytes = Buffer.from([0xff, 0x00, 0xfe, 0x0a, 0x80]);
		const { response } = await sendTo([[200, bytes, { 'Content-Type': 'application/pdf' }]]);
		expect(response?.body).toEqual(bytes);
	});

	test('ends when its response takes too long, and says which option to change', async () => {
		liveApi(async () => await new Promise(() => {}));
		const { begin } = await openClient();
		const { message, description } = await refusalOf(begin({ timeout: 20, maxRetries: 0 }));
		expect(message).toMatch(/^The Aurora API can't be reached: .* did not respond in time$/);
		expect(description).toMatch(/For long lists raise 'Timeout' in the options\.$/);
	});

	test('whose connection breaks is an error that does not speak of time', async () => {
		const { error, status } = await sendTo([networkError('ECONNRESET')], { maxRetries: 0 });
		expect(error?.message).toMatch(
			/^The Aurora API can't be reached: the connection to .* was closed before the response was complete$/,
		);
		expect(error?.description).toMatch(/Code: ECONNRESET\.$/);
		expect(status).toBeUndefined();
	});
});

describe('the token', () => {
	/** The tokens that requests came with, by their numbers. */
	const tokensOf = (received: Array<{ headers: Record<string, string> }>) =>
		received.map(({ headers }) => headers.authorization.replace('Bearer canary-token-', ''));

	test('is fetched where there is none, and serves the following requests', async () => {
		const forms = liveTokens();
		const received = liveApi(() => good);
		const { execution, send } = await openClient({ credentials: credentialFields() });
		for (let at = 0; at < 5; at++) await send();
		expect(forms).toHaveLength(1);
		expect(tokensOf(received)).toEqual(['1', '1', '1', '1', '1']);
		expect(execution.store.stored.accessToken).toBe('canary-token-1');
		expect(execution.store.reads).toBe(1);
	});

	test.each([
		['that was stored', withStoredToken, ['stored', '1']],
		['that was fetched for this very request', credentialFields, ['1', '2']],
	])('%s, and that the API rejects, is replaced', async (_, credentials, tokens) => {
		liveTokens();
		const replies: Reply[] = [[401, {}], good];
		const ended = await sendTo(replies, {}, { credentials: credentials() });
		expect(ended.status).toBe(200);
		expect(tokensOf(ended.received)).toEqual(tokens);
	});

	test('that is rejected once by chance for each of fifty requests is seldom replaced', async () => {
		const forms = liveTokens();
		const rejected = new Set<string>();
		liveApi(({ path }) => {
			if (rejected.has(path)) return good;
			rejected.add(path);
			return [401, {}];
		});
		const { begin, finish } = await openClient();
		const urls = Array.from({ length: 50 }, (_, item) => `${API}/Accounts/${item}`);
		const responses = await finish(Promise.all(urls.map(async (url) => await begin({ url }))));
		expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
		expect(forms.length).toBeLessThanOrEqual(5);
	});

	test('that the API rejects twice is an error, and the next request is not repeated', async () => {
		const forms = liveTokens();
		const received = liveApi(() => [401, { message: 'go away' }]);
		const { refused } = await openClient();
		const { message, description, status } = await refused();
		expect(message).toBe('Aurora rejected the access token twice (status 401)');
		expect(description).toContain('Aurora says: go away');
		expect(status).toBe(401);
		await refused();
		expect(tokensOf(received)).toEqual(['stored', '1', '1']);
		expect(forms).toHaveLength(1);
	});

	test('that a path rejects is sent twice, also when another path accepts it meanwhile', async () => {
		liveTokens();
		const received = liveApi(async ({ path }, before) => {
			if (path !== '/Closed') return good;
			if (before > 0) await begin();
			return [401, {}];
		});
		const { begin, refused } = await openClient();
		await refused({ url: `${API}/Closed` });
		expect(tokensOf(received)).toEqual(['stored', '1', '1']);
	});

	test.each([
		[{ 'WWW-Authenticate': 'Bearer error="invalid_token"' }, ['stored', '1']],
		[{ 'WWW-Authenticate': 'Bearer error="insufficient_scope"' }, ['stored']],
		[{}, ['stored']],
	])('is replaced after status 403 with %j: %j', async (headers, tokens) => {
		liveTokens();
		const { received } = await sendTo([[403, '', headers]]);
		expect(tokensOf(received)).toEqual(tokens);
	});

	// A status that shows that the API took the token: only then is it replaced when rejected later.
	test.each([
		[200, 2],
		[404, 2],
		[499, 2],
		[407, 1],
		[408, 1],
		[429, 1],
		[500, 1],
		[503, 1],
		[403, 2],
		[403, 1, '<html></html>'],
	])('that replaced another and got %i, then 401: %i are fetched', async (...given) => {
		const [status, fetched, body = ''] = given;
		const forms = liveTokens();
		liveApi(inTurn([401], [status, body], [401]));
		const { begin, finish, refused } = await openClient();
		const first = begin({ maxRetries: 0 }).catch((error: AuroraError) => error);
		expect((await finish(first)).status).toBe(status);
		await refused({ maxRetries: 0 });
		expect(forms).toHaveLength(fetched);
	});

	test('that the token service does not issue is an error for each request', async () => {
		liveTokens([401, { error: 'invalid_client' }]);
		const { begin, execution, finish } = await openClient({ credentials: credentialFields() });
		const errors = await finish(Promise.all([refusalOf(begin()), refusalOf(begin())]));
		expect(errors[0].message).toContain('Client ID');
		expect(errors[1].message).toBe(errors[0].message);
		expect(errors[1]).not.toBe(errors[0]);
		// Not tried again: the token requests have retries of their own.
		expect(execution.requests.all).toBe(2);
	});
});

describe('the credential', () => {
	test('with an empty field is refused before any request', async () => {
		const credentials = credentialFields({ clientSecret: ' ' });
		const { context, requests } = prepareExecution({ ...setup, credentials });
		expect((await refusalOf(AuroraApiClient.open(context))).message).toMatch(
			/^'Client Secret' .* is empty$/,
		);
		expect(requests.all).toBe(0);
	});
});

describe('token and secret', () => {
	const failures: Reply[] = [
		[401, {}],
		[500, { message: 'Oops' }],
		[302, '', { Location: 'https://evil.example/' }],
		networkError('ECONNRESET'),
	];

	test.each(failures.map((reply) => ({ reply })))(
		'are not in the error of $reply',
		async ({ reply }) => {
			liveTokens();
			const { error } = await sendTo([reply], { maxRetries: 0 });
			expect(everythingVisibleIn(error)).toContain('Aurora');
			expect(everythingVisibleIn(error)).not.toContain('canary');
		},
	);

	test.each([{ message: 'a/b' }, { errors: [{ 'a/b': ['a/b'] }] }, 'a/b', ['a/b']])(
		'are not quoted from %j, whatever is escaped in it',
		async (body) => {
			const all = JSON.stringify(body).replaceAll('a/b', 'canary\\u002Dtoken\\u002dstored\\/');
			const { error } = await sendTo([[400, all]]);
			expect(error?.description).toContain('***');
			expect(everythingVisibleIn(error)).not.toContain('canary');
		},
	);

	test.each([400, 401, 500])(
		'are not quoted from an API that repeats them (%i)',
		async (status) => {
			liveTokens();
			const { execution, refused } = await openClient();
			const secret = execution.store.stored.clientSecret;
			liveApi(({ headers }) => [
				status,
				{ message: `${headers.authorization} of ${secret} failed` },
			]);
			const error = await refused({ maxRetries: 0 });
			expect(error.description).toMatch(/Aurora says: .* failed/);
			expect(everythingVisibleIn(error)).not.toContain('canary');
		},
	);
});
