import { CachedTokens, fiftyTimes } from '../../support/fakeIssuer';
import { refusalOf } from '../../support/refusal';
import { everythingVisibleIn } from '../../support/secrets';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let tokens: CachedTokens;
beforeEach(() => {
	tokens = new CachedTokens();
});

const renewFor = async (key: string) => await tokens.renew({ reason: 'due' }, key);

describe('a first token', () => {
	it('costs one request, however many ask at once, and serves from then on', async () => {
		const given = await fiftyTimes(tokens.due);
		expect(new Set(given)).toEqual(new Set(['token-1']));
		tokens.timing.pass(MINUTE);
		expect([tokens.usable(), await tokens.due()]).toEqual(['token-1', 'token-1']);
		expect(tokens.issuer.requests).toBe(1);
	});

	it('lives from the beginning of its request, not from the response', async () => {
		const start = tokens.timing.now();
		tokens.issuer.meanwhile = () => tokens.timing.pass(30 * SECOND);
		const life = tokens.cache.of(tokens.key);
		const { expiresAt } = await life.renew({ reason: 'due' }, tokens.issuer.issue);
		expect(expiresAt.epoch).toBe(start + 3600 * SECOND);
		tokens.timing.pass(3570 * SECOND - 1);
		expect(tokens.usable()).toBeUndefined();
	});
});

describe('renewal', () => {
	test.each([
		[3600, 60],
		[600, 60],
		[10, 1],
	])('of a token that lives %d s begins %d s before its end', async (lifetime, lead) => {
		tokens.issuer.lifetime = lifetime;
		await tokens.due();
		tokens.timing.pass((lifetime - lead) * SECOND - 1);
		expect(tokens.usable()).toBe('token-1');
		tokens.timing.pass(1);
		expect(tokens.usable()).toBeUndefined();
		expect(await tokens.due()).toBe('token-2');
	});

	test.each([
		['before', 3590],
		['after', 3600],
	])('costs one request %s its end, however many ask at once', async (_when, age) => {
		await tokens.due();
		tokens.timing.pass(age * SECOND);
		expect(new Set(await fiftyTimes(tokens.due))).toEqual(new Set(['token-2']));
		expect(tokens.usable()).toBe('token-2');
		expect(tokens.issuer.requests).toBe(2);
	});
});

describe('a clock that is set', () => {
	const HOURS = 3600 * SECOND;

	test.each([-12, 12])('by %d hours costs one token at most', async (hours) => {
		tokens.issuer.lifetime = 86_400;
		await tokens.due();
		for (let time = 0; time < 3; time++) {
			tokens.timing.set(hours * HOURS);
			expect(tokens.usable() ?? (await tokens.due())).toBeDefined();
			expect(await tokens.due()).toBe(tokens.usable());
		}
		expect(tokens.issuer.requests).toBe(hours < 0 ? 1 : 2);
	});

	it('back does not make a token live longer, also one from the store', async () => {
		expect(tokens.usable(tokens.stored('stored', 2 * HOURS))).toBe('stored');
		tokens.timing.set(-12 * HOURS);
		tokens.timing.pass(2 * HOURS);
		expect(await tokens.due()).toBe('token-1');
		tokens.timing.set(-12 * HOURS);
		tokens.timing.pass(HOURS);
		expect(await tokens.due()).toBe('token-2');
	});
});

describe('a renewal that hangs', () => {
	const hang = async () => {
		await tokens.due();
		tokens.timing.pass(3550 * SECOND);
		let finish: () => void = () => {};
		tokens.issuer.meanwhile = async () => await new Promise<void>((resolve) => (finish = resolve));
		const waiting = tokens.due();
		await Promise.resolve();
		return { waiting, finish: () => finish() };
	};

	it('holds up one request for two seconds, and no other, while the old token is valid', async () => {
		const { waiting, finish } = await hang();
		expect(tokens.usable()).toBe('token-1');
		tokens.losePatience();
		expect(await waiting).toBe('token-1');
		finish();
		expect(await tokens.rejected('token-1')).toBe('token-2');
		expect(tokens.issuer.requests).toBe(2);
	});

	it('holds up everyone when the old token expires meanwhile', async () => {
		const { waiting, finish } = await hang();
		tokens.timing.pass(50 * SECOND);
		tokens.losePatience();
		expect(tokens.usable()).toBeUndefined();
		finish();
		expect(await waiting).toBe('token-2');
	});
});

