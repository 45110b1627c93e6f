import { createHash } from 'node:crypto';

import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';

import type { AuroraError } from '../http/errors';
import { systemTiming, type HttpRequest } from '../http/sendRequest';
import { parseUrl } from '../util/url';

import { forbiddenRequest, forbidRedirects, type OutgoingRequest } from './allowedOrigin';
import { answeredTest, inOneMessage, isConnectionTest, testApi } from './connectionTest';
import type { Renewal } from './renewal';
import { readSettings, type AuroraSettings } from './settings';
import { tokens, type StoredToken } from './tokenCache';
import { withToken } from './tokenHeader';
import { requestToken } from './tokenRequest';
import {
	attempts,
	sentTokens,
	trackedRequests,
	type Attempt,
	type TrackedRequest,
} from './trackedRequest';

/**
 * Puts the token on a request (Aurora's page, "Using a token"), for the API of the credential's
 * environment only.
 *
 * @param credentials the decrypted fields; one object per request
 * @param request changed and returned
 * @throws AuroraError for incomplete fields, or when the request goes elsewhere
 * @throws an error with `response.status` 401 when there is no token, or one about to expire: n8n
 *   then calls `preAuthentication` and this function once more, without having called the API
 */
export function authenticateRequest(
	credentials: ICredentialDataDecryptedObject,
	request: OutgoingRequest,
): IHttpRequestOptions {
	const tracked = trackedRequests.get(credentials);
	const settings = tracked?.settings ?? readSettings(credentials);
	const error = forbiddenRequest(settings, request);
	if (error) {
		attempts.set(credentials, { state: 'forbidden', error });
		throw error;
	}
	const before = attempts.get(credentials);
	const given = before?.state === 'tokenGiven' ? before : undefined;
	// Once it is sent, another request begins anew with the same object.
	const sent = before?.state === 'sent' ? [] : sentTokens(credentials);
	const isTest = isConnectionTest(request);
	const token = given?.token ?? (isTest ? undefined : usableToken(credentials, settings, sent));
	if (token === undefined) {
		const renewal: Renewal =
			before?.state === 'rejected' ? before.renewal : { reason: isTest ? 'test' : 'due' };
		attempts.set(credentials, { state: 'awaitingToken', renewal, sent });
		throw Object.assign(new Error('No valid access token yet'), { response: { status: 401 } });
	}
	attempts.set(credentials, {
		state: 'sent',
		key: settings.tokenKey,
		// n8n's older helper asks for another token after every failure, not only after a 401.
		renewal: { reason: tracked ? 'rejected' : 'ambiguous', token, path: pathOf(request) },
		sent: [...sent, token],
	});
	if (isTest && given?.isAnswered) return answeredTest(request);
	forbidRedirects(request);
	if (tracked) request.abortSignal = endOf(tracked);
	request.headers = withToken(request.headers ?? {}, settings.tokenHeader, token);
	return request;
}

/**
 * Answers n8n's wish for a token: the first one, a renewed one, or one to test the credential with.
 *
 * @returns the hidden fields that n8n stores with the credential; none for one that is stored nowhere
 * @throws AuroraError saying what is wrong and what to do
 */
export async function provideToken(
	credentials: ICredentialDataDecryptedObject,
	httpRequest: HttpRequest,
): Promise<IDataObject> {
	const settings = readSettings(credentials);
	const { tokenKey: key, tokenHeader } = settings;
	const attempt = attempts.get(credentials);
	if (attempt?.state === 'forbidden') return await Promise.reject(attempt.error.copy());
	const renewal = renewalOf(attempt, credentials);
	const isTest = renewal.reason === 'test';
	const token = await tokens
		.renew(key, renewal, async () => await requestToken(settings, httpRequest, systemTiming))
		.catch(async (thrown: AuroraError) => {
			const error = isTest ? inOneMessage(thrown) : thrown;
			attempts.set(credentials, { state: 'failed', error });
			return await Promise.reject(error);
		});
	const isAnswered =
		isTest && (await testApi(settings, withToken({}, tokenHeader, token.value), httpRequest));
	const sent = sentTokens(credentials);
	const dependsOnItem = trackedRequests.get(credentials)?.dependsOnItem === true;
	attempts.set(credentials, { state: 'tokenGiven', token: token.value, isAnswered, sent });
	// With a token n8n up to 2.8 stores the resolved values of all fields, in place of the expressions.
	if (dependsOnItem) return {};
	return {
		accessToken: token.value,
		accessTokenExpiresAt: String(token.expiresAt.epoch),
		accessTokenKey: key,
	};
}

/** Why n8n asks for a token. Some of its versions do so before they send the connection test. */
function renewalOf(
	attempt: Attempt | undefined,
	{ accessToken }: ICredentialDataDecryptedObject,
): Renewal {
	if (!attempt) return { reason: accessToken === '' ? 'due' : 'test' };
	return 'renewal' in attempt ? attempt.renewal : { reason: 'due' };
}

/** @param sent tokens that must not be sent again */
function usableToken(
	credentials: ICredentialDataDecryptedObject,
	{ tokenKey }: AuroraSettings,
	sent: string[],
): string | undefined {
	const token = tokens.usable(tokenKey, storedToken(credentials, tokenKey))?.value;
	return sent.some((each) => each === token) ? undefined : token;
}

/** The token in n8n's store, if it was issued for exactly these settings. */
function storedToken(
	{ accessToken, accessTokenExpiresAt, accessTokenKey }: ICredentialDataDecryptedObject,
	tokenKey: string,
): StoredToken | undefined {
	if (accessTokenKey !== tokenKey || typeof accessToken !== 'string') return undefined;
	const expiresAt = Number(accessTokenExpiresAt);
	return Number.isNaN(expiresAt) ? undefined : { value: accessToken, expiresAt };
}

/** Stands for the path of a request; hashed, because anything may be in it. */
function pathOf({ uri, url, baseURL }: OutgoingRequest): string {
	const address = parseUrl(String(uri ?? url), baseURL);
	return createHash('sha256').update(String(address?.pathname)).digest('base64');
}

function endOf({ timeout, cancelled }: TrackedRequest): AbortSignal {
	const timedOut = AbortSignal.timeout(timeout);
	return cancelled ? AbortSignal.any([cancelled, timedOut]) : timedOut;
}
