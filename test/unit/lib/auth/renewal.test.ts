import { CachedTokens, fiftyTimes } from '../../support/fakeIssuer';
import { wordsOf } from '../../support/refusal';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HALF_HOUR = 30 * MINUTE;

let tokens: CachedTokens;
beforeEach(async () => {
	tokens = new CachedTokens();
	tokens.issuer.lifetime = 86_400;
	await tokens.due();
});

/** A request of a path, which rejects whatever it is sent with. @returns the token of its second try */
const rejectTwice = async (path = 'path') => await tokens.rejected(tokens.usable()!, path);

/** Token requests for one request a minute, of each of the paths in turn. */
const requestsInHour = async (...paths: string[]) => {
	const before = tokens.issuer.requests;
	for (let minute = 0; minute < 60; minute++) {
		await rejectTwice(paths[minute % paths.length]);
		tokens.timing.pass(MINUTE);
	}
	return tokens.issuer.requests - before;
};

describe('a token that the API rejected', () => {
	it('is replaced once, however many requests it was rejected in, now or later', async () => {
		const given = await fiftyTimes(async () => await tokens.rejected('token-1'));
		for (let late = 0; late < 20; late++) given.push(await tokens.rejected('token-1'));
		expect(new Set(given)).toEqual(new Set(['token-2']));
		expect(tokens.issuer.requests).toBe(2);
	});

	it('is replaced at once each time after one was accepted, whatever another path does', async () => {
		for (let number = 1; number < 10; number++) {
			tokens.accept(`token-${number}`);
			expect(await tokens.rejected(`token-${number}`)).toBe(`token-${number + 1}`);
			await rejectTwice('never');
			tokens.timing.pass(MINUTE);
		}
	});

	it('is replaced at once when it came from n8n', async () => {
		await tokens.rejected('token-1');
		tokens.accept('token-2');
		tokens.usable(tokens.stored('stored', 30 * 86_400 * SECOND));
		expect(await tokens.rejected('stored')).toBe('token-3');
	});
});

describe('a path that rejects what replaced a token as well', () => {
	test.each<[string, string[], string[]]>([
		['while others accept it', ['others', 'third', 'path'], ['path']],
		['while nobody accepts it', [], ['path']],
		['as every path does', ['path', 'other', 'third'], ['path', 'other', 'third']],
	])('%s, costs two tokens an hour', async (_how, accepting, paths) => {
		for (const path of accepting) tokens.accept('token-1', path);
		expect([await requestsInHour(...paths), await requestsInHour(...paths)]).toEqual([2, 2]);
	});

	it('gets the same token once more, for its own words, and the next after half an hour', async () => {
		await rejectTwice();
		tokens.timing.pass(HALF_HOUR - 1);
		expect(new Set(await fiftyTimes(rejectTwice))).toEqual(new Set(['token-2']));
		tokens.timing.pass(1);
		expect(new Set(await fiftyTimes(rejectTwice))).toEqual(new Set(['token-3']));
	});

	it('leaves the others theirs once one of them has accepted the current one', async () => {
		await rejectTwice();
		expect(await rejectTwice('other')).toBe('token-2');
		tokens.accept('token-1', 'third');
		expect(await rejectTwice('other')).toBe('token-2');
		tokens.accept('token-2', 'third');
		tokens.refuse('token-2');
		expect([await rejectTwice(), await rejectTwice('other')]).toEqual(['token-2', 'token-3']);
		tokens.accept('token-3', 'third');
		expect(await rejectTwice()).toBe('token-3');
	});

	it('gets another one all the same when that has expired', async () => {
		tokens = new CachedTokens();
		tokens.issuer.lifetime = 60;
		await tokens.due();
		await rejectTwice();
		tokens.timing.pass(MINUTE);
		expect(await tokens.rejected('token-2')).toBe('token-3');
	});
});

test('tokens are requested five times a minute at most, then the current one is given again', async () => {
	const tenTimes = async () => {
		const given: string[] = [];
		for (let time = 0; time < 10; time++) {
			const value = tokens.usable()!;
			tokens.accept(value);
			given.push(await tokens.rejected(value));
		}
		return given;
	};
	const replaced = ['token-2', 'token-3', 'token-4', 'token-5'];
	expect(await tenTimes()).toEqual([...replaced, ...Array.from({ length: 6 }, () => 'token-5')]);
	tokens.timing.pass(MINUTE - 1);
	expect(new Set(await tenTimes())).toEqual(new Set(['token-5']));
	tokens.timing.pass(1);
	await tenTimes();
	expect(tokens.issuer.requests).toBe(10);
});

describe('a token of which nobody knows whether the API rejected it', () => {
	it('is replaced once for all who ask at the same time', async () => {
		const given = await fiftyTimes(async () => await tokens.ambiguous('token-1'));
		expect(new Set(given)).toEqual(new Set(['token-2']));
	});

	it('is replaced five times a minute, then handed out again: nobody tells what helped', async () => {
		for (let time = 1; time < 5; time++) await tokens.ambiguous(`token-${time}`);
		for (let time = 0; time < 20; time++) expect(await tokens.ambiguous('token-5')).toBe('token-5');
		tokens.timing.pass(MINUTE);
		expect(await tokens.ambiguous('token-5')).toBe('token-6');
	});

	it('is not replaced again for half an hour when others accept it', async () => {
		await tokens.ambiguous('token-1');
		tokens.accept('token-2', 'other');
		expect(await tokens.ambiguous('token-2')).toBe('token-2');
		tokens.timing.pass(HALF_HOUR);
		expect(await tokens.ambiguous('token-2')).toBe('token-3');
	});

	it('may still be taken over from what n8n has stored', async () => {
		tokens = new CachedTokens();
		tokens.usable(tokens.stored('stored'));
		expect(await tokens.ambiguous('stored')).toBe('token-1');
		expect(tokens.usable(tokens.stored('stored'))).toBe('stored');
	});
});

describe('tokens that expire within seconds', () => {
	beforeEach(() => {
		tokens = new CachedTokens();
		tokens.issuer.lifetime = 5;
	});

	it('are renewed at once, also for a late rejection of an older one', async () => {
		await tokens.due();
		await tokens.rejected('token-1');
		tokens.timing.pass(5 * SECOND);
		expect(await tokens.due()).toBe('token-3');
		tokens.timing.pass(5 * SECOND);
		expect(await tokens.rejected('token-1')).toBe('token-4');
	});

	it('are never handed out after their end, even when no more may be requested', async () => {
		for (let time = 0; time < 5; time++) {
			await tokens.due();
			tokens.timing.pass(5 * SECOND);
		}
		expect(await wordsOf(tokens.due())).toMatch(
			/expire too quickly: more than 5 a minute would be needed[^]* in 35 seconds/,
		);
		expect(tokens.issuer.requests).toBe(5);
	});
});
