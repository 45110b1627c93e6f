import {
	sleep,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHttpRequestOptions,
} from 'n8n-workflow';

import { AccessTokens, type AccessToken, type Renewal } from './tokenCache';
import { inOneMessage, isConnectionTest, probeApi } from './connectionTest';
import type { AuroraCredentialError } from '../http/credentialError';
import {
	destinationRefusal,
	forbidRedirects,
	interceptionRefusal,
	type OutgoingRequest,
} from './allowedOrigin';
import type { HttpRequest, Timing } from '../http/http';
import { readSettings, type AuroraSettings } from './settings';
import { requestToken } from './tokenRequest';
import { withToken } from './tokenHeader';

const timing: Timing = { now: Date.now, sleep, random: Math.random };

/** The tokens of this n8n process. */
const tokens = new AccessTokens(timing);

/** A token this young is good enough for a credential test, in milliseconds. */
const YOUNG = 60_000;

/** What became of a request's credential so far. */
interface Attempt {
	/** The token that the request was sent with, and what it was issued for. */
	sent?: { key: string; value: string };
	/** The token that the last renewal gave. */
	given?: AccessToken;
	/** The token that the API refused, when the request is to be repeated with another. */
	refused?: string;
	/** Set by a sender that tells what becomes of the request, see `announce`. */
	limits?: RequestLimits;
	/** The request goes elsewhere, and n8n will ask for a new token all the same. */
	refusal?: AuroraCredentialError;
	/** Why there is no token. */
	failure?: AuroraCredentialError;
	/** The request is the connection test, which only goes out once the API was probed. */
	isTest?: boolean;
	/** n8n's older helper asks for a new token after every failure, not only after a 401. */
	unsure: boolean;
}

/** What ends a request whose answer does not. */
export interface RequestLimits {
	/** Milliseconds for the whole answer: n8n's own limit is for the silence in between. */
	timeout: number;
	/** Aborted when the execution is cancelled. */
	cancelled?: AbortSignal;
}

/**
 * n8n tells `preAuthentication` neither why it is called nor for which request; but it hands both
 * hooks the same object of decrypted fields, so what happened is noted by that object.
 */
const attempts = new WeakMap<ICredentialDataDecryptedObject, Attempt>();

/**
 * Puts the token on a request (FACTS 7), for the API of the credential's environment only.
 *
 * @param credentials the decrypted fields; one object per request
 * @param request changed and returned
 * @throws AuroraCredentialError for incomplete fields, or when the request goes elsewhere
 * @throws an error with `response.status` 401 when there is no token, or one about to expire: n8n
 *   then calls `preAuthentication` and this function once more, without having called the API
 */
export function authenticateRequest(
	credentials: ICredentialDataDecryptedObject,
	request: OutgoingRequest,
): IHttpRequestOptions {
	const unsure = request.uri !== undefined;
	const settings = readSettings(credentials);
	const refusal = destinationRefusal(settings, request) ?? interceptionRefusal(request);
	if (refusal) {
		attempts.set(credentials, { refusal, unsure });
		throw refusal;
	}
	const isTest = isConnectionTest(request);
	const { given, refused, limits } = attempts.get(credentials) ?? {};
	const token =
		given ??
		(isTest ? undefined : tokens.usable(settings.tokenKey, storedToken(credentials, settings)));
	const isSent = token !== undefined && (given !== undefined || token.value !== refused);
	attempts.set(credentials, {
		sent: isSent ? { key: settings.tokenKey, value: token.value } : undefined,
		isTest,
		refused: limits && refused,
		limits,
		unsure,
	});
	if (!isSent)
		throw Object.assign(new Error('No valid access token yet'), { response: { status: 401 } });

	forbidRedirects(request);
	if (limits) request.abortSignal = endOf(limits);
	request.headers = withToken(request.headers ?? {}, settings.tokenHeader, token.value);
	return request;
}

/**
 * Answers n8n's wish for a token: the first one, a renewed one, or one to test the credential with.
 *
 * @returns the hidden fields that n8n stores with the credential
 * @throws AuroraCredentialError saying what is wrong and what to do
 */