describe('a connection test', () => {
	const test = async () => await tokens.renew({ reason: 'test' });

	it('takes a token that is at most a minute old', async () => {
		await tokens.due();
		tokens.timing.pass(MINUTE);
		expect(await test()).toBe('token-1');
		tokens.timing.pass(1);
		expect(await test()).toBe('token-2');
		expect(await tokens.due()).toBe('token-2');
	});

	it('takes none from the store, and falls back on none', async () => {
		tokens.usable(tokens.stored('stored'));
		tokens.issuer.failure = new Error('Broken');
		await refusalOf(test());
		expect(tokens.usable()).toBe('stored');
	});
});

describe('a token that n8n has stored', () => {
	it('is taken over, and costs no request', async () => {
		expect(tokens.usable(tokens.stored('stored'))).toBe('stored');
		expect([tokens.usable(), await tokens.due()]).toEqual(['stored', 'stored']);
		expect(tokens.cache.of('another key').usable()).toBeUndefined();
		expect(tokens.issuer.requests).toBe(0);
	});

	test.each([
		['renewed a minute before its end', MINUTE, undefined],
		['used before that', MINUTE + 1, 'stored'],
		['not used when it has expired', 0, undefined],
	])('is %s', (_what, ms, usable) => {
		expect(tokens.usable(tokens.stored('stored', ms))).toBe(usable);
	});

	test.each([
		['replaces one that expires sooner', 'stored', 3600 * SECOND + 1, 'stored'],
		['does not replace one that expires at the same time', 'stored', 3600 * SECOND, 'token-1'],
		['does not make the one in memory live longer', 'token-1', 7200 * SECOND, 'token-1'],
	])('%s', async (_what, value, ms, usable) => {
		await tokens.due();
		expect(tokens.usable(tokens.stored(value, ms))).toBe(usable);
		tokens.timing.pass(3600 * SECOND);
		expect(tokens.usable()).toBeUndefined();
	});

	it('does not come back once the API rejected it, until ten others were rejected', async () => {
		const old = tokens.stored('stored');
		tokens.usable(old);
		// However often another one is rejected.
		for (const token of ['stored', ...Array.from({ length: 20 }, () => 'other-1')]) {
			await tokens.rejected(token);
			expect(tokens.usable(old)).toBe('token-1');
		}
		for (let other = 2; other < 10; other++) await tokens.rejected(`other-${other}`);
		expect(tokens.usable(old)).toBe('token-1');
		await tokens.rejected('other-10');
		expect(tokens.usable(old)).toBe('stored');
	});

	it('is not kept in plain text when the API rejected it', async () => {
		tokens.usable(tokens.stored('canary'));
		await tokens.rejected('canary');
		expect(everythingVisibleIn(tokens.cache)).not.toContain('canary');
	});
});

describe('several keys', () => {
	it('have tokens of their own', async () => {
		expect([await tokens.due(), await renewFor('b')]).toEqual(['token-1', 'token-2']);
		expect([tokens.usable(), tokens.cache.of('b').usable()?.value]).toEqual(['token-1', 'token-2']);
	});

	it('do not wait for each other, and stay while their token is requested', async () => {
		let finish = () => {};
		const slow = tokens.cache.of('slow').renew({ reason: 'due' }, async () => {
			await new Promise<void>((resolve) => (finish = resolve));
			return await tokens.issuer.issue();
		});
		for (let number = 0; number < 600; number++) await renewFor(`key-${number}`);
		finish();
		const { value } = await slow;
		expect(tokens.cache.of('slow').usable()?.value).toBe(value);
	});

	it('get a token each when more than 500 are requested at the same time', async () => {
		const keys = Array.from({ length: 502 }, (_, number) => `key-${number}`);
		expect(new Set(await Promise.all(keys.map(renewFor))).size).toBe(502);
	});

	it('are forgotten, the least recently used first, when there are more than 500', async () => {
		const keys = Array.from({ length: 1200 }, (_, number) => `key-${number}`);
		for (const key of keys) {
			await renewFor(key);
			tokens.cache.of('key-0');
		}
		expect(tokens.issuer.requests).toBe(1200);
		// Asking for a forgotten one would bring it back and have another forgotten.
		for (const key of ['key-0', ...keys.slice(-499)]) await renewFor(key);
		expect(tokens.issuer.requests).toBe(1200);
		await renewFor(keys[keys.length - 500]);
		expect(tokens.issuer.requests).toBe(1201);
	});
});
