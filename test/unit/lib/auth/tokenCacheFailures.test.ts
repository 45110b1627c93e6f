import { AccessTokens } from '../../../../lib/auth/tokenCache';
import { AuroraCredentialError } from '../../../../lib/http/credentialError';
import { FakeIssuer, fiftyTimes } from '../../support/fakeIssuer';
import { FakeTiming } from '../../support/fakeTiming';
import { failureOf } from '../../support/failure';
import { everythingVisibleIn } from '../../support/secrets';

const KEY = 'key';
const SECOND = 1000;
const HOUR = 3600 * SECOND;

let timing: FakeTiming;
let issuer: FakeIssuer;
let tokens: AccessTokens;
beforeEach(() => {
	timing = new FakeTiming();
	issuer = new FakeIssuer();
	tokens = new AccessTokens(timing);
});

const renew = async (renewal = {}, key = KEY) => await tokens.renew(key, renewal, issuer.issue);
const usable = () => tokens.usable(KEY)?.value;
const wrongSecret = (retryAt?: number) =>
	new AuroraCredentialError('Wrong secret', 'Check it', retryAt);

/** Renews as a request does whose token is about to end. */
const renewDue = async () => await renew({ fallback: tokens.valid(KEY) });

describe('a failed token request', () => {
	beforeEach(() => {
		issuer.failure = wrongSecret();
	});

	it('fails for all who wait for it, each with an error of their own', async () => {
		const failures = await fiftyTimes(async () => await failureOf(renew()));
		expect(issuer.requests).toBe(1);
		expect(new Set(failures).size).toBe(50);
		for (const { message, description } of failures) {
			expect([message, description]).toEqual(['Wrong secret', 'Check it']);
		}
	});

	it('is remembered for 15 seconds, with an error of its own for each who asks', async () => {
		const failures = [];
		for (let call = 0; call < 20; call++) {
			failures.push(await failureOf(renew()));
			timing.pass(700);
		}
		expect(issuer.requests).toBe(1);
		expect(new Set(failures).size).toBe(20);
	});

	it('is tried again after that, and then forgotten', async () => {
		await failureOf(renew());
		timing.pass(15 * SECOND - 1);
		await failureOf(renew());
		issuer.failure = undefined;
		timing.pass(1);
		expect((await renew()).value).toBe('token-2');
		expect((await renew({ refused: 'token-2' })).value).toBe('token-3');
	});

	it('counts from its end, not from its beginning', async () => {
		issuer.meanwhile = () => timing.pass(20 * SECOND);
		await failureOf(renew());
		await failureOf(renew());
		expect(issuer.requests).toBe(1);
	});

	it('is remembered as long as the token service asks to wait', async () => {
		const retryAt = timing.now() + 40 * SECOND;
		issuer.failure = wrongSecret(retryAt);
		expect(await failureOf(renew())).toMatchObject({ retryAt });
		timing.pass(39 * SECOND);
		expect(await failureOf(renew())).toMatchObject({ retryAt });
		expect(issuer.requests).toBe(1);
		timing.pass(SECOND);
		await failureOf(renew());
		expect(issuer.requests).toBe(2);
	});

	it('is remembered for 15 seconds even if the token service asks for less', async () => {
		issuer.failure = wrongSecret(timing.now() + SECOND);
		await failureOf(renew());
		timing.pass(14 * SECOND);
		await failureOf(renew());
		expect(issuer.requests).toBe(1);
	});

	// Nothing but a restart of n8n ends such a wait: a limit may be lifted, a header may be nonsense.
	it('is remembered for an hour at most', async () => {
		issuer.failure = wrongSecret(timing.now() + 24 * HOUR);
		await failureOf(renew());
		timing.pass(HOUR);
		await failureOf(renew());
		expect(issuer.requests).toBe(2);
	});

	it('holds for its own key only', async () => {
		await failureOf(renew());
		issuer.failure = undefined;
		expect((await renew({}, 'another key')).value).toBe('token-2');
	});

	it('does not spoil the error of one by what n8n writes into that of another', async () => {
		const first = await failureOf(renew());
		Object.assign(first, { message: 'overwritten', description: 'overwritten' });
		const second = await failureOf(renew());
		expect([second.message, second.description]).toEqual(['Wrong secret', 'Check it']);
	});

	it('keeps an error that nobody foresaw to itself', async () => {
		issuer.failure = Object.assign(new Error('canary'), { config: { data: 'canary' } });
		const failure = await failureOf(renew());
		expect(everythingVisibleIn(failure)).not.toContain('canary');
		expect(failure.message).toMatch(/could not be fetched/);
	});

	it('may be thrown instead of rejected', async () => {
		const issue = () => {
			throw wrongSecret();
		};
		expect((await failureOf(tokens.renew(KEY, {}, issue))).message).toBe('Wrong secret');
		timing.pass(15 * SECOND);
		issuer.failure = undefined;
		expect((await renew()).value).toBe('token-1');
	});
});

describe('a failed renewal', () => {
	beforeEach(async () => {
		await renew();
		timing.pass(3550 * SECOND);
		issuer.failure = wrongSecret();
	});

	// An unhandled rejection fails the test, and would end n8n.
	it('leaves the old token in use while it is valid, and nobody with an error', async () => {
		const given = await fiftyTimes(renewDue);
		// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- tests are not shipped
		await new Promise(setImmediate);
		expect(new Set(given.map(({ value }) => value))).toEqual(new Set(['token-1']));
		expect(issuer.requests).toBe(2);
	});

	it('is not tried by every request: for 15 seconds the old token simply serves', async () => {
		await renewDue();
		expect(usable()).toBe('token-1');
		expect((await renewDue()).value).toBe('token-1');
		timing.pass(15 * SECOND);
		expect(usable()).toBeUndefined();
		await renewDue();
		expect(issuer.requests).toBe(3);
	});

	it('is an error when the old token ends meanwhile', async () => {
		issuer.meanwhile = () => timing.pass(50 * SECOND);
		await failureOf(renewDue());
	});

	it('is an error after the old token has ended', async () => {
		timing.pass(50 * SECOND);
		await failureOf(renewDue());
		expect(usable()).toBeUndefined();
	});

	it('gives way to the next that succeeds', async () => {
		await renewDue();
		issuer.failure = undefined;
		timing.pass(15 * SECOND);
		expect((await renewDue()).value).toBe('token-3');
		expect(usable()).toBe('token-3');
	});
});
