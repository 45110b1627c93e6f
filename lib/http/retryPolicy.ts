import type { AuroraError } from './errors';
import type { NetworkError } from './networkError';
import type { HttpResponse, ResponseHeaders } from './response';

/** Which failures of a service are worth another try, how often, and for how long a request may wait. */
export interface RetryPolicy {
	/** Requests in all, the first one included. */
	maxAttempts: number;
	/** Milliseconds. A service that asks for a longer wait ends the request. */
	longestWait: number;
	/** Whether a request that this status answers was not carried out and may always be repeated. */
	isRejected(status: number): boolean;
	/** Whether this status often passes: repeated where that can't do something twice. */
	isTransient(status: number): boolean;
}

/** For the API. Nothing about its limits is documented: these statuses mean what RFC 9110 says. */
export const apiRetryPolicy: RetryPolicy = {
	maxAttempts: 5,
	longestWait: 60_000,
	isRejected: (status) => status === 429,
	isTransient: (status) => [502, 503, 504].includes(status),
};

/** For the token service, whose requests can be repeated without harm. A workflow waits meanwhile. */
export const tokenRetryPolicy: RetryPolicy = {
	maxAttempts: 4,
	longestWait: 30_000,
	isRejected: (status) => status === 429,
	isTransient: (status) => status === 408 || status >= 500,
};

/** Methods that may be repeated without doing something twice (RFC 9110, 9.2.2). */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

/** Whether a request with this method may be repeated although it may have been carried out. */
export function isIdempotent(method: string): boolean {
	return IDEMPOTENT.has(method);
}

/**
 * Whether another try can help and does no harm.
 *
 * @param outcome a response with an error status, or why none came
 * @param mayRepeat whether the request may be carried out twice
 */
export function isRetryable(
	policy: RetryPolicy,
	outcome: HttpResponse | NetworkError,
	mayRepeat: boolean,
): boolean {
	if ('status' in outcome) {
		const { status } = outcome;
		return policy.isRejected(status) || (policy.isTransient(status) && mayRepeat);
	}
	return outcome.isTransient && (mayRepeat || !outcome.mayHaveReachedServer);
}

/** What a try came to when it failed. */
export class FailedAttempt {
	/**
	 * @param error for when it is not repeated
	 * @param retryAfter milliseconds that the service asks to wait, if it does
	 * @param isRateLimited whether the wait holds for every request to the service
	 */
	constructor(
		readonly error: AuroraError,
		readonly isRetryable: boolean,
		readonly retryAfter?: number,
		readonly isRateLimited = false,
	) {
		error.isRetryable ||= isRetryable;
	}
}

/**
 * Makes a request, and repeats it as the policy says.
 *
 * @param attempt one try
 * @param wait pauses before the next try, for so many milliseconds
 * @param random a number from 0 up to 1
 * @throws AuroraError of the last try
 */
export async function withRetries<T>(
	{ maxAttempts, longestWait }: Pick<RetryPolicy, 'maxAttempts' | 'longestWait'>,
	attempt: () => Promise<T | FailedAttempt>,
	wait: (ms: number, failed: FailedAttempt) => Promise<void>,
	random: () => number = Math.random,
): Promise<T> {
	for (let tries = 1; ; tries++) {
		const outcome = await attempt();
		if (!(outcome instanceof FailedAttempt)) return outcome;
		const ms = outcome.retryAfter ?? backOffMs(tries, random());
		if (!outcome.isRetryable || tries >= maxAttempts || ms > longestWait) throw outcome.error;
		await wait(ms, outcome);
	}
}

/**
 * How long a response asks to wait (RFC 9110, 10.2.3: seconds or an HTTP date), otherwise until
 * Auth0's `X-RateLimit-Reset` (epoch seconds).
 *
 * @param now epoch milliseconds
 * @returns milliseconds, at least 0; undefined when the response doesn't say, or not in a valid form
 */
export function retryAfterMs(headers: ResponseHeaders, now: number): number | undefined {
	const value = single(headers['retry-after']);
	if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
	// Dates only: Date.parse alone would read '1.5' or '+5' as some day of some year.
	const date = /^[A-Za-z]{3,9},? /.test(value) ? Date.parse(value) : Number.NaN;
	if (Number.isFinite(date)) return Math.max(0, date - now);

	const reset = single(headers['x-ratelimit-reset']);
	if (single(headers['x-ratelimit-remaining']) === '0' && /^\d{9,11}$/.test(reset)) {
		return Math.max(0, Number(reset) * 1000 - now);
	}
	return undefined;
}

/**
 * Time to wait before a repetition that nobody timed: doubling, capped, and spread so that many
 * clients don't come back at once.
 *
 * @param attempt 1 for the first repetition
 * @param random a number from 0 up to 1
 * @returns milliseconds: from half of the step up to the whole step
 */
export function backOffMs(attempt: number, random: number, stepMs = 1000, capMs = 20_000): number {
	const full = Math.min(capMs, stepMs * 2 ** (attempt - 1));
	return Math.round(full / 2 + (full / 2) * random);
}

function single(value: unknown): string {
	return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}
