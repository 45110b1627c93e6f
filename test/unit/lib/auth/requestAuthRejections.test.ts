import {
	announce,
	authenticateRequest,
	credentialFailure,
	noteAccepted,
	noteRefused,
	provideToken,
	sentTokens,
} from '../../../../lib/auth/requestAuth';
import { credentialFields } from '../../support/credentialFields';
import {
	CredentialHooks,
	latestBearer,
	newRequest,
	oldRequest,
	read,
	send,
} from '../../support/credentialHooks';
import { failureOf, wordsOf } from '../../support/failure';

let hooks: CredentialHooks;
beforeEach(() => {
	hooks = new CredentialHooks();
});

describe('a token that the API refuses', () => {
	it('is replaced once, also for requests that hear of it late', async () => {
		const { stored, token } = await hooks.used();
		const requests = Array.from({ length: 3 }, () => read(stored));
		for (const credentials of requests) expect(send(credentials)).toBe(token);
		const tokens = [];
		for (const credentials of requests) {
			await hooks.renew(credentials);
			tokens.push(send(credentials));
		}
		expect(new Set(tokens).size).toBe(1);
		expect(tokens[0]).not.toBe(token);
		expect(hooks.tokenRequests).toBe(1);
	});

	it('is an error when the new one is refused too: nothing more is fetched', async () => {
		const { stored, credentials } = await hooks.used();
		await hooks.renew(credentials);
		send(credentials);
		const another = read(stored);
		send(another);
		expect(await wordsOf(provideToken(another, hooks.http))).toMatch(/refuses every access token/);
		expect(hooks.tokenRequests).toBe(1);
	});

	it('is replaced again when the API had taken the new one', async () => {
		const { stored, credentials } = await hooks.used();
		await hooks.renew(credentials);
		send(credentials);
		noteAccepted(credentials);
		const another = read(stored);
		send(another);
		await hooks.renew(another);
		expect(hooks.tokenRequests).toBe(2);
	});

	it('is not taken for accepted by a credential that sent nothing', async () => {
		noteAccepted(read(credentialFields()));
		const credentials = read(credentialFields());
		expect(() => send(credentials)).toThrow();
		noteAccepted(credentials);
		expect(hooks.tokenRequests).toBe(0);
	});
});

describe('a request whose sender tells what becomes of it', () => {
	const announced = (stored: ReturnType<typeof credentialFields>) => {
		const credentials = read(stored);
		announce(credentials, { timeout: 60_000 });
		return credentials;
	};

	it('gets another token after a refusal, also when the first was fetched for it', async () => {
		const credentials = announced(credentialFields());
		expect(() => send(credentials)).toThrow();
		await hooks.renew(credentials);
		const first = send(credentials);
		expect(noteRefused(credentials)).toBe(true);
		expect(() => send(credentials)).toThrow();
		await hooks.renew(credentials);
		expect(send(credentials)).not.toBe(first);
		expect(sentTokens(credentials)).toHaveLength(2);
		expect(noteRefused(credentials)).toBe(false);
		expect(hooks.tokenRequests).toBe(2);
	});

	it('takes the token that another request has fetched meanwhile', async () => {
		const { stored, credentials: another } = await hooks.used();
		const credentials = announced(stored);
		send(credentials);
		await hooks.renew(another);
		expect(noteRefused(credentials)).toBe(true);
		expect(send(credentials)).toBe(latestBearer());
		expect(hooks.tokenRequests).toBe(1);
	});

	it('can ask why there is no token, whatever n8n makes of the error', async () => {
		const credentials = announced(credentialFields());
		expect(credentialFailure(credentials)).toBeUndefined();
		expect(() => send(credentials)).toThrow();
		hooks.answer = () => ({ statusCode: 401, body: { error: 'access_denied' } });
		await hooks.renew(credentials).catch(() => {});
		expect(credentialFailure(credentials)?.message).toMatch(/does not accept/);
	});

	it('ends when its time is over, or when the execution is cancelled', async () => {
		const { stored } = await hooks.used();
		const cancelling = new AbortController();
		const credentials = read(stored);
		announce(credentials, { timeout: 60_000, cancelled: cancelling.signal });
		const { abortSignal } = authenticateRequest(credentials, newRequest());
		expect(abortSignal?.aborted).toBe(false);
		cancelling.abort();
		expect(abortSignal?.aborted).toBe(true);
		const short = read(stored);
		announce(short, { timeout: 0 });
		const signal = authenticateRequest(short, newRequest()).abortSignal;
		await new Promise((ended) => signal?.addEventListener?.('abort', ended));
	});

	it('was refused nothing before it was sent', () => {
		expect(noteRefused(announced(credentialFields()))).toBe(false);
	});
});

