import {
	sleep,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHttpRequestOptions,
} from 'n8n-workflow';

import { AccessTokens, type AccessToken, type Renewal } from './accessToken';
import { inOneMessage, isConnectionTest, probeApi } from './connectionTest';
import type { AuroraCredentialError } from './credentialError';
import {
	destinationRefusal,
	forbidRedirects,
	interceptionRefusal,
	type OutgoingRequest,
} from './destination';
import type { HttpRequest, Timing } from './http';
import { readSettings, type AuroraSettings } from './settings';
import { requestToken } from './tokenEndpoint';
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
	/** The request goes elsewhere, and n8n will ask for a new token all the same. */
	refusal?: AuroraCredentialError;
	/** The request is the connection test, which only goes out once the API was probed. */
	isTest?: boolean;
	/** n8n's older helper asks for a new token after every failure, not only after a 401. */
	unsure: boolean;
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
	const token =
		attempts.get(credentials)?.given ??
		(isTest ? undefined : tokens.usable(settings.tokenKey, storedToken(credentials, settings)));
	attempts.set(credentials, {
		sent: token && { key: settings.tokenKey, value: token.value },
		isTest,
		unsure,
	});
	if (!token)
		throw Object.assign(new Error('No valid access token yet'), { response: { status: 401 } });

	forbidRedirects(request);
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

	const key = settings.tokenKey;
	const getToken = async () =>
		await tokens.renew(key, reasonFor(attempt, key), async () => {
			return await requestToken(settings, httpRequest, timing);
		});
	// Some versions of n8n ask for a token before they send the test, others after its local 401.
	const isTest = attempt ? attempt.isTest : credentials.accessToken !== '';
	const token = await (isTest ? getToken().catch(inOneMessage) : getToken());
	if (isTest)
		await probeApi(settings, withToken({}, settings.tokenHeader, token.value), httpRequest);
	attempts.set(credentials, { given: token, unsure: false });
	return {
		accessToken: token.value,
		accessTokenExpiresAt: String(token.expiresAt),
		accessTokenKey: key,
	};
}

/**
 * Notes that the API took the token of a request. Only the Aurora node can tell; other requests are
 * served as well, but their refusals are trusted less.
 *
 * @param credentials the object that the request was made with
 */
export function noteAccepted(credentials: ICredentialDataDecryptedObject): void {
	const sent = attempts.get(credentials)?.sent;
	if (sent) tokens.accepted(sent.key, sent.value);
}

/** The token that a request was sent with, to keep it out of texts; undefined before it was sent. */
export function sentToken(credentials: ICredentialDataDecryptedObject): string | undefined {
	return attempts.get(credentials)?.sent?.value;
}

function reasonFor(attempt: Attempt | undefined, key: string): Renewal {
	if (attempt?.sent) return { refused: attempt.sent.value, unsure: attempt.unsure };
	const fallback = tokens.valid(key);
	if (attempt && !attempt.isTest) return { fallback };
	// A credential test: of the fields as they are now, so a token of yesterday proves nothing.
	const old = fallback && timing.now() - (tokens.issuedAt(key) ?? 0) > YOUNG;
	return old ? { refused: fallback.value, unsure: true } : {};
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
