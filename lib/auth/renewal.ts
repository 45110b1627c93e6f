import { AuroraError } from '../http/errors';
import { formatDuration } from '../util/duration';

import { HALF_HOUR, MINUTE, type TokenHistory } from './tokenHistory';
import { isBefore, validToken, type AccessToken, type Moment, type TokenState } from './tokenState';

/** Why a token is wanted. */
export type Renewal =
	/** There is none, or it should be renewed: it may serve on when that fails. */
	| { reason: 'due'; token?: undefined; path?: undefined }
	/** For a connection test: of the fields as they are now, so a token of yesterday proves nothing. */
	| { reason: 'test'; token?: undefined; path?: undefined }
	| Rejection;

export type Rejection =
	/** A path of the API rejected this one, in a request whose sender tells when one is accepted. */
	| { reason: 'rejected'; token: string; path: string }
	/** Any other request with this one failed, perhaps for another reason. */
	| { reason: 'ambiguous'; token: string; path: string };

/** Token requests per key and minute: Auth0 meters them. */
const REQUESTS_A_MINUTE = 5;

/** A token this young is good enough for a connection test, in milliseconds. */
const YOUNG = 60_000;

/** How long the error of a token request is repeated instead of the request. */
const FAILURE_PAUSE = 15_000;

/** The same where the token service asks for more: nothing but a restart of n8n would end it. */
const LONGEST_PAUSE = 3_600_000;

/**
 * What to do about a renewal while no token request is under way.
 *
 * @returns the current token, or an error when none may be requested; undefined to request one
 */
export function decideRenewal(
	state: TokenState,
	renewal: Renewal,
	history: TokenHistory,
	now: Moment,
): AccessToken | AuroraError | undefined {
	const token = validToken(state, now);
	const { monotonic } = now;
	if (token && isBefore(now, token.renewAt) && suits(token, renewal, monotonic)) return token;
	if (state.name === 'failed' && monotonic < state.until) return state.error;
	// Sent once more: the API may take it now, and otherwise its own words come out.
	if (token && monotonic < endAfterRejection(renewal, history)) return token;
	const wait = (history.requests.at(-REQUESTS_A_MINUTE) ?? -Infinity) + MINUTE - monotonic;
	return wait <= 0 ? undefined : (token ?? expiresTooQuickly(wait));
}

/** Whether a rejected request needs no second try: the token at hand was refused in two tries before. */
export function isFinal(rejection: Rejection, history: TokenHistory, now: number): boolean {
	const isRefused = history.issues.at(-1)?.verdict === 'refused';
	return isRefused && now < endAfterRejection(rejection, history);
}

/** How long the error of a token request is repeated instead of the request, by the monotonic clock. */
export function failureEnd({ retryAfter = 0 }: AuroraError, now: number): number {
	return now + Math.min(Math.max(retryAfter, FAILURE_PAUSE), LONGEST_PAUSE);
}

function suits(token: AccessToken, renewal: Renewal, now: number): boolean {
	if (renewal.reason === 'test') return now - token.issuedAt <= YOUNG;
	return token.value !== renewal.token;
}

/**
 * Until when a rejection is worth no other token: half an hour from the last that was issued for one
 * in vain, because the same path rejects it as well, or every path does.
 */
function endAfterRejection({ reason, path }: Renewal, { issues }: TokenHistory): number {
	const latest = issues.at(-1);
	// Where nobody tells of accepted tokens, those that were issued may all have helped.
	const mayHaveHelped = reason === 'ambiguous' && latest?.verdict !== 'accepted';
	if (path === undefined || mayHaveHelped) return -Infinity;
	const inVain = issues.filter(
		(issue) => issue.path === path || (issue.path !== undefined && issue.verdict !== 'accepted'),
	);
	return (inVain.at(-1)?.at ?? -Infinity) + HALF_HOUR;
}

function expiresTooQuickly(wait: number): AuroraError {
	return new AuroraError(
		`Access tokens expire too quickly: more than ${REQUESTS_A_MINUTE} a minute would be needed`,
		`Tell Aurora that the token service issues tokens that last a few seconds. A new one is requested in ${formatDuration(wait)}.`,
	);
}
