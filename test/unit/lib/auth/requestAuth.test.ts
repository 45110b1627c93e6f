import { pass } from '../../support/fakeDate';

import {
	authenticateRequest,
	provideToken,
	sentTokens,
} from '../../../../lib/auth/requestAuth';
import { readSettings } from '../../../../lib/auth/settings';
import { credentialFields } from '../../support/credentialFields';
import { CredentialHooks, latestBearer, newRequest, read, send } from '../../support/credentialHooks';
import { fiftyTimes } from '../../support/fakeIssuer';

const SECOND = 1000;

let hooks: CredentialHooks;
beforeEach(() => {
	hooks = new CredentialHooks();
});

describe('the first use', () => {
	it('answers n8n with a 401 of its own, so that it asks for a token', () => {
		let thrown: unknown;
		try {
			send(read(credentialFields()));
		} catch (error) {
			thrown = error;
		}
		expect(thrown).toMatchObject({ response: { status: 401 } });
		expect(hooks.tokenRequests).toBe(0);
	});

	it('then costs one token request and carries the token in both headers, without redirects', async () => {
		const credentials = read(credentialFields());
		expect(() => send(credentials)).toThrow();
		const { accessToken } = await hooks.renew(credentials);
		const request = authenticateRequest(credentials, newRequest());
		expect(request).toMatchObject({
			headers: {
				Authorization: `Bearer ${String(accessToken)}`,
				Authentication: `Bearer ${String(accessToken)}`,
			},
			disableFollowRedirect: true,
			maxRedirects: 0,
		});
		expect(hooks.tokenRequests).toBe(1);
	});

	it('is known afterwards by its token, to keep that out of texts', async () => {
		const credentials = read(credentialFields());
		expect(sentTokens(credentials)).toEqual([]);
		expect(() => send(credentials)).toThrow();
		expect(sentTokens(credentials)).toEqual([]);
		await hooks.renew(credentials);
		send(credentials);
		expect(sentTokens(credentials)).toEqual([latestBearer().replace('Bearer ', '')]);
	});

	it('gives n8n to store: the token, until when it serves, and what it belongs to', async () => {
		const fields = credentialFields();
		const credentials = read(fields);
		expect(() => send(credentials)).toThrow();
		const start = Date.now();
		expect(await provideToken(credentials, hooks.http)).toEqual({
			accessToken: latestBearer().replace('Bearer ', ''),
			accessTokenExpiresAt: String(start + 3600 * SECOND),
			accessTokenKey: readSettings(fields).tokenKey,
		});
	});

	it('costs one token request for fifty requests at once', async () => {
		const fields = credentialFields();
		await fiftyTimes(async () => {
			const credentials = read(fields);
			expect(() => send(credentials)).toThrow();
			await hooks.renew(credentials);
			return send(credentials);
		});
		expect(hooks.tokenRequests).toBe(1);
	});

	it('costs no more when n8n asks before it has seen the request, with an empty token', async () => {
		const credentials = { ...credentialFields(), accessToken: '' };
		await hooks.renew(credentials);
		expect(send(credentials)).toBe(latestBearer());
		expect(hooks.tokenRequests).toBe(1);
	});
});

describe('the next use', () => {
	it('takes the token from memory or from what is stored, without a request', async () => {
		const { stored, token } = await hooks.used();
		expect(send(read(stored))).toBe(token);
		const { clientId, clientSecret } = stored;
		expect(send(read({ clientId, clientSecret }))).toBe(token);
	});

	it('takes the stored token after a restart of n8n', async () => {
		const { stored, token } = await hooks.used();
		await jest.isolateModulesAsync(async () => {
			const afterRestart = await import('../../../../lib/auth/requestAuth');
			const { headers } = afterRestart.authenticateRequest(read(stored), newRequest());
			expect(headers).toMatchObject({ Authorization: token });
		});
	});

	test.each([
		['another environment', { environment: 'dev' }],
		['another client', { clientId: 'other' }],
		['another secret', { clientSecret: 'other' }],
	])('does not take the stored token for %s', async (_what, change) => {
		const { stored } = await hooks.used();
		const { apiBaseUrl } = readSettings({ ...stored, ...change });
		expect(() => send(read({ ...stored, ...change }), newRequest(apiBaseUrl))).toThrow(/No valid/);
	});

	test.each([
		['no end', { accessTokenExpiresAt: '' }],
		['an end that is no number', { accessTokenExpiresAt: 'soon' }],
		['an end in the past', { accessTokenExpiresAt: '1' }],
		['no key', { accessTokenKey: '' }],
	])('does not take a stored token with %s', async (_what, change) => {
		const fields = credentialFields();
		const stored = {
			...fields,
			accessToken: 'stored',
			accessTokenExpiresAt: String(Date.now() + 3600 * SECOND),
			accessTokenKey: readSettings(fields).tokenKey,
		};
		expect(() => send(read({ ...stored, ...change }))).toThrow(/No valid/);
		expect(send(read({ ...stored, accessToken: 'good' }))).toBe('Bearer good');
	});
});

describe('a token near its end', () => {
	it('is used once all the same when it came so late that it should be renewed', async () => {
		const credentials = read(credentialFields());
		expect(() => send(credentials)).toThrow(/No valid/);
		const inTime = hooks.answer;
		hooks.answer = () => {
			pass(3541 * SECOND);
			return inTime();
		};
		await hooks.renew(credentials);
		expect(send(credentials)).toBe(latestBearer());
		expect(() => send(credentials)).toThrow(/No valid/);
	});

	it('is renewed before the API is asked', async () => {
		const { stored, token } = await hooks.used();
		pass(3541 * SECOND);
		const credentials = read(stored);
		expect(() => send(credentials)).toThrow(/No valid/);
		await hooks.renew(credentials);
		expect(send(credentials)).not.toBe(token);
		expect(hooks.tokenRequests).toBe(1);
	});

	it('serves on when it can not be renewed', async () => {
		const { stored, token } = await hooks.used();
		pass(3541 * SECOND);
		hooks.answer = () => ({ statusCode: 401, body: { error: 'access_denied' } });
		const credentials = read(stored);
		expect(() => send(credentials)).toThrow(/No valid/);
		await hooks.renew(credentials);
		expect(send(credentials)).toBe(token);
		expect(send(read(stored))).toBe(token);
		expect(hooks.tokenRequests).toBe(1);
	});
});
