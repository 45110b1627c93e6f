import { createHash } from 'node:crypto';

/** A token that was issued. */
export interface Issue {
	/** By the monotonic clock. */
	at: number;
	/** The path whose rejection it was requested for, until that accepts a token. */
	path?: string;
	/** Accepted: by any path, also what was issued later. Refused: in a request that was sent twice. */
	verdict?: Verdict;
}

/** What the API said to a token; nothing yet, or a rejection that may have been by chance, is none. */
export type Verdict = 'accepted' | 'refused';

/** What happened with the tokens of a key before. */
export interface TokenHistory {
	/** When tokens were requested in the last minute, by the monotonic clock. */
	requests: number[];
	/** Those of the last half hour, the oldest first: not many, as few are requested in a minute. */
	issues: Issue[];
	/** Hashes of the latest tokens that the API rejected: n8n's store may still hold one. */
	rejected: string[];
}

export const MINUTE = 60_000;

export const HALF_HOUR = 30 * MINUTE;

const MAX_REJECTED = 10;

export const noHistory: TokenHistory = { requests: [], issues: [], rejected: [] };

/** The history with one more token request. */
export function withRequest(history: TokenHistory, now: number): TokenHistory {
	return { ...history, requests: [...history.requests.filter((at) => at > now - MINUTE), now] };
}

/** The history with one more token. @param path whose rejection it was requested for */
export function withIssue(history: TokenHistory, now: number, path?: string): TokenHistory {
	const issues = history.issues.filter(({ at }) => at > now - HALF_HOUR);
	return { ...history, issues: [...issues, { at: now, path }] };
}

/** The history with what a path said to the current token. Once it accepts one, all have helped. */
export function withVerdict(history: TokenHistory, verdict: Verdict, path: string): TokenHistory {
	const isAccepted = verdict === 'accepted';
	const issues = history.issues.map((issue, at): Issue => {
		if (isAccepted) return { ...issue, verdict, ...(issue.path === path && { path: undefined }) };
		return at === history.issues.length - 1
			? { ...issue, verdict: issue.verdict ?? verdict }
			: issue;
	});
	return { ...history, issues };
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

/** A rejected token is not kept in plain text. */
function hash(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}