export async function provideToken(
	credentials: ICredentialDataDecryptedObject,
	httpRequest: HttpRequest,
): Promise<IDataObject> {
	const settings = readSettings(credentials);
	const attempt = attempts.get(credentials);
	if (attempt?.refusal) return await Promise.reject(attempt.refusal.copy());
	if (attempt?.sent) attempt.refused = attempt.sent.value;

	const key = settings.tokenKey;
	const getToken = async () =>
		await tokens.renew(key, reasonFor(attempt, key), async () => {
			return await requestToken(settings, httpRequest, timing);
		});
	// Some versions of n8n ask for a token before they send the test, others after its local 401.
	const isTest = attempt ? attempt.isTest : credentials.accessToken !== '';
	const token = await (isTest ? getToken().catch(inOneMessage) : getToken()).catch(
		async (failure: AuroraCredentialError) => {
			attempts.set(credentials, { unsure: false, ...attempt, failure });
			return await Promise.reject(failure);
		},
	);
	if (isTest)
		await probeApi(settings, withToken({}, settings.tokenHeader, token.value), httpRequest);
	attempts.set(credentials, { ...attempt, sent: undefined, given: token, unsure: false });
	return {
		accessToken: token.value,
		accessTokenExpiresAt: String(token.expiresAt),
		accessTokenKey: key,
	};
}

/**
 * Announces a request of a sender that tells with `noteAccepted` or `noteRefused` what became of it.
 * Only the Aurora node can; other requests are served as well, but their refusals are trusted less.
 *
 * @param credentials the object that the request will be made with
 */
export function announce(credentials: ICredentialDataDecryptedObject, limits: RequestLimits): void {
	attempts.set(credentials, { limits, unsure: false });
}

/** Notes that the API took the token of an announced request. */
export function noteAccepted(credentials: ICredentialDataDecryptedObject): void {
	const sent = attempts.get(credentials)?.sent;
	if (sent) tokens.accepted(sent.key, sent.value);
}

/**
 * Notes that the API answered an announced request with 401.
 *
 * @returns whether it was refused for the first time: sent once more with the same object, it gets
 *   another token
 */
export function noteRefused(credentials: ICredentialDataDecryptedObject): boolean {
	const attempt = attempts.get(credentials);
	if (!attempt?.sent) return false;
	const { key, value } = attempt.sent;
	const isFirst = attempt.refused === undefined;
	if (isFirst) attempt.refused = value;
	else tokens.refusedRepeatedly(key, value);
	return isFirst;
}

/**
 * Why the credential let a request fail, if it did: n8n up to 2.30 hands the sender an error of its
 * own, without a `cause`.
 */
export function credentialFailure(
	credentials: ICredentialDataDecryptedObject,
): AuroraCredentialError | undefined {
	const attempt = attempts.get(credentials);
	return attempt?.refusal ?? attempt?.failure;
}

/** The tokens that a request was sent with, to keep them out of texts; none before it was sent. */
export function sentTokens(credentials: ICredentialDataDecryptedObject): string[] {
	const { sent, refused } = attempts.get(credentials) ?? {};
	return [sent?.value, refused].filter((token) => token !== undefined);
}

function reasonFor(attempt: Attempt | undefined, key: string): Renewal {
	if (attempt?.refused !== undefined) {
		const { refused, unsure, limits } = attempt;
		return { refused, unsure, mayRepeat: limits !== undefined };
	}
	const fallback = tokens.valid(key);
	if (attempt && !attempt.isTest) return { fallback };
	// A credential test: of the fields as they are now, so a token of yesterday proves nothing.
	const old = fallback && timing.now() - (tokens.issuedAt(key) ?? 0) > YOUNG;
	return old ? { refused: fallback.value, unsure: true } : {};
}

function endOf({ timeout, cancelled }: RequestLimits): AbortSignal {
	const timedOut = AbortSignal.timeout(timeout);
	return cancelled ? AbortSignal.any([cancelled, timedOut]) : timedOut;
}

/** The token in n8n's store, if it was issued for exactly these settings. */
function storedToken(
	credentials: ICredentialDataDecryptedObject,
	settings: AuroraSettings,
): AccessToken | undefined {
	const { accessToken, accessTokenExpiresAt, accessTokenKey } = credentials;
	if (accessTokenKey !== settings.tokenKey || typeof accessToken !== 'string') return undefined;
	const expiresAt = Number(accessTokenExpiresAt);
	return expiresAt > 0 ? { value: accessToken, expiresAt } : undefined;
}
