import type { IHttpRequestOptions } from 'n8n-workflow';

import { AuroraError } from '../http/errors';
import type { NetworkError } from '../http/networkError';
import { HttpResponse } from '../http/response';
import { failureOf, tokenRetryPolicy, withRetries } from '../http/retryPolicy';
import { sendRequest, type HttpRequest, type Timing } from '../http/sendRequest';

import { discoverTokenUrl } from './discovery';
import { basicCredentials, secretsOf, type AuroraSettings } from './settings';
import {
	MAX_BODY,
	readTokenResponse,
	tokenStatusError,
	unusableToken,
	type IssuedToken,
} from './tokenResponse';

/** Statuses of a token endpoint that has moved: its discovery document names another one. */
const GONE = [404, 410];

/**
 * Gets one token by the client credentials grant (RFC 6749, 4.4; Aurora's page, "Manually"). Waits
 * and repeats when the token service is busy or unavailable; asks once when it rejects the request.
 *
 * @throws AuroraError saying what to do; it holds no secret
 */
export async function requestToken(
	settings: AuroraSettings,
	httpRequest: HttpRequest,
	timing: Timing,
): Promise<IssuedToken> {
	const discover = async (gone?: string) =>
		await discoverTokenUrl(settings, httpRequest, timing, gone);
	const send = async (url: string) =>
		await sendRequest(httpRequest, tokenRequest(settings, url), secretsOf(settings));
	let tokenUrl = settings.useDiscovery ? await discover() : settings.tokenUrl;
	return await withRetries(tokenRetryPolicy, timing, async () => {
		let outcome = await send(tokenUrl);
		if (settings.useDiscovery && 'status' in outcome && GONE.includes(outcome.status)) {
			const left = tokenUrl;
			tokenUrl = await discover(left);
			if (tokenUrl !== left) outcome = await send(tokenUrl);
		}
		return readOutcome(settings, outcome, timing.now());
	});
}

function readOutcome(
	settings: AuroraSettings,
	outcome: HttpResponse | NetworkError,
	now: number,
): IssuedToken | AuroraError {
	const failure = failureOf(outcome, true, now);
	if (!(outcome instanceof HttpResponse)) {
		const message = `The Aurora token service can't be reached: ${outcome.reason}`;
		return new AuroraError(message, outcome.description, failure);
	}
	if (outcome.status !== 200) return tokenStatusError(settings, outcome, failure);
	const issued = readTokenResponse(outcome.json(MAX_BODY));
	return 'fault' in issued ? unusableToken(outcome, issued.fault) : issued;
}

function tokenRequest(settings: AuroraSettings, url: string): IHttpRequestOptions {
	const { audience, clientId: client_id, clientSecret: client_secret } = settings;
	const isInHeader = settings.clientAuthentication === 'header';
	const form = { grant_type: 'client_credentials', audience };
	const body = new URLSearchParams(isInHeader ? form : { ...form, client_id, client_secret });
	const headers = {
		'Content-Type': 'application/x-www-form-urlencoded',
		Accept: 'application/json',
		...(isInHeader && { Authorization: `Basic ${basicCredentials(settings)}` }),
	};
	return { method: 'POST', url, headers, body: body.toString() };
}
