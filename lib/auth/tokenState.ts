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
	| { name: 'requested'; token?: AccessToken; pending: Promise<AccessToken> }
	/** No further request is made before this time of the monotonic clock. */
	| { name: 'failed'; token?: AccessToken; error: AuroraError; until: number };

/** Whether a moment is not reached by either clock. */
export function isBefore(now: Moment, moment: Moment): boolean {
	return now.epoch < moment.epoch && now.monotonic < moment.monotonic;
}

/** The moment so many milliseconds later. */
export function later({ epoch, monotonic }: Moment, ms: number): Moment {
	return { epoch: epoch + ms, monotonic: monotonic + ms };
}
