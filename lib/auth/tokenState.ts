import type { AuroraError } from '../http/errors';

/** A moment by two clocks: one can be set, the other stands still while the machine sleeps. */
export interface Moment {
	/** Epoch milliseconds. */
	epoch: number;
	/** Milliseconds of a clock that nobody can set. */
	steady: number;
}

/** A token and its times. */
export interface AccessToken {
	value: string;
	/** By the steady clock; before all times for a token from n8n's store. */
	issuedAt: number;
	/** From here on it still serves, but should be renewed. */
	renewAt: Moment;
	/** From here on it must not be used. */
	expiresAt: Moment;
}

/** The current token, and what the API said to it. A replacement came because of the one before. */
export type CurrentToken =
	| { name: 'none'; token?: undefined }
	/** Nothing yet, or it was rejected in a request that is repeated. */
	| { name: 'fresh'; token: AccessToken; isReplacement: boolean }
	/** It was accepted at least once. */
	| { name: 'proven'; token: AccessToken }
	/** It was never accepted, and rejected in a request that had been rejected before. */
	| { name: 'rejected'; token: AccessToken; isReplacement: boolean };

/** A token's life: the current token, and what becomes of the request for another one. */
export type TokenState =
	| CurrentToken
	| { name: 'requested'; current: CurrentToken; pending: Promise<AccessToken>; since: number }
	/** No further request is made before this time of the steady clock. */
	| { name: 'failed'; current: CurrentToken; error: AuroraError; until: number };

/** What is learnt of a token: n8n's store holds it, or what the API said to it. */
export type TokenNews =
	| { name: 'restore'; token: AccessToken }
	| { name: 'accept'; value: string }
	| { name: 'reject'; value: string };

/** What moves a token from state to state. */
export type TokenEvent =
	| TokenNews
	| { name: 'request'; pending: Promise<AccessToken>; since: number }
	| { name: 'issue'; token: AccessToken; isReplacement: boolean }
	| { name: 'fail'; error: AuroraError; until: number };

type In<S> = Extract<TokenState, { name: S }>;
type On<E> = Extract<TokenEvent, { name: E }>;
type Step<S, E> = (state: In<S>, event: On<E>) => TokenState;

const request = (current: CurrentToken, { pending, since }: On<'request'>) =>
	({ name: 'requested', current, pending, since }) as const;

const restore = (_: CurrentToken, { token }: On<'restore'>) => ({ name: 'proven', token }) as const;

const accept = ({ token }: In<'fresh' | 'rejected'>) => ({ name: 'proven', token }) as const;

/** Meanwhile the current token goes through its own states. */
const learn = <S extends In<'requested' | 'failed'>>(state: S, news: TokenNews): S => ({
	...state,
	current: transition(state.current, news),
});

/** What becomes of each state; an event that is not listed changes nothing. */
const TRANSITIONS: {
	[S in TokenState['name']]: { [E in TokenEvent['name']]?: Step<S, E> };
} = {
	none: { request, restore },
	fresh: { request, restore, accept, reject: (state) => ({ ...state, name: 'rejected' }) },
	// A token that the API accepts elsewhere stays: it is the path that rejects it.
	proven: { request, restore },
	rejected: { request, restore, accept },
	requested: {
		restore: learn,
		accept: learn,
		reject: learn,
		issue: (_, { token, isReplacement }) => ({ name: 'fresh', token, isReplacement }),
		fail: ({ current }, { error, until }) => ({ name: 'failed', current, error, until }),
	},
	failed: {
		restore: learn,
		accept: learn,
		reject: learn,
		request: ({ current }, event) => request(current, event),
	},
};

/**
 * The state after an event; the very same one when the event is about another than the current token,
 * or a stored token that expires no later.
 */
export function transition(state: CurrentToken, news: TokenNews): CurrentToken;
export function transition(state: TokenState, event: TokenEvent): TokenState;
export function transition(state: TokenState, event: TokenEvent): TokenState {
	const step = TRANSITIONS[state.name][event.name] as Step<string, string> | undefined;
	return step && isNews(event, currentToken(state).token)
		? step(state as never, event as never)
		: state;
}

function isNews(event: TokenEvent, token: AccessToken | undefined): boolean {
	if (event.name === 'accept' || event.name === 'reject') return event.value === token?.value;
	if (event.name !== 'restore' || !token) return true;
	return event.token.value !== token.value && event.token.expiresAt.epoch > token.expiresAt.epoch;
}

/** The current token with its own state. */
export function currentToken(state: TokenState): CurrentToken {
	return 'current' in state ? state.current : state;
}

/** The current token if it has not expired. */
export function validToken(state: TokenState, now: Moment): AccessToken | undefined {
	const { token } = currentToken(state);
	return token && isBefore(now, token.expiresAt) ? token : undefined;
}

/** Whether a moment is not reached by either clock. */
export function isBefore(now: Moment, moment: Moment): boolean {
	return now.epoch < moment.epoch && now.steady < moment.steady;
}

/** The moment so many milliseconds later. */
export function later({ epoch, steady }: Moment, ms: number): Moment {
	return { epoch: epoch + ms, steady: steady + ms };
}
