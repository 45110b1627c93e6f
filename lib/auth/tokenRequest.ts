import type { IHttpRequestOptions } from 'n8n-workflow';

import { AuroraCredentialError } from '../http/credentialError';
import { discoverTokenUrl } from './discovery';
import { ask, type Answer, type HttpRequest, type Timing } from '../http/http';
import { networkFailure } from '../http/networkError';
import { withoutSecrets } from '../http/redact';
import { backOffMs, inWords, retryAfterMs } from '../http/retryPolicy';
import { basicCredentials, secretsOf, type AuroraSettings } from './settings';
import { plainText, readTokenAnswer, type IssuedToken } from './tokenResponse';
import { tokenRefusal } from './tokenErrors';

/** Requests for one token, the first one included. */
const MAX_ATTEMPTS = 4;

/** The longest wait that a workflow is held up for, in milliseconds. */
const LONGEST_WAIT = 30_000;

/**
 * Gets one token by the client credentials grant (RFC 6749, 4.4; FACTS 5). Waits and repeats when
 * the token service is busy or broken; asks once when it refuses.
 *
 * @throws AuroraCredentialError saying what to do; it holds no secret
 */
export async function requestToken(
	settings: AuroraSettings,
	httpRequest: HttpRequest,
	timing: Timing,
): Promise<IssuedToken> {
	const tokenUrl = settings.useDiscovery
		? await discoverTokenUrl(settings, httpRequest)
		: settings.tokenUrl;
	for (let attempt = 1; ; attempt++) {
		const outcome = judge(
			settings,
			tokenUrl,
			await ask(httpRequest, tokenRequest(settings, tokenUrl)),
			timing,
		);
		if ('accessToken' in outcome) return outcome;
		const wait = outcome.wait ?? backOffMs(attempt, timing.random());
		if (!outcome.passing || attempt === MAX_ATTEMPTS || wait > LONGEST_WAIT) throw outcome.error;
		await timing.sleep(wait);
	}
}

interface Refused {
	error: AuroraCredentialError;
	/** Worth another try. */
	passing: boolean;
	/** Milliseconds that the answer asks to wait. */
	wait?: number;
}

function judge(
	settings: AuroraSettings,
	tokenUrl: string,
	answer: Answer | { failure: unknown },
	timing: Timing,
): IssuedToken | Refused {
	const { host } = new URL(tokenUrl);
	if ('failure' in answer) {
		const { reason, hint, passing } = networkFailure(answer.failure, host);
		const error = new AuroraCredentialError(`No access token from Aurora: ${reason}`, hint);
		return { error, passing };
	}
	if (answer.status === 200) {
		const issued = readTokenAnswer(answer.json);
		if (!('fault' in issued)) return issued;
		const fault = plainText(withoutSecrets(issued.fault, secretsOf(settings)), 300);
		return { error: unusable(host, fault), passing: false };
	}
	if (answer.status === 408 || answer.status === 429 || answer.status >= 500) {
		return busy(host, answer, timing.now());
	}
	if (answer.status >= 400) return { error: tokenRefusal(settings, answer), passing: false };
	return { error: unusable(host, `the answer has status ${answer.status}`), passing: false };
}

function busy(host: string, answer: Answer, now: number): Refused {
	const wait = retryAfterMs(answer.headers, now);
	const when = wait === undefined ? 'later' : `in ${inWords(wait)}`;
	const error =
		answer.status === 429
			? new AuroraCredentialError(
					`The token service ${host} limits the number of tokens (status 429)`,
					`Try again ${when}. Each n8n process keeps its token until it expires, so a limit that is hit often has another cause: other programs with the same Client ID, or a used-up quota.`,
					wait === undefined ? undefined : now + wait,
				)
			: new AuroraCredentialError(
					`The token service ${host} is not working at the moment (status ${answer.status})`,
					`Nothing is wrong with the credential. Try again ${when}.`,
					wait === undefined ? undefined : now + wait,
				);
	return { error, passing: true, wait };
}

function unusable(host: string, fault: string): AuroraCredentialError {
	return new AuroraCredentialError(
		`The token service ${host} gave no usable token`,
		`What is wrong with it: ${fault}. Check 'Environment' in the credential and, for a custom one, 'Token URL'. If both are right, tell Aurora.`,
	);
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
