import { AuroraError } from '../http/errors';
import { HttpResponse } from '../http/response';
import { failureOf, tokenRetryPolicy, withRetries } from '../http/retryPolicy';
import { sendRequest, type HttpRequest, type Timing } from '../http/sendRequest';
import { isRecord } from '../util/json';
import { isSecureUrl, parseUrl, withoutTrailingSlash } from '../util/url';

import type { AuroraSettings } from './settings';
import { MAX_BODY } from './tokenResponse';

/** Token endpoints by issuer, and when their documents were read, by the clock that nobody can set. */
export const tokenUrls = new Map<string, { url: string; readAt: number }>();

/** How long a document counts, in milliseconds. */
const MAX_AGE = 3_600_000;

const MAX_ISSUERS = 100;

const CHECK_ADDRESS = "Check the address, or turn off 'Use OpenID Discovery' in the credential.";

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
	const policy = { ...tokenRetryPolicy, ...(known && { maxAttempts: 1 }) };
	const read = async () => await readDocument(issuerUrl, httpRequest, timing.now());
	const url = await withRetries(policy, timing, read).catch((error: AuroraError) => error);
	if (url instanceof AuroraError) {
		if (known) return known.url;
		// What it asks to wait is not for the token endpoint.
		throw new AuroraError(url.message, url.description, { isRetryable: url.isRetryable });
	}
	if (tokenUrls.size >= MAX_ISSUERS) tokenUrls.clear();
	tokenUrls.set(issuerUrl, { url, readAt: timing.elapsed() });
	return url;
}

async function readDocument(
	issuerUrl: string,
	httpRequest: HttpRequest,
	now: number,
): Promise<string | AuroraError> {
	const url = `${issuerUrl}/.well-known/openid-configuration`;
	const response = await sendRequest(httpRequest, { url, headers: { Accept: 'application/json' } });
	const failed = (reason: string, advice = CHECK_ADDRESS) => {
		const message = `The OpenID discovery document could not be used: ${reason}`;
		return new AuroraError(message, `${advice} Address: ${url}`, failureOf(response, true, now));
	};
	if (!(response instanceof HttpResponse)) return failed(response.reason, response.description);
	if (response.status !== 200) return failed(`the response has status ${response.status}`);
	const document = response.json(MAX_BODY);
	if (!isRecord(document)) return failed('the response is not a JSON object');
	const { issuer, token_endpoint: endpoint } = document;
	if (hrefOf(issuer) !== issuerUrl) return failed('the document belongs to another issuer');
	const tokenUrl = typeof endpoint === 'string' ? parseUrl(endpoint) : undefined;
	const isUsable = tokenUrl && isSecureUrl(tokenUrl);
	return isUsable ? tokenUrl.href : failed('it names no https token endpoint');
}

function hrefOf(issuer: unknown): string | undefined {
	const url = typeof issuer === 'string' ? parseUrl(issuer) : undefined;
	return url && withoutTrailingSlash(url.href);
}
