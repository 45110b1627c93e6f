import { pass } from '../../support/fakeDate';

import { authenticateRequest, provideToken, readSettings } from '../../../../lib/auth';
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
import { refusalOf } from '../../support/refusal';

const SECOND = 1000;

let hooks: CredentialHooks;
beforeEach(() => {
	hooks = new CredentialHooks();
});

describe('the first use', () => {
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

it('a request to another host does not stand in the way of the next with the same credential', async () => {
	const { credentials, token } = await hooks.used();
	await refusalOf(() => send(credentials, oldRequest('https://elsewhere.example/')));
	expect(send(credentials, oldRequest())).toBe(token);
	await hooks.renew(credentials);
	expect(send(credentials, oldRequest())).not.toBe(token);
});
