import type { AuroraError } from '../http/errors';

/** A moment by two clocks: one can be set, the other stands still while the machine sleeps. */
export interface Moment {
	/** Epoch milliseconds. */
	epoch: number;
	/** Milliseconds of a clock that nobody can set. */
	monotonic: number;
}

/** A token and its times. */
export interface AccessToken {
	value: string;
	/** By the monotonic clock; before all times for a token from n8n's store. */
	issuedAt: number;
	/** From here on it still serves, but should be renewed. */
	renewAt: Moment;
	/** From here on it must not be used. */
	expiresAt: Moment;
}

/** A token's life: the current token, if there is one, and what becomes of the request for another. */
export type TokenState =
	| { name: 'idle'; token?: AccessToken }
	| { name: 'requested'; token?: AccessToken; pending: Promise<AccessToken>; since: number }
	/** No further request is made before this time of the monotonic clock. */
	| { name: 'failed'; token?: AccessToken; error: AuroraError; until: number };

/** What moves a token from state to state. */
export type TokenEvent =
	/** n8n's store holds this one. */
	| { name: 'restore'; token: AccessToken }
	| { name: 'request'; pending: Promise<AccessToken>; since: number }
	| { name: 'issue'; token: AccessToken }
	| { name: 'fail'; error: AuroraError; until: number };

/** The state after an event; the very same one for a stored token that expires no later. */
export function transition(state: TokenState, event: TokenEvent): TokenState {
	const { token } = state;
	switch (event.name) {
		case 'restore':
			return !token || isLonger(event.token, token) ? { ...state, token: event.token } : state;
		case 'request':
			return { ...event, name: 'requested', token };
		case 'issue':
			return { name: 'idle', token: event.token };
		case 'fail':
			return { ...event, name: 'failed', token };
	}
}

function isLonger(stored: AccessToken, current: AccessToken): boolean {
	return stored.value !== current.value && stored.expiresAt.epoch > current.expiresAt.epoch;
}

/** The current token if it has not expired. */
export function validToken({ token }: TokenState, now: Moment): AccessToken | undefined {
	return token && isBefore(now, token.expiresAt) ? token : undefined;
}

/** Whether a moment is not reached by either clock. */
export function isBefore(now: Moment, moment: Moment): boolean {
	return now.epoch < moment.epoch && now.monotonic < moment.monotonic;
}

/** The moment so many milliseconds later. */
export function later({ epoch, monotonic }: Moment, ms: number): Moment {
	return { epoch: epoch + ms, monotonic: monotonic + ms };
}
