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

/** Sends it, has it rejected and sends it again. */
const rejectedOnce = async (stored: Stored, url?: string) => {
	const credentials = tracked(stored);
	send(credentials, newRequest(url));
	expect(markRejected(credentials)).toBe(true);
	return { credentials, token: await hooks.sendAnew(credentials, newRequest(url)) };
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

describe('with a replacement that was rejected as well', () => {
	const page = (number: number) => `${API}/Accounts?page=${number}`;

	it('is sent once more: that may have been by chance, in requests at the same time', async () => {
		const { stored } = await hooks.used();
		const { token } = await rejectedOnce(stored);
		for (let number = 0; number < 10; number++)
			expect((await rejectedOnce(stored, page(number))).token).toBe(token);
		expect(hooks.tokenRequests).toBe(1);
	});

	it('is not sent once more after that was rejected in a second try, until it is accepted', async () => {
		const { stored } = await hooks.used();
		const { credentials } = await rejectedOnce(stored);
		expect(markRejected(credentials)).toBe(false);
		for (const url of [page(1), `${API}/Other`]) {
			const rejected = tracked(stored);
			send(rejected, newRequest(url));
			expect(markRejected(rejected)).toBe(false);
		}
		const accepted = tracked(stored);
		send(accepted, newRequest(`${API}/Other`));
		markAccepted(accepted);
		await rejectedOnce(stored, page(1));
		expect(hooks.tokenRequests).toBe(1);
	});
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
