import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';

import type { AuroraError } from '../http/errors';
import { systemTiming, type HttpRequest } from '../http/sendRequest';
import { sha256 } from '../util/text';
import { parseUrl } from '../util/url';

import { forbiddenRequest, forbidRedirects, type OutgoingRequest } from './allowedOrigin';
import { inOneMessage, LOCAL_RESPONSE, TEST_URL, testApi } from './connectionTest';
import { readSettings, type AuroraSettings } from './settings';
import { tokens } from './tokenCache';
import type { Renewal } from './tokenHistory';
import type { StoredToken } from './tokenLife';
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
	const { tokenKey: key } = settings;
	const error = forbiddenRequest(settings, request);
	if (error) {
		attempts.set(credentials, { state: 'failed', error });
		throw error;
	}
	const before = attempts.get(credentials);
	const given = before?.state === 'tokenGiven' ? before : undefined;
	// Once it is sent, another request begins anew with the same object.
	const sent = before?.state === 'sent' ? [] : sentTokens(credentials);
	const isTest = request.url === TEST_URL;
	const usable = isTest ? undefined : tokens.of(key).usable(storedToken(credentials, key))?.value;
	const token = given?.token ?? usable;
	if (token === undefined || (!given && sent.includes(token))) {
		const renewal: Renewal =
			before?.state === 'awaitingToken' ? before.renewal : { reason: isTest ? 'test' : 'due' };
		attempts.set(credentials, { state: 'awaitingToken', renewal, sent });
		throw Object.assign(new Error('No valid access token yet'), { response: { status: 401 } });
	}
	attempts.set(credentials, {
		state: 'sent',
		key,
		// n8n's older helper asks for another token after every failure, not only after a 401.
		renewal: { reason: tracked ? 'rejected' : 'ambiguous', token, path: pathOf(request) },
		sent: [...sent, token],
	});
	// So that the API is not asked twice.
	if (isTest && given?.isAnswered) return { ...request, baseURL: undefined, url: LOCAL_RESPONSE };
	forbidRedirects(request);
	if (tracked) request.abortSignal = endOf(tracked);
	request.headers = withToken(request.headers ?? {}, settings, token);
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
	const attempt = attempts.get(credentials);
	if (attempt?.state === 'failed') return await Promise.reject(attempt.error.copy());
	const renewal = renewalOf(attempt, credentials);
	const isTest = renewal.reason === 'test';
	const { value: token, expiresAt } = await tokens
		.of(settings.tokenKey)
		.renew(renewal, async () => await requestToken(settings, httpRequest, systemTiming))
		.catch(async (thrown: AuroraError) => {
			const error = isTest ? inOneMessage(thrown) : thrown;
			attempts.set(credentials, { state: 'failed', error });
			return await Promise.reject(error);
		});
	const isAnswered =
		isTest && (await testApi(settings, withToken({}, settings, token), httpRequest));
	const sent = sentTokens(credentials);
	attempts.set(credentials, { state: 'tokenGiven', token, isAnswered, sent });
	// With a token n8n up to 2.8 stores the resolved values of all fields, in place of the expressions.
	if (trackedRequests.get(credentials)?.dependsOnItem) return {};
	return {
		accessToken: token,
		accessTokenExpiresAt: String(expiresAt.epoch),
		accessTokenKey: settings.tokenKey,
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

/** The token in n8n's store, if it was issued for exactly these settings. */
function storedToken(
	{ accessToken, accessTokenExpiresAt, accessTokenKey }: ICredentialDataDecryptedObject,
	tokenKey: string,
): StoredToken | undefined {
	if (accessTokenKey !== tokenKey || typeof accessToken !== 'string') return undefined;
	const expiresAt = Number(accessTokenExpiresAt);
	return Number.isNaN(expiresAt) ? undefined : { value: accessToken, expiresAt };
}

/** Headers with the token in them, instead of whatever the user put under these names. */
function withToken(
	headers: IDataObject,
	{ tokenHeader }: AuroraSettings,
	token: string,
): IDataObject {
	const isForTokens = (name: string) => /^(authorization|authentication)$/i.test(name);
	const others = Object.entries(headers).filter(([name]) => !isForTokens(name));
	const names = ['Authorization', 'Authentication'].filter(
		(name) => tokenHeader === 'both' || tokenHeader === name.toLowerCase(),
	);
	return Object.fromEntries([...others, ...names.map((name) => [name, `Bearer ${token}`])]);
}

/** Stands for the path of a request; hashed, because anything may be in it. */
function pathOf({ uri, url, baseURL }: OutgoingRequest): string {
	return sha256(String(parseUrl(String(uri ?? url), baseURL)?.pathname));
}

function endOf({ timeout, cancelled }: TrackedRequest): AbortSignal {
	const timedOut = AbortSignal.timeout(timeout);
	return cancelled ? AbortSignal.any([cancelled, timedOut]) : timedOut;
}
