import { pass } from '../../support/fakeDate';

import { authenticateRequest, provideToken, readSettings } from '../../../../lib/auth';
import { API } from '../../support/answers';
import { credentialFields } from '../../support/credentialFields';
import {
	CredentialHooks,
	latestToken,
	newRequest,
	oldRequest,
	read,
	send,
} from '../../support/credentialHooks';
import { withStoredToken } from '../../support/credentialStore';
import { refusalOf, wordsOf } from '../../support/refusal';

const SECOND = 1000;

let hooks: CredentialHooks;
beforeEach(() => {
	hooks = new CredentialHooks();
});

describe('the first use', () => {
	it('answers n8n with a 401 of its own, so that it asks for a token', () => {
		const answered = expect.objectContaining({ response: { status: 401 } }) as Error;
		expect(() => send(read(credentialFields()))).toThrow(answered);
	});

	it('gives n8n to store: the token, until when it serves, and what it belongs to', async () => {
		const fields = credentialFields();
		const start = Date.now();
		expect(await provideToken({ ...fields, accessToken: '' }, hooks.http)).toEqual({
			accessToken: latestToken(),
			accessTokenExpiresAt: String(start + 3600 * SECOND),
			accessTokenKey: readSettings(fields).tokenKey,
		});
	});

	test.each([
		['both', ['Authorization', 'Authentication']],
		['authorization', ['Authorization']],
		['authentication', ['Authentication']],
	])('then carries the token in %s, besides others, without redirects', async (where, names) => {
		const { stored, token } = await hooks.used();
		const credentials = { ...stored, tokenHeader: where };
		const others = { Accept: 'text/plain', 'X-Authorization': 'own', 'Authorization-Info': 'own' };
		// What the user put under these names goes, in any case.
		const own = { authorization: 'own', AUTHENTICATION: 'own', Authentication: 'own' };
		const request = { ...newRequest(), headers: { ...others, ...own } };
		const { headers, ...options } = authenticateRequest(credentials, request);
		const carried = Object.fromEntries(names.map((name) => [name, `Bearer ${token}`]));
		expect(headers).toEqual({ ...others, ...carried });
		expect(options).toMatchObject({ disableFollowRedirect: true, maxRedirects: 0 });
		const bare = authenticateRequest(credentials, { url: request.url });
		expect(bare.headers).toEqual(carried);
	});
});

describe('the next use', () => {
	it('takes the stored token after a restart of n8n', async () => {
		const { stored, token } = await hooks.used();
		await jest.isolateModulesAsync(async () => {
			const afterRestart = await import('../../../../lib/auth');
			const { headers } = afterRestart.authenticateRequest(read(stored), newRequest());
			expect(headers).toMatchObject({ Authorization: `Bearer ${token}` });
		});
	});

	test.each([
		['for another environment', { environment: 'dev' }],
		['for another client', { clientId: 'other' }],
		['for another secret', { clientSecret: 'other' }],
		['that never ends', { accessTokenExpiresAt: '' }],
		['that ends at no time', { accessTokenExpiresAt: 'soon' }],
		['that has expired', { accessTokenExpiresAt: '1' }],
		['of no credential', { accessTokenKey: '' }],
		['that is missing', { accessToken: undefined }],
		['that is no text', { accessToken: 5 }],
	])('does not take a stored token %s', (_what, change) => {
		const stored = withStoredToken();
		const changed = { ...stored, ...change } as typeof stored;
		const { apiBaseUrl } = readSettings(changed);
		expect(() => send(changed, newRequest(apiBaseUrl))).toThrow(/No valid/);
		expect(send({ ...stored, accessToken: 'good' })).toBe('good');
	});
});

describe('a token that should be renewed', () => {
	const late = 3541 * SECOND;

	it('is used once all the same when it was late from the beginning', async () => {
		const credentials = read(credentialFields());
		const inTime = hooks.answer;
		hooks.answer = () => {
			pass(late);
			return inTime();
		};
		expect(await hooks.sendAnew(credentials)).toBe(latestToken());
		expect(() => send(credentials)).toThrow(/No valid/);
	});

	it('serves on when it can not be renewed', async () => {
		const { stored, token } = await hooks.used();
		pass(late);
		hooks.answer = () => ({ statusCode: 401, body: { error: 'access_denied' } });
		const credentials = read(stored);
		expect(() => send(credentials)).toThrow(/No valid/);
		// Even if n8n asks twice.
		for (let time = 0; time < 2; time++) await hooks.renew(credentials);
		expect([send(credentials), send(read(stored))]).toEqual([token, token]);
		expect(hooks.tokenRequests).toBe(1);
	});
});

describe('a request to another host', () => {
	const elsewhere = 'https://elsewhere.example/';

	it('is refused without a token request, and without a 401 that n8n would answer', async () => {
		const { stored } = await hooks.used();
		const request = newRequest(elsewhere);
		const failure = await refusalOf(() => send(read(stored), request));
		expect(failure).not.toHaveProperty('response');
		expect(failure.message).toContain(`only be used for ${API}`);
		expect(request.headers).toEqual({});
	});

	it('is refused although a token was just given for it', async () => {
		const { credentials } = await hooks.used();
		await hooks.renew(credentials);
		await refusalOf(() => send(credentials, newRequest(elsewhere)));
	});

	// The older helper asks for a token all the same. Its callers may say `url` too: n8n takes both.
	test.each([
		['uri', oldRequest],
		['url', newRequest],
	])('gets no token when it says %s', async (_name, request) => {
		const credentials = read(credentialFields());
		const first = await refusalOf(() => send(credentials, request(elsewhere)));
		const second = await refusalOf(provideToken(credentials, hooks.http));
		expect(second.message).toBe(first.message);
		expect(second).not.toBe(first);
		expect(hooks.tokenRequests).toBe(0);
	});

	it('does not stand in the way of the next request with the same credential', async () => {
		const { credentials, token } = await hooks.used();
		await refusalOf(() => send(credentials, oldRequest(elsewhere)));
		expect(send(credentials, oldRequest())).toBe(token);
		await hooks.renew(credentials);
		expect(send(credentials, oldRequest())).not.toBe(token);
	});
});

it('an empty field is refused by both hooks, naming it, without a request', async () => {
	const credentials = read(credentialFields({ clientSecret: ' ' }));
	expect(await wordsOf(() => send(credentials))).toContain("'Client Secret'");
	expect(await wordsOf(provideToken(credentials, hooks.http))).toContain("'Client Secret'");
	expect(hooks.tokenRequests).toBe(0);
});