describe("n8n's older helper, which asks for a token after every failure", () => {
	it('gets a token at first use', async () => {
		const credentials = read(credentialFields());
		expect(() => send(credentials, oldRequest())).toThrow(/No valid/);
		await hooks.renew(credentials);
		expect(send(credentials, oldRequest())).toBe(latestBearer());
		expect(hooks.tokenRequests).toBe(1);
	});

	it('never hears that the API refuses every token: it may have failed for another reason', async () => {
		const { stored } = await hooks.used();
		for (let time = 0; time < 20; time++) {
			const credentials = read(stored);
			send(credentials, oldRequest());
			await hooks.renew(credentials);
			send(credentials, oldRequest());
		}
		expect(hooks.tokenRequests).toBeLessThanOrEqual(5);
	});
});

describe('a request to another host', () => {
	const elsewhere = 'https://elsewhere.example/';

	it('is refused without a token request, and without a 401 that n8n would hooks.answer', async () => {
		const { stored } = await hooks.used();
		const request = newRequest(elsewhere);
		const failure = await failureOf(() => send(read(stored), request));
		expect(failure).not.toHaveProperty('response');
		expect(failure.message).toContain(
			'only be used for https://api.client.integration.aurora.co.uk',
		);
		expect(request.headers).toEqual({});
		expect(hooks.tokenRequests).toBe(0);
	});

	it('is refused although a token was just given for it', async () => {
		const { credentials } = await hooks.used();
		await hooks.renew(credentials);
		await failureOf(() => send(credentials, newRequest(elsewhere)));
	});

	it('gets no token from the older helper, which asks for one all the same', async () => {
		const credentials = read(credentialFields());
		const first = await failureOf(() => send(credentials, oldRequest(elsewhere)));
		const second = await failureOf(provideToken(credentials, hooks.http));
		expect(second.message).toBe(first.message);
		expect(second).not.toBe(first);
		expect(hooks.tokenRequests).toBe(0);
	});

	// A caller of the older helper may say `url` too: n8n takes both.
	it('gets no token from the older helper when it says url instead of uri', async () => {
		const credentials = read(credentialFields());
		await failureOf(() => send(credentials, newRequest(elsewhere)));
		await failureOf(provideToken(credentials, hooks.http));
		expect(hooks.tokenRequests).toBe(0);
	});

	it('does not stand in the way of the next request with the same credential', async () => {
		const { credentials, token } = await hooks.used();
		await failureOf(() => send(credentials, oldRequest(elsewhere)));
		expect(send(credentials, oldRequest())).toBe(token);
		await hooks.renew(credentials);
		expect(send(credentials, oldRequest())).not.toBe(token);
	});
});

test.each([
	['clientId', "'Client ID'"],
	['clientSecret', "'Client Secret'"],
])('an empty %s is refused by both hooks, naming it, without a request', async (name, label) => {
	const credentials = read(credentialFields({ [name]: ' ' }));
	expect(await wordsOf(() => send(credentials))).toContain(label);
	expect(await wordsOf(provideToken(credentials, hooks.http))).toContain(label);
	expect(hooks.tokenRequests).toBe(0);
});
