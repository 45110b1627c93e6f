import type { IHttpRequestOptions } from 'n8n-workflow';

import { AuroraCredentialError } from './credentialError';
import { parseUrl } from './environments';
import type { AuroraSettings } from './settings';

/** A request as n8n hands it to `authenticate`: `uri` instead of `url` from its older helper. */
export type OutgoingRequest = IHttpRequestOptions & { uri?: unknown };

/**
 * Why a request must not carry the token, or undefined when it goes to the API of the credential's
 * own environment. Anybody who may use the credential can type any address into an HTTP Request node.
 */
export function destinationRefusal(
	settings: AuroraSettings,
	request: OutgoingRequest,
): AuroraCredentialError | undefined {
	const { apiOrigin } = settings;
	const given = String(request.uri ?? request.url ?? '');
	const base = request.baseURL === undefined ? undefined : String(request.baseURL);
	const target = parseUrl(given, base);
	// n8n joins both, other code lets the first one win: neither way may lead elsewhere.
	const baseIsSafe = base === undefined || parseUrl(base)?.origin === apiOrigin;
	if (target?.origin === apiOrigin && baseIsSafe) return undefined;
	return new AuroraCredentialError(
		`The Aurora credential is only sent to ${apiOrigin}`,
		`This request goes to ${target ? target.origin : 'an unreadable address'}. Use an address of the environment ${settings.label} that begins with ${settings.apiBaseUrl}/, or choose a credential for the other service.`,
	);
}

/**
 * Makes n8n hand a redirect back instead of following it: n8n would take the token along to wherever
 * it points. The last two names are those of n8n's older helper.
 */
export function forbidRedirects(request: OutgoingRequest): void {
	Object.assign(request, {
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		maxRedirects: 0,
		followRedirect: false,
		followAllRedirects: false,
	});
}
