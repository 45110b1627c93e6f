import { CHECK_PROXY, isByProxy } from '../http/apiStatuses';
import { AuroraError } from '../http/errors';
import type { HttpResponse } from '../http/response';
import { formatDuration } from '../util/duration';
import { isRecord } from '../util/json';
import { plainText } from '../util/text';

import type { AuroraSettings } from './settings';
import { MAX_BODY } from './tokenResponse';

/** What a response of the token service that brings no token means, the first match counts. */
const MEANINGS: Array<{
	/** @param code OAuth 2.0 error code (RFC 6749, 5.2) */
	matches(status: number, code: string, response: HttpResponse): boolean;
	message(status: number, host: string): string;
	/** @param when to try again */
	advice(settings: AuroraSettings, when: string): string;
}> = [
	{
		matches: (status) => status === 429,
		message: (status, host) =>
			`The rate limit of the token service ${host} was reached (status ${status})`,
		advice: (_, when) =>
			`Try again ${when}. Each n8n process keeps its token until it expires. If this happens often, look for other programs with the same client ID, or an exhausted quota.`,
	},
	{
		matches: (status) => status === 408 || status >= 500,
		message: (status, host) =>
			`The token service ${host} is not available at the moment (status ${status})`,
		advice: (_, when) => `The credential may be right. Try again ${when}.`,
	},
	{
		matches: (_status, _code, response) => isByProxy(response),
		message: (status, host) =>
			`A proxy or firewall between n8n and ${host} refused the request (status ${status})`,
		advice: () => `Ask whoever runs it to allow the request. ${CHECK_PROXY}`,
	},
	{
		// The status decides: Auth0 says `access_denied` for a wrong secret (401) and for an audience
		// that isn't granted (403) alike.
		matches: (status, code) => status === 401 || code === 'invalid_client',
		message: () => 'Aurora rejected the Client ID or Client Secret',
		advice: ({ label, clientAuthentication }) =>
			`Check both in the credential, and that 'Environment' is the one they were issued for (now ${label}). If they are right, turn on 'Show Advanced Settings' and try '${clientAuthentication === 'body' ? 'Header' : 'Body'}' in 'Send Client Credentials In'.`,
	},
	{
		matches: (_, code) => code === 'unauthorized_client' || code === 'unsupported_grant_type',
		message: () => 'Aurora does not allow the client credentials grant for this client ID',
		advice: () => 'Ask Aurora to allow the grant type client_credentials for it.',
	},
	{
		matches: (status, code) =>
			status === 403 || code === 'access_denied' || code === 'invalid_target',
		message: () => 'Aurora knows this client ID but gives it no access to the API',
		advice: ({ label, audience }) =>
			`Check that 'Environment' in the credential is the one that the client was issued for (now ${label}), or ask Aurora to grant the client the audience ${audience}.`,
	},
	{
		matches: (status) => status >= 400,
		message: (status, host) => `The token service ${host} rejected the request (status ${status})`,
		advice: () => 'Check the fields of the credential.',
	},
];

/**
 * Says why the token service issued no token, and which field to look at.
 *
 * @param response with a status other than 200
 * @param retryAfter milliseconds that it asks to wait, if it does
 */
export function tokenStatusError(
	settings: AuroraSettings,
	response: HttpResponse,
	retryAfter: number | undefined,
): AuroraError {
	const { status } = response;
	const { host } = new URL(response.url);
	const { code, words } = saidBy(response);
	const meaning = MEANINGS.find(({ matches }) => matches(status, code, response));
	if (!meaning) return unusableToken(response, `the response has status ${status}`);
	const when = retryAfter === undefined ? 'later' : `in ${formatDuration(retryAfter)}`;
	return new AuroraError(
		meaning.message(status, host),
		`${meaning.advice(settings, when)}${words && ` The token service says: ${words}`}`,
		{ retryAfter },
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

function saidBy(response: HttpResponse): { code: string; words: string } {
	const json = response.json(MAX_BODY);
	if (!isRecord(json)) return { code: '', words: '' };
	const code = typeof json.error === 'string' ? json.error : '';
	const words = json.error_description ?? json.error;
	return { code, words: words ? plainText(response.quote(plainText(words, 2000)), 300) : '' };
}
