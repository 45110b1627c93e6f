import { CachedTokens, fiftyTimes } from '../../support/fakeIssuer';
import { wordsOf } from '../../support/failure';

const SECOND = 1000;

const REJECTED_AGAIN = /rejected a newly issued token/;

let tokens: CachedTokens;
beforeEach(async () => {
	tokens = new CachedTokens();
	await tokens.due();
});

describe('a token that the API rejected', () => {
	it('is replaced once, however many requests it was rejected in, now or later', async () => {
		const given = await fiftyTimes(async () => await tokens.rejected('token-1'));
		for (let late = 0; late < 20; late++) given.push(await tokens.rejected('token-1'));
		expect(new Set(given)).toEqual(new Set(['token-2']));
		expect(tokens.issuer.requests).toBe(2);
	});

	it('is replaced at once when it came from n8n: it was accepted before', async () => {
		await tokens.rejected('token-1');
		tokens.usable(tokens.stored('stored'));
		expect(await tokens.rejected('stored')).toBe('token-3');
	});
});

describe('an API that rejects the replacement as well', () => {
	beforeEach(async () => {
		await tokens.rejected('token-1');
	});

	it('gets no further token for 20 seconds, and that is said', async () => {
		for (let item = 0; item < 1000; item++) {
			const words = await wordsOf(tokens.rejected('token-2'));
			expect(words).toMatch(REJECTED_AGAIN);
			expect(words).toContain('in 20 seconds');
		}
		expect(tokens.issuer.requests).toBe(2);
	});

	it('is tried again after that, once', async () => {
		tokens.timing.pass(20 * SECOND - 1);
		expect(await wordsOf(tokens.rejected('token-2'))).toMatch(REJECTED_AGAIN);
		tokens.timing.pass(1);
		const given = await fiftyTimes(async () => await tokens.rejected('token-2'));
		expect(new Set(given)).toEqual(new Set(['token-3']));
		expect(await wordsOf(tokens.rejected('token-3'))).toMatch(REJECTED_AGAIN);
		expect(tokens.issuer.requests).toBe(3);
	});

	it('costs at most 5 tokens a minute, however long it goes on', async () => {
		let latest = 'token-2';
		const perMinute: number[] = [];
		for (let minute = 0; minute < 5; minute++) {
			const before = tokens.issuer.requests;
			for (let second = 0; second < 60; second++) {
				latest = await tokens.rejected(latest).catch(() => latest);
				tokens.timing.pass(SECOND);
			}
			perMinute.push(tokens.issuer.requests - before);
		}
		expect(Math.max(...perMinute)).toBeLessThanOrEqual(5);
		expect(Math.min(...perMinute)).toBeGreaterThan(0);
	});

	it('may accept it later: it serves on, and is then worth a new one', async () => {
		await wordsOf(tokens.rejected('token-2'));
		expect(tokens.usable()).toBe('token-2');
		tokens.accept('token-2');
		expect(await tokens.rejected('token-2')).toBe('token-3');
	});

	it('has not accepted it by accepting the token before', async () => {
		tokens.accept('token-1');
		expect(await wordsOf(tokens.rejected('token-2'))).toMatch(REJECTED_AGAIN);
	});
});

describe('a replacement that is rejected in requests that are repeated', () => {
	const repeat = async () => await tokens.rejected('token-2', true);
	beforeEach(async () => {
		await tokens.rejected('token-1');
	});

	it('is handed out to them again: they may all have been rejected by chance', async () => {
		expect(new Set(await fiftyTimes(repeat))).toEqual(new Set(['token-2']));
		tokens.reject('token-1');
		expect(await repeat()).toBe('token-2');
		expect(tokens.issuer.requests).toBe(2);
	});

	it('is not any more when a repetition was rejected as well', async () => {
		tokens.reject('token-2');
		expect(await wordsOf(repeat())).toMatch(REJECTED_AGAIN);
		expect(tokens.issuer.requests).toBe(2);
	});

	it('is replaced when 20 seconds have passed', async () => {
		tokens.timing.pass(20 * SECOND);
		expect(await repeat()).toBe('token-3');
	});
});

describe('tokens that the API accepts, and rejects a moment later', () => {
	const acceptAndReject = async () => {
		const value = tokens.usable()!;
		tokens.accept(value);
		return await tokens.rejected(value);
	};
	const tenTimes = async () => {
		const given: string[] = [];
		for (let time = 0; time < 10; time++) given.push(await acceptAndReject());
		return given;
	};

	it('are replaced at once, then handed out again instead of failing', async () => {
		const replaced = ['token-2', 'token-3', 'token-4', 'token-5'];
		expect(await tenTimes()).toEqual([...replaced, ...Array.from({ length: 6 }, () => 'token-5')]);
	});

	it('are replaced five times in each minute anew', async () => {
		await tenTimes();
		tokens.timing.pass(60 * SECOND - 1);
		expect(await acceptAndReject()).toBe('token-5');
		tokens.timing.pass(1);
		await tenTimes();
		expect(tokens.issuer.requests).toBe(10);
	});
});

