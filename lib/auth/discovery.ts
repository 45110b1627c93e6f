import { AuroraCredentialError } from '../http/credentialError';
import { isSafeAddress, parseUrl } from './environments';
import { ask, type HttpRequest } from '../http/http';
import { isRecord } from '../util/json';
import { networkFailure } from '../http/networkError';
import type { AuroraSettings } from './settings';

/** Found token endpoints by issuer, for the life of the process. */
const found = new Map<string, string>();

/**
 * The token endpoint that the issuer's discovery document names (OpenID Connect Discovery 1.0, 4).
 *
 * @param settings with `issuerUrl`
 * @throws AuroraCredentialError naming the document's address, when it can't be had, is no JSON,
 *   speaks for another issuer (4.3), or names no safe endpoint
 */
export async function discoverTokenUrl(
	settings: AuroraSettings,
	httpRequest: HttpRequest,
): Promise<string> {
	const { issuerUrl } = settings;
	const known = found.get(issuerUrl);
	if (known) return known;

	const documentUrl = `${issuerUrl}/.well-known/openid-configuration`;
	const answer = await ask(httpRequest, {
		url: documentUrl,
		headers: { Accept: 'application/json' },
	});
	if ('failure' in answer) {
		const { reason, hint } = networkFailure(answer.failure, new URL(issuerUrl).host);
		throw failed(documentUrl, reason, hint);
	}
	if (answer.status !== 200) throw failed(documentUrl, `the answer has status ${answer.status}`);
	const document = answer.json;
	if (!isRecord(document)) throw failed(documentUrl, 'the answer is not a JSON object');
	if (typeof document.issuer !== 'string' || withoutSlash(document.issuer) !== issuerUrl) {
		throw failed(documentUrl, 'the document speaks for another issuer');
	}
	const endpoint = typeof document.token_endpoint === 'string' ? document.token_endpoint : '';
	const url = parseUrl(endpoint);
	if (!url || !isSafeAddress(url)) throw failed(documentUrl, 'it names no https token endpoint');
	if (found.size >= 100) found.clear();
	found.set(issuerUrl, url.href);
	return url.href;
}

/** Forgets every document: for tests. */
export function forgetDiscovery(): void {
	found.clear();
}

function withoutSlash(issuer: string): string {
	return parseUrl(issuer)?.href.replace(/\/$/, '') ?? issuer;
}

function failed(documentUrl: string, reason: string, hint?: string): AuroraCredentialError {
	return new AuroraCredentialError(
		`The OpenID discovery document could not be used: ${reason}`,
		`${hint ?? "Check the address, or switch off 'Use OpenID Discovery' in the credential."} Address: ${documentUrl}`,
	);
}
