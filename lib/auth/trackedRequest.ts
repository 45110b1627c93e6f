import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { AuroraError } from '../http/errors';

import type { AuroraSettings } from './settings';
import { tokens } from './tokenCache';
import type { Rejection, Renewal } from './tokenHistory';

type Credentials = ICredentialDataDecryptedObject;

/** A request whose sender tells with `markAccepted` and `markRejected` what becomes of it. */
export interface TrackedRequest {
	/** Milliseconds for the whole response: n8n's own limit is for the silence in between. */
	timeout: number;
	/** Aborted when the execution is cancelled. */
	cancelled?: AbortSignal;
	/** What the credentials say: read once for all requests. */
	settings?: AuroraSettings;
	/** The credentials hold expressions, and are here what these give for one input item. */
	dependsOnItem?: boolean;
}

/** What has become of a request so far, and which tokens it was sent with. */
export type Attempt =
	/** n8n is told that there is no token, and asks for one; or its sender is about to repeat it. */
	| { state: 'awaitingToken'; renewal: Renewal; sent: string[] }
	/** n8n has a token to send it with, or for a test that is answered: a response to read. */
	| { state: 'tokenGiven'; token: string; isAnswered: boolean; sent: string[] }
	/** If n8n asks for another token, it is for this renewal. */
	| { state: 'sent'; key: string; renewal: Rejection; sent: string[] }
	/** There is no token, or the request goes elsewhere. n8n's older helper asks for one all the same. */
	| { state: 'failed'; error: AuroraError; sent?: undefined };

/**
 * n8n tells `preAuthentication` neither why it is called nor for which request; but it hands both
 * hooks the same object of decrypted fields, so what happens is noted by that object.
 */
export const attempts = new WeakMap<Credentials, Attempt>();

export const trackedRequests = new WeakMap<Credentials, TrackedRequest>();

/**
 * Tracks a request whose sender tells what becomes of it. Only the Aurora node can; other requests
 * are served as well, but their rejections are trusted less.
 *
 * @param credentials the object that the request will be made with
 */
export function trackRequest(credentials: Credentials, request: TrackedRequest): void {
	trackedRequests.set(credentials, request);
}

/** Notes that the API accepted the token of a tracked request. */
export function markAccepted(credentials: Credentials): void {
	const attempt = attempts.get(credentials);
	if (attempt?.state === 'sent') tokens.of(attempt.key).observe(attempt.renewal, 'accepted');
}

/**
 * Notes that the API rejected the token of a tracked request.
 *
 * @returns whether to send it once more with the same object: with another token, if there is one
 */
export function markRejected(credentials: Credentials): boolean {
	const attempt = attempts.get(credentials);
	if (attempt?.state !== 'sent') return false;
	const { key, renewal, sent } = attempt;
	const token = tokens.of(key);
	if (sent.length > 1) token.observe(renewal, 'refused');
	if (sent.length > 1 || token.isFinal(renewal)) return false;
	attempts.set(credentials, { state: 'awaitingToken', renewal, sent });
	return true;
}

/**
 * Why the credential let a request fail, if it did: n8n up to 2.30 hands the sender an error of its
 * own, without a `cause`.
 */
export function credentialError(credentials: Credentials): AuroraError | undefined {
	const attempt = attempts.get(credentials);
	return attempt?.state === 'failed' ? attempt.error : undefined;
}

/** The tokens that a request was sent with, to keep them out of texts; none before it was sent. */
export function sentTokens(credentials: Credentials): string[] {
	return attempts.get(credentials)?.sent ?? [];
}
