import { backOffMs, inWords, retryAfterMs } from '../../../../lib/http/retryPolicy';

const NOW = Date.UTC(2030, 0, 1, 12, 0, 0);

describe('the wait that an answer asks for', () => {
	test.each([
		['5', 5000],
		[' 5 ', 5000],
		['0', 0],
		['Tue, 01 Jan 2030 12:00:30 GMT', 30_000],
		['Tuesday, 01-Jan-30 12:00:30 GMT', 30_000],
		['Tue Jan 01 2030 12:00:30 GMT', 30_000],
		['Tue, 01 Jan 2030 11:00:00 GMT', 0],
	])('is read from Retry-After: %s', (value, ms) => {
		expect(retryAfterMs({ 'retry-after': value }, NOW)).toBe(ms);
	});

	it('is read from a Retry-After that is a number', () => {
		expect(retryAfterMs({ 'retry-after': 5 }, NOW)).toBe(5000);
	});

	test.each([
		...['', '+5', '-5', '1.5', '5s', '1e3', 'soon', 'Tue', '9999999999', '2030-01-01'],
		'01 Jan 2030 12:00:30 GMT',
		['5'],
	])('is unknown when Retry-After is %j', (value) => {
		expect(retryAfterMs({ 'retry-after': value }, NOW)).toBeUndefined();
	});

	it('is unknown without these headers', () => {
		expect(retryAfterMs({}, NOW)).toBeUndefined();
	});

	it('is read from X-RateLimit-Reset, epoch seconds, when nothing remains', () => {
		const reset = String(NOW / 1000 + 7);
		const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
		expect(retryAfterMs(headers, NOW)).toBe(7000);
		expect(retryAfterMs({ ...headers, 'retry-after': 'soon' }, NOW)).toBe(7000);
		expect(retryAfterMs({ ...headers, 'retry-after': '3' }, NOW)).toBe(3000);
		expect(retryAfterMs({ ...headers, 'x-ratelimit-remaining': '4' }, NOW)).toBeUndefined();
	});

	test.each(['', 'soon', '7', '-1893499207', '1893499207000'])(
		'is unknown when X-RateLimit-Reset is %j, which is no moment of these years',
		(reset) => {
			const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
			expect(retryAfterMs(headers, NOW)).toBeUndefined();
		},
	);

	it('is none when X-RateLimit-Reset is over', () => {
		const reset = String(NOW / 1000 - 7);
		const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
		expect(retryAfterMs(headers, NOW)).toBe(0);
	});
});

describe('the wait that nobody asked for', () => {
	it('doubles from try to try, up to a limit', () => {
		const waits = [1, 2, 3, 4, 5, 6, 100].map((attempt) => backOffMs(attempt, 1));
		expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]);
	});

	it('is spread over the second half of its step', () => {
		expect(backOffMs(3, 0)).toBe(2000);
		expect(backOffMs(3, 0.5)).toBe(3000);
	});
});

test.each([
	[0, '1 second'],
	[1000, '1 second'],
	[1001, '2 seconds'],
	[119_000, '119 seconds'],
	[120_000, '2 minutes'],
	[121_000, '3 minutes'],
	[7_200_000, '2 hours'],
])('%d milliseconds are said as %s', (ms, words) => {
	expect(inWords(ms)).toBe(words);
});
