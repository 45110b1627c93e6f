import { AuroraError } from '../http/errors';
import { HttpResponse } from '../http/response';
import { FailedAttempt, failureOf, tokenRetryPolicy, withRetries } from '../http/retryPolicy';
import { sendRequest, type HttpRequest, type Timing } from '../http/sendRequest';
import { isRecord } from '../util/json';
import { isSecureUrl, parseUrl, withoutTrailingSlash } from '../util/url';

import type { AuroraSettings } from './settings';
import { MAX_BODY } from './tokenResponse';

/** Token endpoints by issuer, and when their documents were read, by the clock that nobody can set. */
const tokenUrls = new Map<string, { url: string; readAt: number }>();

/** How long a document counts, in milliseconds. */
const MAX_AGE = 3_600_000;

const MAX_ISSUERS = 100;

/**
 * The token endpoint that the issuer's discovery document names (OpenID Connect Discovery 1.0, 4). An
 * old document serves while no newer one can be had.
 *
 * @param settings with `issuerUrl`
 * @param gone a token endpoint that is there no more: a document that names it is read again
 * @throws AuroraError naming the document's address, when it can't be had, could not be parsed,
 *   belongs to another issuer (4.3), or names no secure endpoint
 */
export async function discoverTokenUrl(
	{ issuerUrl }: Pick<AuroraSettings, 'issuerUrl'>,
	httpRequest: HttpRequest,
	timing: Timing,
	gone?: string,
): Promise<string> {
	const known = tokenUrls.get(issuerUrl);
	if (known && known.url !== gone && timing.elapsed() < known.readAt + MAX_AGE) return known.url;
	try {
		const url = await withRetries(
			{ ...tokenRetryPolicy, ...(known && { maxAttempts: 1 }) },
			async () => await readDocument(issuerUrl, httpRequest, timing.now()),
			timing.sleep,
			timing.random,
		);
		if (tokenUrls.size >= MAX_ISSUERS) tokenUrls.clear();
		tokenUrls.set(issuerUrl, { url, readAt: timing.elapsed() });
		return url;
	} catch (error) {
		return known?.url ?? (await Promise.reject(error as AuroraError));
	}
}

async function readDocument(
	issuerUrl: string,
	httpRequest: HttpRequest,
	now: number,
): Promise<string | FailedAttempt> {
	const documentUrl = `${issuerUrl}/.well-known/openid-configuration`;
	const response = await sendRequest(httpRequest, {
		url: documentUrl,
		headers: { Accept: 'application/json' },
	});
	const failure = failureOf(response, true, now);
	if (!(response instanceof HttpResponse)) {
		const error = discoveryError(documentUrl, response.reason, response.description);
		return new FailedAttempt(error, failure);
	}
	const found = tokenUrlIn(response, issuerUrl);
	if (!('fault' in found)) return found.url;
	return new FailedAttempt(discoveryError(documentUrl, found.fault), failure);
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
