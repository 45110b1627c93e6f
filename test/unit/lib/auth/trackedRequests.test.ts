import {
	announce,
	authenticateRequest,
	credentialFailure,
	noteRefused,
	provideToken,
	sentTokens,
} from '../../../../lib/auth/requestAuth';
import { readSettings } from '../../../../lib/auth/settings';
import { credentialFields } from '../../support/credentialFields';
import { CredentialHooks, latestBearer, newRequest, read, send } from '../../support/credentialHooks';
import { wordsOf } from '../../support/failure';

let hooks: CredentialHooks;
beforeEach(() => {
	hooks = new CredentialHooks();
});

describe('a token that was fetched because the one before was refused', () => {
	type Stored = ReturnType<typeof credentialFields>;

	/** A request as the Aurora node sends it. */
	const announced = (stored: Stored) => {
		const credentials = read(stored);
		announce(credentials, { timeout: 60_000 });
		return credentials;
	};
	/** Sends it, has it refused and asks for another token. */
	const refusedOnce = async (stored: Stored) => {
		const credentials = announced(stored);
		send(credentials);
		expect(noteRefused(credentials)).toBe(true);
		expect(() => send(credentials)).toThrow(/No valid/);
		const outcome = await wordsOf(hooks.renew(credentials)).catch(() => send(credentials));
		return { credentials, outcome };
	};

	it('serves a request again that it was refused to for the first time', async () => {
		const { stored } = await hooks.used();
		const first = await refusedOnce(stored);
		expect(first.outcome).toBe(latestBearer());
		const second = await refusedOnce(stored);
		expect(second.outcome).toBe(first.outcome);
		expect(hooks.tokenRequests).toBe(1);
	});

	it('serves nobody again when it was refused to a repeated request', async () => {
		const { stored } = await hooks.used();
		const first = await refusedOnce(stored);
		expect(noteRefused(first.credentials)).toBe(false);
		expect((await refusedOnce(stored)).outcome).toMatch(/refuses every access token/);
		expect(hooks.tokenRequests).toBe(1);
	});
});

it('of a request that was never made nothing is known', () => {
	const credentials = read(credentialFields());
	expect(noteRefused(credentials)).toBe(false);
	expect(credentialFailure(credentials)).toBeUndefined();
	// Not toEqual, which takes a list of undefined for an empty one.
	expect(sentTokens(credentials)).toStrictEqual([]);
});

it('the token comes on top of the headers of a request, if it has any', async () => {
	const { stored, token } = await hooks.used();
	const request = { ...newRequest(), headers: { 'X-Own': 'own' } };
	const { headers } = authenticateRequest(read(stored), request);
	expect(headers).toMatchObject({ 'X-Own': 'own', Authorization: token });
	const bare = authenticateRequest(read(stored), { url: newRequest().url });
	expect(bare.headers).toMatchObject({ Authorization: token });
});

test.each([undefined, 5])('a key with %p as its token gives none', (accessToken) => {
	const fields = credentialFields();
	const { tokenKey } = readSettings(fields);
	const stored = { ...fields, accessTokenKey: tokenKey, accessTokenExpiresAt: '9999999999999' };
	expect(() => send({ ...stored, accessToken: accessToken as never })).toThrow(/No valid/);
});

describe('versions of n8n', () => {
	const asked: string[] = [];
	const http: CredentialHooks['http'] = async (options) => {
		asked.push(`${options.method ?? 'GET'} ${options.url}`);
		return options.method === 'POST'
			? await hooks.http(options)
			: { statusCode: 200, headers: {}, body: [] };
	};
	beforeEach(() => {
		asked.length = 0;
	});

	it('that send the test first are told that there is no token, and have the API probed', async () => {
		const { stored } = await hooks.used();
		const credentials = read(stored);
		const url = '/Accounts?orderBy=id%20asc';
		const test = { url, baseURL: 'https://api.client.integration.aurora.co.uk', headers: {} };
		expect(() => send(credentials, test)).toThrow(/No valid/);
		await provideToken(credentials, http);
		expect(asked).toEqual([`GET ${test.baseURL}${url}`]);
		expect(send(credentials, test)).toBe(latestBearer());
	});

	it('that ask for a token first have the API probed when there is no field for it yet', async () => {
		await provideToken(credentialFields({ clientId: 'tested' }), http);
		expect(asked).toEqual([
			'POST https://auth.aurora.co.uk/oauth/token',
			'GET https://api.client.integration.aurora.co.uk/Accounts?orderBy=id%20asc',
		]);
	});

	it('that ask for a token first make a request when the field is there and empty', async () => {
		await provideToken({ ...credentialFields({ clientId: 'used' }), accessToken: '' }, http);
		expect(asked).toEqual(['POST https://auth.aurora.co.uk/oauth/token']);
	});
});
