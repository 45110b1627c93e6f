import { CHECK_PROXY, isByProxy } from '../http/apiStatuses';
import { AuroraError, type ErrorDetails } from '../http/errors';
import type { HttpResponse } from '../http/response';
import { formatDuration } from '../util/duration';
import { isRecord } from '../util/json';
import { plainText } from '../util/text';

import type { AuroraSettings } from './settings';

/** Largest token response or discovery document that is parsed, in bytes. */
export const MAX_BODY = 1_000_000;

/** Auth0's own default, in seconds; a 401 of the API ends a token sooner. */
const DEFAULT_LIFETIME = 86_400;

/** Auth0's longest, in seconds: whatever promises more is not believed. */
const MAX_LIFETIME = 30 * 86_400;

/** RFC 6750, 2.1. Above all, no line break: it would let a token write headers. */
const B64_TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

/** Characters of a quotation: cut short only after secrets were taken out of it. */
const MAX_QUOTE = 2000;

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

/** An error of the token service (RFC 6749, 5.2), if its body is one. */
type OAuthError = { error?: unknown; error_description?: unknown };

/**
 * Says why the token service issued no token, and which field to look at.
 *
 * @param response with a status other than 200
 * @param failure what it means for another try
 */
export function tokenStatusError(
	settings: AuroraSettings,
	response: HttpResponse,
	failure: ErrorDetails,
): AuroraError {
	const { status } = response;
	const { host } = new URL(response.url);
	const body = response.json(MAX_BODY);
	const { error: code, error_description } = (isRecord(body) ? body : {}) as OAuthError;
	const words = plainText((error_description ?? code) || '', MAX_QUOTE);
	const said = words && ` The token service says: ${plainText(response.quote(words), 300)}`;
	const tokenError = (message: string, advice: string) =>
		new AuroraError(message, `${advice}${said}`, failure);

	const { retryAfter } = failure;
	const when = retryAfter === undefined ? 'later' : `in ${formatDuration(retryAfter)}`;
	const { label, audience, clientAuthentication } = settings;
	if (status === 429)
		return tokenError(
			`The rate limit of the token service ${host} was reached (status ${status})`,
			`Try again ${when}. Each n8n process keeps its token until it expires. If this happens often, look for other programs with the same client ID, or an exhausted quota.`,
		);
	if (status === 408 || status >= 500)
		return tokenError(
			`The token service ${host} is not available at the moment (status ${status})`,
			`The credential may be right. Try again ${when}.`,
		);
	if (isByProxy(response))
		return tokenError(
			`A proxy or firewall between n8n and ${host} refused the request (status ${status})`,
			`Ask whoever runs it to allow the request. ${CHECK_PROXY}`,
		);
	// The status decides: Auth0 says `access_denied` for a wrong secret (401) and for an audience that
	// isn't granted (403) alike. The codes are those of RFC 6749, 5.2 and RFC 8707, 2.
	if (status === 401 || code === 'invalid_client')
		return tokenError(
			'Aurora rejected the Client ID or Client Secret',
			`Check both in the credential, and that 'Environment' is the one they were issued for (now ${label}). If they are right, turn on 'Show Advanced Settings' and try '${clientAuthentication === 'body' ? 'Header' : 'Body'}' in 'Send Client Credentials In'.`,
		);
	if (code === 'unauthorized_client' || code === 'unsupported_grant_type')
		return tokenError(
			'Aurora does not allow the client credentials grant for this client ID',
			'Ask Aurora to allow the grant type client_credentials for it.',
		);
	if (status === 403 || code === 'access_denied' || code === 'invalid_target')
		return tokenError(
			'Aurora knows this client ID but gives it no access to the API',
			`Check that 'Environment' in the credential is the one that the client was issued for (now ${label}), or ask Aurora to grant the client the audience ${audience}.`,
		);
	if (status < 400) return unusableToken(response, `the response has status ${status}`);
	return tokenError(
		`The token service ${host} rejected the request (status ${status})`,
		'Check the fields of the credential.',
	);
}

/**
 * Says that the token service responded with something that is no token.
 *
 * @param fault the end of a sentence
 */
export function unusableToken(response: HttpResponse, fault: string): AuroraError {
	return new AuroraError(
		`The token service ${new URL(response.url).host} did not issue a usable token`,
		`Reason: ${plainText(response.quote(fault), 300)}. Check 'Environment' in the credential and, for a custom one, 'Token URL'. If both are right, tell Aurora.`,
	);
}
