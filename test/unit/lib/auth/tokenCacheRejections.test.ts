import { AccessTokens } from '../../../../lib/auth/tokenCache';
import { AuroraCredentialError } from '../../../../lib/http/credentialError';
import { FakeIssuer, fiftyTimes } from '../../support/fakeIssuer';
import { FakeTiming } from '../../support/fakeTiming';
import { failureOf, wordsOf } from '../../support/failure';

const KEY = 'key';
const SECOND = 1000;

let timing: FakeTiming;
let issuer: FakeIssuer;
let tokens: AccessTokens;
beforeEach(async () => {
	timing = new FakeTiming();
	issuer = new FakeIssuer();
	tokens = new AccessTokens(timing);
	await renew();
});

const renew = async (renewal = {}) => await tokens.renew(KEY, renewal, issuer.issue);
const refuse = async (refused: string) => (await renew({ refused })).value;

describe('a token that the API refused', () => {
	it('is replaced once, however many requests it was refused to', async () => {
		const given = await fiftyTimes(async () => await refuse('token-1'));
		expect(new Set(given)).toEqual(new Set(['token-2']));
		expect(issuer.requests).toBe(2);
	});

	it('is not replaced again for late refusals: they get the new token without a request', async () => {
		await refuse('token-1');
		for (let late = 0; late < 20; late++) expect(await refuse('token-1')).toBe('token-2');
		expect(issuer.requests).toBe(2);
	});

	it('is not a token to fall back on when no other can be had', async () => {
		issuer.failure = new AuroraCredentialError('Broken', '');
		expect((await failureOf(refuse('token-1'))).message).toBe('Broken');
	});

	it('may have come from n8n: then it was taken before, and is replaced at once', async () => {
		tokens.usable(KEY, { value: 'stored', expiresAt: timing.now() + 7_200_000 });
		expect(await refuse('stored')).toBe('token-2');
	});
});

describe('an API that refuses the replacement as well', () => {
	beforeEach(async () => {
		await refuse('token-1');
	});

	it('gets no further token for 20 seconds, and that is said', async () => {
		for (let item = 0; item < 1000; item++) {
			const words = await wordsOf(refuse('token-2'));
			expect(words).toMatch(/refuses every access token/);
			expect(words).toContain('in 20 seconds');
		}
		expect(issuer.requests).toBe(2);
	});

	it('is tried again after that, once', async () => {
		timing.pass(20 * SECOND - 1);
		await failureOf(refuse('token-2'));
		timing.pass(1);
		const given = await fiftyTimes(async () => await refuse('token-2'));
		expect(new Set(given)).toEqual(new Set(['token-3']));
		await failureOf(refuse('token-3'));
		expect(issuer.requests).toBe(3);
	});

	it('costs at most 5 tokens a minute, however long it goes on', async () => {
		let latest = 'token-2';
		const perMinute: number[] = [];
		for (let minute = 0; minute < 5; minute++) {
			const before = issuer.requests;
			for (let second = 0; second < 60; second++) {
				latest = await refuse(latest).catch(() => latest);
				timing.pass(SECOND);
			}
			perMinute.push(issuer.requests - before);
		}
		expect(Math.max(...perMinute)).toBeLessThanOrEqual(5);
		expect(Math.min(...perMinute)).toBeGreaterThan(0);
	});

	it('may take the token later: it serves on without a request', async () => {
		await failureOf(refuse('token-2'));
		expect(tokens.usable(KEY)?.value).toBe('token-2');
		tokens.accepted(KEY, 'token-2');
		expect(await refuse('token-2')).toBe('token-3');
	});
});

