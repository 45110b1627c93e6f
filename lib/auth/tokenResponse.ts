import { isRecord } from '../util/json';
import { plainText } from '../util/text';

/** Largest token response or discovery document that is parsed, in bytes. */
export const MAX_BODY = 1_000_000;

/** Auth0's own default, in seconds; a 401 of the API ends a token sooner. */
const DEFAULT_LIFETIME = 86_400;

/** Auth0's longest, in seconds: whatever promises more is not believed. */
const MAX_LIFETIME = 30 * 86_400;

/** RFC 6750, 2.1. Above all, no line break: it would let a token write headers. */
const B64_TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

/** Characters of a quotation: cut short only after secrets were taken out of it. */
export const MAX_QUOTE = 2000;

/** What a good response of the token endpoint holds. */
export interface IssuedToken {
	accessToken: string;
	/** Seconds, counted from the request. */
	lifetime: number;
}

/**
 * Reads the body of a 200 of the token endpoint (RFC 6749, 5.1; Aurora's page names the fields).
 *
 * @param body parsed JSON, or undefined when it could not be parsed
 * @returns the token, or the reason why there is none, as the end of a sentence
 */
export function readTokenResponse(body: unknown): IssuedToken | { fault: string } {
	if (!isRecord(body)) return { fault: 'the response is not a JSON object' };
	if (body.error !== undefined && body.error !== null) {
		const words = plainText(body.error_description ?? body.error, MAX_QUOTE);
		return { fault: `the response says ${words}` };
	}
	const accessToken = body.access_token;
	if (typeof accessToken !== 'string' || accessToken === '') {
		return { fault: 'the response has no access_token' };
	}
	if (!B64_TOKEN.test(accessToken)) {
		return { fault: 'the access_token has characters that are not allowed in a token' };
	}
	if (typeof body.token_type !== 'string' || body.token_type.toLowerCase() !== 'bearer') {
		const type = plainText(body.token_type ?? 'missing', MAX_QUOTE);
		return { fault: `the token_type is ${type} instead of Bearer` };
	}
	const lifetime = readLifetime(body.expires_in);
	if (lifetime === undefined) {
		const given = plainText(body.expires_in, MAX_QUOTE);
		return { fault: `expires_in is not a number of seconds above 0 (${given})` };
	}
	return { accessToken, lifetime };
}

function readLifetime(value: unknown): number | undefined {
	if (value === undefined || value === null) return DEFAULT_LIFETIME;
	const seconds = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
	return typeof seconds === 'number' && seconds > 0 ? Math.min(seconds, MAX_LIFETIME) : undefined;
}
