import {
	authenticateRequest,
	credentialError,
	markAccepted,
	markRejected,
	readSettings,
	sentTokens,
	trackRequest,
} from '../../../../lib/auth';
import { API } from '../../support/answers';
import { credentialFields } from '../../support/credentialFields';
import {
	CredentialHooks,
	latestToken,
	newRequest,
	read,
	send,
} from '../../support/credentialHooks';
import { wordsOf } from '../../support/failure';

type Stored = ReturnType<typeof credentialFields>;

let hooks: CredentialHooks;
beforeEach(() => {
	hooks = new CredentialHooks();
});

/** A request as the Aurora node sends it. */
const tracked = (stored: Stored = credentialFields(), timeout = 60_000) => {
	const credentials = read(stored);
	trackRequest(credentials, { timeout });
	return credentials;
};

/** Sends it, has it rejected and sends it again; says why that fails, if it does. */
const rejectedOnce = async (stored: Stored) => {
	const credentials = tracked(stored);
	send(credentials);
	expect(markRejected(credentials)).toBe(true);
	const outcome = await hooks
		.sendAnew(credentials)
		.catch(async (error: Error) => await wordsOf(Promise.reject(error)));
	return { credentials, outcome };
};

it('is rejected for the first time once, and is known by its tokens', async () => {
	const credentials = tracked();
	// Not toEqual, which takes a list of undefined for an empty one.
	expect(sentTokens(credentials)).toStrictEqual([]);
	expect(markRejected(credentials)).toBe(false);
	const first = await hooks.sendAnew(credentials);
	expect(sentTokens(credentials)).toStrictEqual([first]);
	expect(markRejected(credentials)).toBe(true);
	const second = await hooks.sendAnew(credentials);
	expect(sentTokens(credentials)).toStrictEqual([first, second]);
	expect(markRejected(credentials)).toBe(false);
	expect(hooks.tokenRequests).toBe(2);
	// Another request with the same object begins anew.
	send(credentials);
	expect(sentTokens(credentials)).toStrictEqual([second]);
});

it('takes the token that another request was given meanwhile', async () => {
	const { stored, credentials: another } = await hooks.used();
	const credentials = tracked(stored);
	send(credentials);
	await hooks.renew(another);
	expect(markRejected(credentials)).toBe(true);
	expect(send(credentials)).toBe(latestToken());
	expect(hooks.tokenRequests).toBe(1);
});

describe('a replacement that was rejected as well', () => {
	it('serves requests again that were rejected for the first time', async () => {
		const { stored } = await hooks.used();
		const first = await rejectedOnce(stored);
		expect(first.outcome).toBe(latestToken());
		expect((await rejectedOnce(stored)).outcome).toBe(first.outcome);
		expect(hooks.tokenRequests).toBe(1);
	});

	it('serves nobody again once it was rejected in a repeated request', async () => {
		const { stored } = await hooks.used();
		const { credentials } = await rejectedOnce(stored);
		expect(markRejected(credentials)).toBe(false);
		expect((await rejectedOnce(stored)).outcome).toMatch(/rejected a newly issued token/);
		expect(hooks.tokenRequests).toBe(1);
	});

	it('is replaced at once when the API had accepted it', async () => {
		const { stored } = await hooks.used();
		const { credentials } = await rejectedOnce(stored);
		markAccepted(credentials);
		await rejectedOnce(stored);
		expect(hooks.tokenRequests).toBe(2);
	});
});

it('costs two tokens at a path that rejects what others accept, whatever its query', async () => {
	const { credentials, stored } = await hooks.used();
	trackRequest(credentials, { timeout: 60_000 });
	send(credentials);
	markAccepted(credentials);
	for (let page = 0; page < 10; page++) {
		const rejected = tracked(stored);
		const request = () => newRequest(`${API}/Secrets?page=${page}`);
		send(rejected, request());
		expect(markRejected(rejected)).toBe(true);
		await hooks.sendAnew(rejected, request());
		expect(markRejected(rejected)).toBe(false);
		// Others accept the new one.
		const accepted = tracked(stored);
		send(accepted);
		markAccepted(accepted);
	}
	expect(hooks.tokenRequests).toBe(2);
});

it('can ask why there is no token, whatever n8n makes of the error', async () => {
	const credentials = tracked();
	expect(credentialError(credentials)).toBeUndefined();
	hooks.answer = () => ({ statusCode: 401, body: { error: 'access_denied' } });
	await hooks.sendAnew(credentials).catch(() => {});
	expect(credentialError(credentials)?.message).toMatch(/rejected the Client ID/);
	expect(sentTokens(credentials)).toStrictEqual([]);
});

it('can ask why it is refused', () => {
	const credentials = tracked();
	expect(() => send(credentials, newRequest('https://elsewhere.example'))).toThrow();
	expect(credentialError(credentials)?.message).toMatch(/only be used for/);
});

it('ends when its time is over, or when the execution is cancelled', async () => {
	const { stored } = await hooks.used();
	const cancelling = new AbortController();
	const credentials = read(stored);
	trackRequest(credentials, { timeout: 60_000, cancelled: cancelling.signal });
	const { abortSignal } = authenticateRequest(credentials, newRequest());
	expect(abortSignal?.aborted).toBe(false);
	cancelling.abort();
	expect(abortSignal?.aborted).toBe(true);
	const signal = authenticateRequest(tracked(stored, 0), newRequest()).abortSignal;
	await new Promise((ended) => signal?.addEventListener?.('abort', ended));
});

it('does not read its credential again when its sender has', () => {
	const fields = credentialFields();
	const credentials = { ...fields, clientId: '' };
	trackRequest(credentials, { timeout: 60_000, settings: readSettings(fields) });
	expect(() => send(credentials)).toThrow(/No valid/);
});

it('of a request that was never made nothing is known', () => {
	const credentials = read(credentialFields());
	markAccepted(credentials);
	expect(markRejected(credentials)).toBe(false);
	expect(credentialError(credentials)).toBeUndefined();
	expect(sentTokens(credentials)).toStrictEqual([]);
});