describe('a path that rejects every token while others accept them', () => {
	const HOUR = 3600 * SECOND;

	/** A request of a path each minute: what it is sent with in the end, and rejects. */
	const hourOf = async (path: string) => {
		const before = tokens.issuer.requests;
		for (let minute = 0; minute < 60; minute++) {
			const value = tokens.usable() ?? (await tokens.due());
			const repeated = await tokens.rejected(value, true, path);
			tokens.reject(repeated, path);
			tokens.timing.pass(60 * SECOND);
		}
		return tokens.issuer.requests - before;
	};

	beforeEach(() => {
		tokens.issuer.lifetime = 86_400;
	});

	it('costs two tokens an hour, and gets them again after that', async () => {
		for (const path of ['other', 'third', 'other', 'path']) tokens.accept('token-1', path);
		expect([await hourOf('path'), await hourOf('path'), await hourOf('third')]).toEqual([2, 2, 2]);
	});

	it('leaves the others their tokens', async () => {
		tokens.accept('token-1', 'other');
		await hourOf('path');
		const value = tokens.usable()!;
		tokens.accept(value, 'other');
		expect(await tokens.rejected(value, true, 'other')).not.toBe(value);
	});

	it('gets a new token at once when it has accepted one since', async () => {
		tokens.accept('token-1', 'other');
		for (let time = 0; time < 10; time++) {
			tokens.accept(await tokens.rejected(tokens.usable()!, true));
			tokens.timing.pass(HOUR / 10);
		}
		expect(tokens.issuer.requests).toBe(11);
	});

	it('is not to blame when the others reject tokens as well', async () => {
		tokens.accept('token-1', 'other');
		tokens.reject('token-1', 'other');
		for (let minute = 0; minute < 60; minute++) {
			const value = tokens.usable()!;
			tokens.reject(await tokens.rejected(value, true).catch(() => value));
			tokens.timing.pass(60 * SECOND);
		}
		expect(tokens.issuer.requests).toBe(61);
	});
});

describe('a token of which nobody knows whether the API rejected it', () => {
	const fourTimes = async () => {
		for (let time = 1; time < 5; time++) await tokens.ambiguous(`token-${time}`);
	};

	it('is replaced once for all who ask at the same time', async () => {
		const given = await fiftyTimes(async () => await tokens.ambiguous('token-1'));
		expect(new Set(given)).toEqual(new Set(['token-2']));
	});

	it('is replaced five times a minute, then handed out again', async () => {
		await fourTimes();
		for (let time = 0; time < 20; time++) expect(await tokens.ambiguous('token-5')).toBe('token-5');
		expect(tokens.issuer.requests).toBe(5);
	});

	it('is an error when it certainly was then, which says when to try again', async () => {
		await fourTimes();
		expect(await wordsOf(tokens.rejected('token-5'))).toContain('in 60 seconds');
		tokens.timing.pass(30 * SECOND);
		expect(await wordsOf(tokens.rejected('token-5'))).toContain('in 30 seconds');
	});

	it('is handed out again if it came from n8n, where it was accepted before', async () => {
		await fourTimes();
		tokens.usable(tokens.stored('stored'));
		expect(await tokens.rejected('stored')).toBe('stored');
	});

	it('may still be taken over from what n8n has stored', async () => {
		await tokens.ambiguous('token-1');
		expect(tokens.usable(tokens.stored('token-1'))).toBe('token-1');
	});
});

describe('tokens that expire within seconds', () => {
	beforeEach(() => {
		tokens = new CachedTokens();
		tokens.issuer.lifetime = 5;
	});

	it('are renewed at once, also the one that replaced a rejected token', async () => {
		await tokens.due();
		await tokens.rejected('token-1');
		tokens.timing.pass(5 * SECOND);
		expect(await tokens.due()).toBe('token-3');
	});

	it('are replaced at once for a late rejection of an older one', async () => {
		await tokens.due();
		await tokens.rejected('token-1');
		tokens.timing.pass(5 * SECOND);
		expect(await tokens.rejected('token-1')).toBe('token-3');
	});

	it('are never handed out after their end, even when no more may be requested', async () => {
		for (let time = 0; time < 5; time++) {
			tokens.accept(await tokens.due());
			tokens.timing.pass(5 * SECOND);
		}
		// Nobody rejected them: the API is not to blame.
		expect(await wordsOf(tokens.due())).toMatch(
			/expire too quickly: more than 5 a minute would be needed[^]* in 35 seconds/,
		);
		expect(tokens.issuer.requests).toBe(5);
	});
});
