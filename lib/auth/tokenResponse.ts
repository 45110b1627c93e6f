import { isRecord } from '../util/json';

/** Auth0's own default, in seconds; a 401 of the API ends a token sooner. */
const UNSAID_LIFETIME = 86_400;

/** Auth0's longest, in seconds: whatever promises more is not believed. */
const LONGEST_LIFETIME = 30 * 86_400;

/** RFC 6750, 2.1. Above all, no line break: it would let a token write headers. */
const B64_TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

/** Characters of a quotation: cut short only after secrets were taken out of it. */
const LONG = 2000;

/** What a good answer of the token endpoint holds. */
export interface IssuedToken {
	accessToken: string;
	/** Seconds, counted from the request. */
	lifetime: number;
}

/**
 * Reads the body of a 200 of the token endpoint (RFC 6749, 5.1; FACTS 6).
 *
 * @param body parsed JSON, or undefined when it was none
 * @returns the token, or the reason why there is none, as the end of a sentence
 */
export function readTokenAnswer(body: unknown): IssuedToken | { fault: string } {
	if (!isRecord(body)) return { fault: 'the answer is not a JSON object' };
	if (body.error !== undefined) {
		return { fault: `the answer says ${plainText(body.error_description ?? body.error, LONG)}` };
	}
	const accessToken = body.access_token;
	if (typeof accessToken !== 'string' || accessToken === '') {
		return { fault: 'the answer has no access_token' };
	}
	if (!B64_TOKEN.test(accessToken)) {
		return { fault: 'the access_token has characters that no token may have' };
	}
	if (typeof body.token_type !== 'string' || body.token_type.toLowerCase() !== 'bearer') {
		return {
			fault: `the token_type is ${plainText(body.token_type ?? 'missing', LONG)} instead of Bearer`,
		};
	}
	const lifetime = readLifetime(body.expires_in);
	if (lifetime === undefined) {
		return {
			fault: `expires_in is no number of seconds above 0 (${plainText(body.expires_in, LONG)})`,
		};
	}
	return { accessToken, lifetime };
}

/**
 * Text from outside made fit to be shown: one line, no control characters, cut.
 *
 * @param value anything; objects become JSON
 * @param max characters
 */
export function plainText(value: unknown, max = 500): string {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
	const clean = text
		.slice(0, max * 4)
		.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	return clean.length > max ? `${clean.slice(0, max - 1)}…` : clean;
}

function readLifetime(value: unknown): number | undefined {
	if (value === undefined || value === null) return UNSAID_LIFETIME;
	const seconds = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
	if (typeof seconds !== 'number' || Number.isNaN(seconds) || seconds <= 0) return undefined;
	return Math.min(seconds, LONGEST_LIFETIME);
}
