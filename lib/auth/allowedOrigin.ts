import type { IHttpRequestOptions } from 'n8n-workflow';

import { AuroraError } from '../http/errors';
import { parseUrl } from '../util/url';

import type { AuroraSettings } from './settings';

/** A request as n8n hands it to `authenticate`: `uri` instead of `url` from its older helper. */
export type OutgoingRequest = IHttpRequestOptions & {
	uri?: unknown;
	rejectUnauthorized?: unknown;
};

/**
 * Why a request must not carry the token: it goes elsewhere than to the API of the credential's own
 * environment, or somebody on the way could read it. Anybody who may use the credential can type any
 * address into an HTTP Request node.
 *
 * @returns undefined when it may carry the token
 */
export function forbiddenRequest(
	{ apiOrigin, apiBaseUrl, label }: AuroraSettings,
	request: OutgoingRequest,
): AuroraError | undefined {
	const base = request.baseURL === undefined ? undefined : String(request.baseURL);
	// Which of them wins, and how they are joined, differs inside n8n: none may lead elsewhere.
	const given = [request.uri, request.url].filter((address) => address !== undefined);
	const targets = given.map((address) => parseUrl(String(address), base));
	if (base !== undefined) targets.push(parseUrl(base));
	const isElsewhere = (url: URL | undefined) =>
		url?.origin !== apiOrigin || !/^https?:$/.test(url.protocol);
	if (given.length === 0 || targets.some(isElsewhere)) {
		const target = targets.find(isElsewhere)?.origin ?? 'an address that could not be parsed';
		return new AuroraError(
			`The Aurora credential may only be used for ${apiOrigin}`,
			`This request goes to ${target}. Use an address of the environment ${label} that begins with ${apiBaseUrl}/, or choose a credential for the other service.`,
		);
	}
	const { skipSslCertificateValidation, rejectUnauthorized } = request;
	const isChecked = skipSslCertificateValidation !== true && rejectUnauthorized !== false;
	if (isChecked || apiOrigin.startsWith('http:')) return undefined;
	return new AuroraError(
		'The Aurora credential is not sent where the TLS certificate is not checked',
		"Turn off 'Ignore SSL Issues' in the options of the node. To trust your own certificate authority, set NODE_EXTRA_CA_CERTS for n8n.",
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
