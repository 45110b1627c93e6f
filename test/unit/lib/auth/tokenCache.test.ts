import { AccessTokens } from '../../../../lib/auth/tokenCache';
import { FakeIssuer, fiftyTimes } from '../../support/fakeIssuer';
import { FakeTiming } from '../../support/fakeTiming';

const KEY = 'key';
const SECOND = 1000;
const MINUTE = 60 * SECOND;

let timing: FakeTiming;
let issuer: FakeIssuer;
let tokens: AccessTokens;
beforeEach(() => {
	timing = new FakeTiming();
	issuer = new FakeIssuer();
	tokens = new AccessTokens(timing);
});

const renew = async (renewal = {}, key = KEY) => await tokens.renew(key, renewal, issuer.issue);
const usable = (key = KEY) => tokens.usable(key)?.value;
/** A token as n8n stores it. */
const stored = (value: string, ms: number) => ({ value, expiresAt: timing.now() + ms });

describe('a first token', () => {
	it('is not there before somebody asks', () => {
		expect(usable()).toBeUndefined();
		expect(tokens.valid(KEY)).toBeUndefined();
		expect(tokens.issuedAt(KEY)).toBeUndefined();
	});

	it('costs one request, however many ask at once', async () => {
		const given = await fiftyTimes(renew);
		expect(new Set(given.map(({ value }) => value))).toEqual(new Set(['token-1']));
		expect(issuer.requests).toBe(1);
	});

	it('serves from then on without a request', async () => {
		await renew();
		timing.pass(MINUTE);
		expect(usable()).toBe('token-1');
		expect((await renew()).value).toBe('token-1');
		expect(issuer.requests).toBe(1);
	});

	it('lives from the beginning of its request, not from the answer', async () => {
		const start = timing.now();
		issuer.meanwhile = () => timing.pass(30 * SECOND);
		const token = await renew();
		expect(token.expiresAt).toBe(start + 3600 * SECOND);
		expect(tokens.issuedAt(KEY)).toBe(start);
	});
});

describe('renewal', () => {
	test.each([
		[3600, 60],
		[601, 60],
		[600, 60],
		[100, 10],
		[10, 1],
	])('of a token that lives %d s begins %d s before its end', async (lifetime, lead) => {
		issuer.lifetime = lifetime;
		await renew();
		timing.pass((lifetime - lead) * SECOND - 1);
		expect(usable()).toBe('token-1');
		timing.pass(1);
		expect(usable()).toBeUndefined();
		expect(tokens.valid(KEY)?.value).toBe('token-1');
	});

	it('costs one request, however many ask at once', async () => {
		await renew();
		timing.pass(3590 * SECOND);
		const given = await fiftyTimes(renew);
		expect(new Set(given.map(({ value }) => value))).toEqual(new Set(['token-2']));
		expect(issuer.requests).toBe(2);
		expect(usable()).toBe('token-2');
	});

	it('has to succeed when the token has ended', async () => {
		await renew();
		timing.pass(3600 * SECOND);
		expect(tokens.valid(KEY)).toBeUndefined();
		expect((await renew()).value).toBe('token-2');
	});
});

describe('a token that n8n has stored', () => {
	it('is taken over, and costs no request', async () => {
		expect(tokens.usable(KEY, stored('stored', 10 * MINUTE))?.value).toBe('stored');
		expect(usable()).toBe('stored');
		expect((await renew()).value).toBe('stored');
		expect(issuer.requests).toBe(0);
	});

	it('is renewed a minute before its end', () => {
		expect(tokens.usable(KEY, stored('stored', MINUTE))).toBeUndefined();
		expect(tokens.usable(KEY, stored('later', MINUTE + 1))?.value).toBe('later');
	});

	it('is not used when it has ended', () => {
		expect(tokens.usable(KEY, stored('stored', 0))).toBeUndefined();
		expect(tokens.valid(KEY)).toBeUndefined();
	});

	it('replaces an older one: another process has renewed it', async () => {
		await renew();
		expect(tokens.usable(KEY, stored('stored', 61 * MINUTE))?.value).toBe('stored');
	});

	it('does not replace a newer one: this process has renewed it', async () => {
		await renew();
		expect(tokens.usable(KEY, stored('stored', 59 * MINUTE))?.value).toBe('token-1');
	});

	it('does not come back after the API refused it', async () => {
		const longer = stored('stored', 120 * MINUTE);
		tokens.usable(KEY, longer);
		await renew({ refused: 'stored' });
		expect(tokens.usable(KEY, longer)?.value).toBe('token-1');
	});

	it('does not come back however often another token was refused since', async () => {
		const longer = stored('stored', 120 * MINUTE);
		tokens.usable(KEY, longer);
		await renew({ refused: 'stored' });
		tokens.accepted(KEY, 'token-1');
		await fiftyTimes(async () => await renew({ refused: 'token-1' }));
		expect(tokens.usable(KEY, longer)?.value).toBe('token-2');
	});

	it('is not used for another key', () => {
		tokens.usable(KEY, stored('stored', 10 * MINUTE));
		expect(usable('another key')).toBeUndefined();
	});
});

describe('several keys', () => {
	it('have tokens of their own', async () => {
		await renew();
		expect(usable('b')).toBeUndefined();
		expect((await renew({}, 'b')).value).toBe('token-2');
		expect(usable()).toBe('token-1');
	});

	it('do not wait for each other', async () => {
		const order: string[] = [];
		let finish = () => {};
		const slow = tokens
			.renew('slow', {}, async () => {
				await new Promise<void>((resolve) => (finish = resolve));
				return await issuer.issue();
			})
			.then(() => order.push('slow'));
		await renew({}, 'quick');
		order.push('quick');
		finish();
		await slow;
		expect(order).toEqual(['quick', 'slow']);
	});

	it('are forgotten, the oldest first, when there are more than 500', async () => {
		const keys = Array.from({ length: 1200 }, (_, number) => `key-${number}`);
		for (const key of keys) await renew({}, key);
		const left = keys.filter((key) => tokens.valid(key));
		expect(left).toEqual(keys.slice(-500));
	});

	it('are not forgotten while their token is on its way', async () => {
		let finish = () => {};
		const slow = tokens.renew('slow', {}, async () => {
			await new Promise<void>((resolve) => (finish = resolve));
			return await issuer.issue();
		});
		for (let number = 0; number < 600; number++) await renew({}, `key-${number}`);
		finish();
		const { value } = await slow;
		expect(usable('slow')).toBe(value);
	});
});
