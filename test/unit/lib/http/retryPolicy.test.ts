import { explainNetworkError } from '../../../../lib/http/networkError';
import { backOffMs, failureOf, isIdempotent, retryAfterMs } from '../../../../lib/http/retryPolicy';
import { answer } from '../../support/answers';

const NOW = Date.UTC(2030, 0, 1, 12, 0, 0);

const waitOf = (headers: Record<string, unknown>) => retryAfterMs(answer('', { headers }), NOW);

describe('the wait that an answer asks for', () => {
	test.each([
		['5', 5000],
		['0', 0],
		['Tue, 01 Jan 2030 12:00:30 GMT', 30_000],
		['Tuesday, 01-Jan-30 12:00:30 GMT', 30_000],
		['Tue Jan 01 2030 12:00:30 GMT', 30_000],
		['Tue, 01 Jan 2030 11:00:00 GMT', 0],
	])('is read from Retry-After: %s', (value, ms) => {
		expect(waitOf({ 'retry-after': value })).toBe(ms);
	});

	it('is counted from the date of the response: the clock here may be wrong by hours', () => {
		const headers = { 'retry-after': 'Tue, 01 Jan 2030 00:00:30 GMT' };
		const reset = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1893456030' };
		for (const each of [headers, reset]) {
			const dated = { ...each, date: 'Tue, 01 Jan 2030 00:00:00 GMT' };
			expect(waitOf(dated)).toBe(30_000);
		}
	});

	test.each([
		...['', '+5', '-5', '1.5', '5s', '1e3', 'soon', 'Tue', '9999999999', '2030-01-01'],
		'01 Jan 2030 12:00:30 GMT',
	])('is unknown when Retry-After is %j', (value) => {
		expect(waitOf({ 'retry-after': value })).toBeUndefined();
	});

	it('is read from X-RateLimit-Reset, epoch seconds, when nothing remains', () => {
		const reset = String(NOW / 1000 + 7);
		const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
		expect(waitOf(headers)).toBe(7000);
		expect(waitOf({ ...headers, 'retry-after': 'soon' })).toBe(7000);
		expect(waitOf({ ...headers, 'retry-after': '3' })).toBe(3000);
		expect(waitOf({ ...headers, 'x-ratelimit-remaining': '4' })).toBeUndefined();
	});

	test.each<[string, number | undefined]>([
		['b=per_hour;q=100;r=0;t=1000', 1_000_000],
		['b=per_hour;q=10;r=0;t=50, b=per_day;q=90;r=0;t=700', 700_000],
		['b=per_hour;q=10;r=0;t=50,b=per_day;q=90;r=7;t=700', 50_000],
		['b=per_hour;q=10;r=7;t=50', undefined],
		['b=per_hour;q=10;r=0', undefined],
		['b=per_hour;q=10;r=0;t=soon', undefined],
	])('is read from Auth0-Client-Quota-Limit %j: %j', (quota, ms) => {
		const headers = { 'auth0-client-quota-limit': quota };
		expect(waitOf(headers)).toBe(ms);
		expect(waitOf({ ...headers, 'retry-after': '3' })).toBe(3000);
	});

	test.each([
		...['', 'soon', '7', '-1893499207', '1893499207000'].map((none) => [none, undefined] as const),
		[String(NOW / 1000 - 7), 0] as const,
	])('with X-RateLimit-Reset %j is %j', (reset, ms) => {
		expect(waitOf({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset })).toBe(ms);
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

describe('a failure is worth another try', () => {
	const TRANSIENT = [408, 500, 502, 503, 504, 520, 521, 522, 523, 524];

	test.each<[number | string, boolean, boolean, boolean]>([
		// status or code: when it may be carried out twice, when it may not, whether it may be done
		[429, true, true, false],
		...TRANSIENT.map((status): [number, boolean, boolean, boolean] => [status, true, false, true]),
		...[400, 401, 403, 404, 409, 501, 505, 519, 525].map(
			(status): [number, boolean, boolean, boolean] => [status, false, false, false],
		),
		['ECONNREFUSED', true, true, false],
		['ECONNRESET', true, false, true],
		['CERT_HAS_EXPIRED', false, false, false],
	])('%s: %j if it may be repeated, otherwise %j; done: %j', (failure, twice, once, isDone) => {
		const outcome =
			typeof failure === 'number'
				? answer('', { status: failure })
				: explainNetworkError({ code: failure }, 'api.example.com');
		expect(failureOf(outcome, true, NOW)).toMatchObject({ isRetryable: twice, mayBeDone: isDone });
		expect(failureOf(outcome, false, NOW)).toMatchObject({ isRetryable: once, mayBeDone: isDone });
	});
	// The others are in client.test.ts.
	it('may be carried out twice as OPTIONS', () => {
		expect(isIdempotent('OPTIONS')).toBe(true);
	});
});
