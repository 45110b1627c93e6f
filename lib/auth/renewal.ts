import { AuroraError } from '../http/errors';
import { formatDuration } from '../util/duration';

import {
	HOUR,
	isPathToBlame,
	requestsSince,
	type TokenHistory,
	type TokenRequest,
} from './tokenHistory';
import {
	currentToken,
	isBefore,
	validToken,
	type AccessToken,
	type Moment,
	type TokenState,
} from './tokenState';

/** Why a token is wanted. */
export type Renewal =
	/** There is none, or it should be renewed: it may serve on when that fails. */
	| { reason: 'due'; token?: undefined; path?: undefined }
	/** For a connection test: of the fields as they are now, so a token of yesterday proves nothing. */
	| { reason: 'test'; token?: undefined; path?: undefined }
	/** The API rejected this one; a sender that repeats the request tells if that is rejected too. */
	| { reason: 'rejected'; token: string; path: string; isRepeated: boolean }
	/** A request with this one failed, perhaps for another reason. */
	| { reason: 'ambiguous'; token: string; path: string };

/** Token requests per key and minute: Auth0 meters them. */
const REQUESTS_A_MINUTE = 5;
const MINUTE = 60_000;

/** Token requests an hour for a path that rejects what other paths accept. */
const REQUESTS_OF_A_PATH = 2;

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
 * @returns the current token, or an error when none may be requested; undefined to request one
 */
export function withoutRequest(
	state: TokenState,
	renewal: Renewal,
	history: TokenHistory,
	now: Moment,
): AccessToken | AuroraError | undefined {
	const token = validToken(state, now);
	const { steady } = now;
	if (token && isBefore(now, token.renewAt) && suits(token, renewal, steady)) return token;
	if (state.name === 'failed' && steady < state.until) return state.error;
	const until = Math.max(
		endAfterRejection(state, renewal),
		endOfLimit(requestsSince(history, steady - MINUTE), REQUESTS_A_MINUTE, MINUTE),
		endOfPath(renewal, history, steady),
	);
	const wait = until - steady;
	if (wait <= 0) return undefined;
	// Then the API's own words come out.
	if (token && (isPathToBlame(history, renewal.path) || mayServeAgain(state, renewal)))
		return token;
	return renewal.token === undefined ? expiresTooQuickly(wait) : rejectedAgain(wait);
}

/** How long the error of a token request is repeated instead of the request, by the steady clock. */
export function failureEnd({ retryAfter = 0 }: AuroraError, now: number): number {
	return now + Math.min(Math.max(retryAfter, FAILURE_PAUSE), LONGEST_PAUSE);
}

/** When another request is within the limit of so many in a time; 0 if it is now. */
function endOfLimit(requests: TokenRequest[], limit: number, time: number): number {
	return requests.length < limit ? 0 : requests[requests.length - limit].at + time;
}

function endOfPath(renewal: Renewal, history: TokenHistory, now: number): number {
	if (!isPathToBlame(history, renewal.path)) return 0;
	const ofPath = requestsSince(history, now - HOUR).filter(({ path }) => path === renewal.path);
	return endOfLimit(ofPath, REQUESTS_OF_A_PATH, HOUR);
}

function suits(token: AccessToken, renewal: Renewal, now: number): boolean {
	if (renewal.reason === 'test') return now - token.issuedAt <= YOUNG;
	return token.value !== renewal.token;
}

function endAfterRejection(state: TokenState, renewal: Renewal): number {
	const current = currentToken(state);
	if (renewal.reason !== 'rejected' || !('isReplacement' in current)) return 0;
	const { token, isReplacement } = current;
	return isReplacement && token.value === renewal.token ? token.issuedAt + REJECTED_PAUSE : 0;
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