describe('a replacement that requests are refused with which have not been repeated yet', () => {
	const repeat = async () =>
		(await renew({ refused: 'token-2', mayRepeat: true }).catch(() => undefined))?.value;
	beforeEach(async () => {
		await refuse('token-1');
	});

	it('is handed out to them again: they may all have been refused by chance', async () => {
		const given = await fiftyTimes(repeat);
		expect(new Set(given)).toEqual(new Set(['token-2']));
		expect(issuer.requests).toBe(2);
	});

	it('is not any more when a repeated request was refused as well', async () => {
		tokens.refusedRepeatedly(KEY, 'token-2');
		expect(await repeat()).toBeUndefined();
		expect(issuer.requests).toBe(2);
	});

	it('is not held responsible for what another token was refused', async () => {
		tokens.refusedRepeatedly(KEY, 'token-1');
		expect(await repeat()).toBe('token-2');
	});

	it('is replaced when 20 seconds have passed', async () => {
		timing.pass(20 * SECOND);
		expect(await repeat()).toBe('token-3');
	});
});

describe('tokens that the API takes and refuses a moment later', () => {
	const takeAndRefuse = async () => {
		const value = tokens.valid(KEY)?.value ?? '';
		tokens.accepted(KEY, value);
		return await refuse(value);
	};

	it('are replaced at once, five requests a minute at most', async () => {
		const given = [];
		for (let time = 0; time < 10; time++) given.push(await takeAndRefuse());
		expect(given.slice(0, 4)).toEqual(['token-2', 'token-3', 'token-4', 'token-5']);
		expect(issuer.requests).toBe(5);
	});

	it('are then handed out again instead of failing', async () => {
		for (let time = 0; time < 10; time++) await takeAndRefuse();
		expect(await takeAndRefuse()).toBe('token-5');
	});

	it('are replaced again when a minute has passed', async () => {
		for (let time = 0; time < 10; time++) await takeAndRefuse();
		timing.pass(60 * SECOND - 1);
		expect(await takeAndRefuse()).toBe('token-5');
		timing.pass(1);
		expect(await takeAndRefuse()).toBe('token-6');
	});

	it('count as taken only if it was the token that is held', async () => {
		await refuse('token-1');
		tokens.accepted(KEY, 'token-1');
		await failureOf(refuse('token-2'));
	});
});

describe('when nobody knows whether the token was refused', () => {
	const unsure = async (refused: string) => (await renew({ refused, unsure: true })).value;

	it('it is replaced, five requests a minute at most, then handed out again', async () => {
		let latest = 'token-1';
		for (let time = 0; time < 20; time++) latest = await unsure(latest);
		expect(latest).toBe('token-5');
		expect(issuer.requests).toBe(5);
	});

	it('it is replaced once for all who ask at the same time', async () => {
		const given = await fiftyTimes(async () => await unsure('token-1'));
		expect(new Set(given)).toEqual(new Set(['token-2']));
		expect(issuer.requests).toBe(2);
	});

	it('it is an error to be sure of a refusal then, and it says when to try again', async () => {
		for (let time = 1; time < 5; time++) await unsure(`token-${time}`);
		expect(await wordsOf(refuse('token-5'))).toContain('in 60 seconds');
		timing.pass(30 * SECOND);
		expect(await wordsOf(refuse('token-5'))).toContain('in 30 seconds');
	});

	it('it is handed out again if it came from n8n, where it was taken before', async () => {
		for (let time = 1; time < 5; time++) await unsure(`token-${time}`);
		tokens.usable(KEY, { value: 'stored', expiresAt: timing.now() + 7_200_000 });
		expect(await refuse('stored')).toBe('stored');
	});

	it('it may still be taken over from what n8n has stored', async () => {
		await unsure('token-1');
		const stored = { value: 'token-1', expiresAt: timing.now() + 7_200_000 };
		expect(tokens.usable(KEY, stored)?.value).toBe('token-1');
	});
});

// Five tokens of a few seconds end within a minute: nobody refused them.
it('does not blame the API when tokens end so soon that no more are fetched', async () => {
	issuer.lifetime = 5;
	timing.pass(3600 * SECOND);
	for (let time = 0; time < 10; time++) {
		const said = await renew().then(
			() => 'nothing',
			(error: AuroraCredentialError) => error.message,
		);
		expect(said).not.toMatch(/refuses every access token/);
		timing.pass(5 * SECOND);
	}
});
