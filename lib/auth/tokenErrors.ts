import { CHECK_PROXY, isByProxy } from '../http/apiStatuses';
import { AuroraError, type ErrorDetails } from '../http/errors';
import type { HttpResponse } from '../http/response';
import { formatDuration } from '../util/duration';
import { isRecord } from '../util/json';
import { plainText } from '../util/text';

import type { AuroraSettings } from './settings';
import { MAX_BODY, MAX_QUOTE } from './tokenResponse';

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
	if (status < 400) return unusableToken(response, `the response has status ${status}`);
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
