import type { IHttpRequestOptions } from 'n8n-workflow';

import { AuroraError } from '../http/errors';
import { HttpResponse } from '../http/response';
import { FailedAttempt, failureOf, tokenRetryPolicy, withRetries } from '../http/retryPolicy';
import { sendRequest, type HttpRequest, type Timing } from '../http/sendRequest';

import { discoverTokenUrl } from './discovery';
import { basicCredentials, secretsOf, type AuroraSettings } from './settings';
import { tokenStatusError, unusableToken } from './tokenErrors';
import { MAX_BODY, readTokenResponse, type IssuedToken } from './tokenResponse';

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
	return await withRetries(
		tokenRetryPolicy,
		async () => {
			let outcome = await send(tokenUrl);
			if (settings.useDiscovery && isGone(outcome)) {
				const left = tokenUrl;
				tokenUrl = await discover(left);
				if (tokenUrl !== left) outcome = await send(tokenUrl);
			}
			return readOutcome(settings, outcome, timing.now());
		},
		timing.sleep,
		timing.random,
	);
}

function isGone(outcome: Awaited<ReturnType<typeof sendRequest>>): boolean {
	return 'status' in outcome && (outcome.status === 404 || outcome.status === 410);
}

function readOutcome(
	settings: AuroraSettings,
	outcome: Awaited<ReturnType<typeof sendRequest>>,
	now: number,
): IssuedToken | FailedAttempt {
	const failure = failureOf(outcome, true, now);
	if (!(outcome instanceof HttpResponse)) {
		const message = `The Aurora token service can't be reached: ${outcome.reason}`;
		return new FailedAttempt(new AuroraError(message, outcome.description), failure);
	}
	if (outcome.status === 200) {
		const issued = readTokenResponse(outcome.json(MAX_BODY));
		return 'fault' in issued ? new FailedAttempt(unusableToken(outcome, issued.fault)) : issued;
	}
	return new FailedAttempt(tokenStatusError(settings, outcome, failure.retryAfter), failure);
}

function tokenRequest(settings: AuroraSettings, tokenUrl: string): IHttpRequestOptions {
	const form = new URLSearchParams({
		grant_type: 'client_credentials',
		audience: settings.audience,
	});
	const headers: Record<string, string> = {
		'Content-Type': 'application/x-www-form-urlencoded',
		Accept: 'application/json',
	};
	if (settings.clientAuthentication === 'header') {
		headers.Authorization = `Basic ${basicCredentials(settings.clientId, settings.clientSecret)}`;
	} else {
		form.set('client_id', settings.clientId);
		form.set('client_secret', settings.clientSecret);
	}
	return { method: 'POST', url: tokenUrl, headers, body: form.toString() };
}
