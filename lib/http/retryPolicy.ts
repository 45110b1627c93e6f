/** Response headers as n8n hands them over: lower-case names. */
export type ResponseHeaders = Readonly<Record<string, unknown>>;

/**
 * How long an answer asks to wait (RFC 9110, 10.2.3: seconds or an HTTP date), else until Auth0's
 * `X-RateLimit-Reset` (epoch seconds).
 *
 * @param headers of the answer
 * @param now epoch milliseconds
 * @returns milliseconds, at least 0; undefined when the answer doesn't say or says nonsense
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

/** A waiting time as a person says it: `5 seconds`, `2 minutes`. */
export function inWords(ms: number): string {
	const seconds = Math.max(1, Math.ceil(ms / 1000));
	if (seconds < 120) return seconds === 1 ? '1 second' : `${seconds} seconds`;
	const minutes = Math.ceil(seconds / 60);
	return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}

function single(value: unknown): string {
	return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}
