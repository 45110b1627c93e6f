import { AuroraError } from '../http/errors';
import { formatDuration } from '../util/duration';

import {
	currentToken,
	remaining,
	validToken,
	type AccessToken,
	type Pause,
	type TokenState,
} from './tokenState';

/** Why a token is wanted. */
export type Renewal =
	/** There is none, or it should be renewed: it may serve on when that fails. */
	| { reason: 'due'; token?: undefined }
	/** For a connection test: of the fields as they are now, so a token of yesterday proves nothing. */
	| { reason: 'test'; token?: undefined }
	/** The API rejected this one; a sender that repeats the request tells if that is rejected too. */
	| { reason: 'rejected'; token: string; isRepeated: boolean }
	/** A request with this one failed, perhaps for another reason. */
	| { reason: 'ambiguous'; token: string };

/** Token requests per key and minute: Auth0 meters them. */
const REQUESTS_A_MINUTE = 5;
const MINUTE = 60_000;

/** A token this young is good enough for a connection test, in milliseconds. */
const YOUNG = 60_000;

/** From the issue of a replacement that is rejected as well until the next token request. */
const REJECTED_PAUSE = 20_000;

/** How long the error of a token request is repeated instead of the request. */
const FAILURE_PAUSE = 15_000;

/** The same where the token service asks for more: nothing but a restart of n8n would end it. */
const LONGEST_PAUSE = 3_600_000;

/**
 * What to do about a renewal while no token request is under way.
 *
 * @param requests when token requests were made
 * @returns the current token, or an error when none may be requested; undefined to request one
 */
export function withoutRequest(
	state: TokenState,
	renewal: Renewal,
	requests: number[],
	now: number,
): AccessToken | AuroraError | undefined {
	const token = validToken(state, now);
	if (token && token.renewAt > now && suits(token, renewal, now)) return token;
	if (state.name === 'failed' && remaining(state.pause, now) > 0) return state.error;
	const wait = Math.max(pauseAfterRejection(state, renewal, now), pauseOfBudget(requests, now));
	if (wait === 0) return undefined;
	if (token && mayServeAgain(state, renewal)) return token;
	return renewal.token === undefined ? expiresTooQuickly(wait) : rejectedAgain(wait);
}

/** Those of the last minute. */
export function recentRequests(requests: number[], now: number): number[] {
	return requests.filter((from) => remaining({ from, until: from + MINUTE }, now) > 0);
}

/** How long a failed token request is not repeated. */
export function failurePause({ retryAt = 0 }: AuroraError, now: number): Pause {
	return {
		from: now,
		until: Math.min(Math.max(retryAt, now + FAILURE_PAUSE), now + LONGEST_PAUSE),
	};
}

function suits(token: AccessToken, renewal: Renewal, now: number): boolean {
	if (renewal.reason === 'test') return now - token.issuedAt <= YOUNG;
	return token.value !== renewal.token;
}

function pauseOfBudget(requests: number[], now: number): number {
	const recent = recentRequests(requests, now);
	return recent.length < REQUESTS_A_MINUTE ? 0 : recent[0] + MINUTE - now;
}

function pauseAfterRejection(state: TokenState, renewal: Renewal, now: number): number {
	const current = currentToken(state);
	if (renewal.reason !== 'rejected' || !('isReplacement' in current)) return 0;
	const { token, isReplacement } = current;
	if (!isReplacement || token.value !== renewal.token) return 0;
	return remaining({ from: token.issuedAt, until: token.issuedAt + REJECTED_PAUSE }, now);
}

/** Whether the current token is worth another try while no new one is to be had. */
function mayServeAgain(state: TokenState, renewal: Renewal): boolean {
	const { name } = currentToken(state);
	if (name === 'proven' || renewal.reason === 'ambiguous') return true;
	// It may have been rejected by chance, as the token before was in requests at the same time.
	return renewal.reason === 'rejected' && renewal.isRepeated && name === 'fresh';
}

function expiresTooQuickly(wait: number): AuroraError {
	return new AuroraError(
		`Access tokens expire too quickly: more than ${REQUESTS_A_MINUTE} a minute would be needed`,
		`Tell Aurora that the token service issues tokens that last a few seconds. A new one is requested in ${formatDuration(wait)}.`,
	);
}

function rejectedAgain(wait: number): AuroraError {
	return new AuroraError(
		'The Aurora API rejected a newly issued token (status 401)',
		`The token service accepts the credential, but the API does not accept its tokens. Check 'Environment' and 'Send Token In' in the credential; if both are right, ask Aurora. A new token is requested in ${formatDuration(wait)}.`,
	);
}
