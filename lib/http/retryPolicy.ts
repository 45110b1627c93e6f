import { AuroraError, type ErrorDetails } from './errors';
import type { NetworkError } from './networkError';
import type { HttpResponse } from './response';

/** How often a request is repeated, and for how long it may wait. */
export interface RetryPolicy {
	/** Requests in all, the first one included. */
	maxAttempts: number;
	/** Milliseconds. A service that asks for a longer wait ends the request. */
	longestWait: number;
}

export const apiRetryPolicy: RetryPolicy = { maxAttempts: 5, longestWait: 60_000 };

/** For the token service: a workflow waits meanwhile. */
export const tokenRetryPolicy: RetryPolicy = { maxAttempts: 4, longestWait: 30_000 };

/** Statuses that often pass (RFC 9110, 15.5.9 and 15.6; 520 to 524 are Cloudflare's). */
const TRANSIENT = new Set([408, 500, 502, 503, 504, 520, 521, 522, 523, 524]);

/** Whether a request may be repeated although it may have been carried out (RFC 9110, 9.2.2). */
export function isIdempotent(method: string): boolean {
	return ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'].includes(method);
}

/**
 * What a failure means for another try.
 *
 * @param outcome a response with an error status, or why none came
 * @param mayRepeat whether the request may be carried out twice
 * @param now epoch milliseconds
 */
export function failureOf(
	outcome: HttpResponse | NetworkError,
	mayRepeat: boolean,
	now: number,
): ErrorDetails {
	if (!('status' in outcome)) {
		const { isTransient, mayHaveReachedServer: mayBeDone } = outcome;
		return { isRetryable: isTransient && (mayRepeat || !mayBeDone), mayBeDone };
	}
	const isRateLimited = outcome.status === 429;
	const mayBeDone = TRANSIENT.has(outcome.status);
	const isRetryable = isRateLimited || (mayBeDone && mayRepeat);
	const retryAfter = isRetryable ? retryAfterMs(outcome, now) : undefined;
	return { isRetryable, retryAfter, isRateLimited, mayBeDone };
}

/**
 * Makes a request, and repeats it as the policy says.
 *
 * @param timing pauses before the next try, for so many milliseconds, and a number from 0 up to 1
 * @param attempt one try; returns an error whose details say whether another can help
 * @throws AuroraError of the last try; what a try throws ends them
 */
export async function withRetries<T>(
	{ maxAttempts, longestWait }: RetryPolicy,
	timing: { sleep(ms: number, error: AuroraError): Promise<void>; random(): number },
	attempt: () => Promise<T | AuroraError>,
): Promise<T> {
	for (let tries = 1; ; tries++) {
		const outcome = await attempt();
		if (!(outcome instanceof AuroraError)) return outcome;
		const { retryAfter } = outcome.details;
		const ms = retryAfter ?? backOffMs(tries, timing.random());
		if (!outcome.isRetryable || tries >= maxAttempts || ms > longestWait) throw outcome;
		await timing.sleep(ms, outcome);
	}
}

/**
 * How long a response asks to wait (RFC 9110, 10.2.3: seconds or an HTTP date), otherwise until
 * Auth0's `X-RateLimit-Reset` (epoch seconds) or as long as its `Auth0-Client-Quota-Limit` says.
 *
 * @param now epoch milliseconds, for a response without a date of its own: this clock may be wrong
 * @returns milliseconds, at least 0; undefined when the response doesn't say, or not in a valid form
 */
export function retryAfterMs(response: HttpResponse, now: number): number | undefined {
	const sent = Date.parse(response.header('date'));
	const from = Number.isFinite(sent) ? sent : now;
	const value = response.header('retry-after');
	if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
	// Dates only: Date.parse alone would read '1.5' or '+5' as some day of some year.
	const date = /^[A-Za-z]{3,9},? /.test(value) ? Date.parse(value) : Number.NaN;
	if (Number.isFinite(date)) return Math.max(0, date - from);

	const reset = response.header('x-ratelimit-reset');
	if (response.header('x-ratelimit-remaining') === '0' && /^\d{9,11}$/.test(reset)) {
		return Math.max(0, Number(reset) * 1000 - from);
	}
	return quotaResetMs(response.header('auth0-client-quota-limit'));
}

/**
 * The longest wait for a used-up quota, of which there may be several: in
 * `b=per_hour;q=100;r=0;t=1000` nothing (r) is left of 100 (q) for another 1,000 seconds (t).
 */
function quotaResetMs(header: string): number | undefined {
	const waits = header
		.split(',')
		.map((quota) => Object.fromEntries(new URLSearchParams(quota.replaceAll(';', '&'))))
		.filter(({ r, t }) => r === '0' && /^\d{1,9}$/.test(t))
		.map(({ t }) => Number(t) * 1000);
	return waits.length > 0 ? Math.max(...waits) : undefined;
}

/**
 * Time to wait before a repetition that nobody timed: doubling, capped, and spread so that many
 * clients don't come back at once.
 *
 * @param attempt 1 for the first repetition
 * @param random a number from 0 up to 1
 * @returns milliseconds: from half of the step up to the whole step
 */
export function backOffMs(attempt: number, random: number): number {
	const full = Math.min(20_000, 1000 * 2 ** (attempt - 1));
	return Math.round(full / 2 + (full / 2) * random);
}
