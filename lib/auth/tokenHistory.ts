import { createHash } from 'node:crypto';

/** A token request, and the path whose rejection it was made for. */
export interface TokenRequest {
	/** By the steady clock. */
	at: number;
	path?: string;
}

/** What the API did with a token, and the path that it is known by. */
export interface TokenAnswer {
	name: 'accept' | 'reject';
	value: string;
	path: string;
}

/** What happened with the tokens of a key before. */
export interface TokenHistory {
	/** Those of the last hour, the oldest first: not many, as few are allowed in a minute. */
	requests: TokenRequest[];
	/** The last two paths that accepted a token and have not rejected one twice since. */
	acceptedBy: string[];
	/** Hashes of the latest tokens that the API rejected: n8n's store may still hold one. */
	rejected: string[];
}

export const HOUR = 3_600_000;

const MAX_REJECTED = 10;

export const noHistory: TokenHistory = { requests: [], acceptedBy: [], rejected: [] };

/** The history with one more token request, and without those that no longer count. */
export function withRequest(history: TokenHistory, request: TokenRequest): TokenHistory {
	return { ...history, requests: [...requestsSince(history, request.at - HOUR), request] };
}

/** The history after a token was accepted, or rejected in a request that had been rejected before. */
export function withAnswer(history: TokenHistory, { name, path }: TokenAnswer): TokenHistory {
	const others = history.acceptedBy.filter((each) => each !== path);
	if (name === 'reject') return { ...history, acceptedBy: others };
	return {
		...history,
		// They have helped.
		requests: history.requests.map((each) => (each.path === path ? { at: each.at } : each)),
		acceptedBy: [path, ...others.slice(0, 1)],
	};
}

/** The history with a token that the API rejected. */
export function withRejected(history: TokenHistory, token: string): TokenHistory {
	if (wasRejected(history, token)) return history;
	return { ...history, rejected: [...history.rejected.slice(1 - MAX_REJECTED), hash(token)] };
}

/** Whether a token is one of the latest that the API rejected. */
export function wasRejected({ rejected }: TokenHistory, token: string): boolean {
	return rejected.includes(hash(token));
}

/** Token requests later than a time of the steady clock. */
export function requestsSince({ requests }: TokenHistory, start: number): TokenRequest[] {
	return requests.filter(({ at }) => at > start);
}

/** Whether a path rejects tokens while others accept them. */
export function isPathToBlame({ acceptedBy }: TokenHistory, path: string | undefined): boolean {
	return path !== undefined && acceptedBy.some((each) => each !== path);
}

/** A rejected token is not kept in plain text. */
function hash(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}
