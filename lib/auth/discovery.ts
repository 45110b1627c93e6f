import { AuroraError } from '../http/errors';
import { HttpResponse } from '../http/response';
import { sendRequest, type HttpRequest } from '../http/sendRequest';
import { isRecord } from '../util/json';
import { isSecureUrl, parseUrl, withoutTrailingSlash } from '../util/url';

import type { AuroraSettings } from './settings';
import { MAX_BODY } from './tokenResponse';

/** Token endpoints by issuer, for the life of the process. */
const tokenUrls = new Map<string, string>();

const MAX_ISSUERS = 100;

/**
 * The token endpoint that the issuer's discovery document names (OpenID Connect Discovery 1.0, 4).
 *
 * @param settings with `issuerUrl`
 * @throws AuroraError naming the document's address, when it can't be had, could not be parsed,
 *   belongs to another issuer (4.3), or names no secure endpoint
 */
export async function discoverTokenUrl(
	{ issuerUrl }: Pick<AuroraSettings, 'issuerUrl'>,
	httpRequest: HttpRequest,
): Promise<string> {
	const known = tokenUrls.get(issuerUrl);
	if (known) return known;

	const documentUrl = `${issuerUrl}/.well-known/openid-configuration`;
	const response = await sendRequest(httpRequest, {
		url: documentUrl,
		headers: { Accept: 'application/json' },
	});
	if (!(response instanceof HttpResponse)) {
		throw discoveryError(documentUrl, response.reason, response.description);
	}
	const found = tokenUrlIn(response, issuerUrl);
	if ('fault' in found) throw discoveryError(documentUrl, found.fault);
	if (tokenUrls.size >= MAX_ISSUERS) tokenUrls.clear();
	tokenUrls.set(issuerUrl, found.url);
	return found.url;
}

/** Forgets every document: for tests. */
export function forgetDiscovery(): void {
	tokenUrls.clear();
}

function tokenUrlIn(
	response: HttpResponse,
	issuerUrl: string,
): { url: string } | { fault: string } {
	if (response.status !== 200) return { fault: `the response has status ${response.status}` };
	const document = response.json(MAX_BODY);
	if (!isRecord(document)) return { fault: 'the response is not a JSON object' };
	const { issuer, token_endpoint: endpoint } = document;
	if (typeof issuer !== 'string' || normalized(issuer) !== issuerUrl) {
		return { fault: 'the document belongs to another issuer' };
	}
	const url = typeof endpoint === 'string' ? parseUrl(endpoint) : undefined;
	if (!url || !isSecureUrl(url)) return { fault: 'it names no https token endpoint' };
	return { url: url.href };
}

function normalized(issuer: string): string {
	return withoutTrailingSlash(parseUrl(issuer)?.href ?? issuer);
}

function discoveryError(documentUrl: string, reason: string, advice?: string): AuroraError {
	return new AuroraError(
		`The OpenID discovery document could not be used: ${reason}`,
		`${advice ?? "Check the address, or turn off 'Use OpenID Discovery' in the credential."} Address: ${documentUrl}`,
	);
}
