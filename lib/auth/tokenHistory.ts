import { sha256 } from '../util/text';

/** Why a token is wanted. */
export type Renewal =
	/**
	 * Due: there is none, or it should be renewed; it may serve on when that fails. Test: for a connection
	 * test of the fields as they are now, so a token of yesterday proves nothing.
	 */
	{ reason: 'due' | 'test'; token?: undefined; path?: undefined } | Rejection;

/**
 * A path of the API rejected a token, in a request whose sender tells when one is accepted. Ambiguous:
 * any other request failed, perhaps for another reason.
 */
export interface Rejection {
	reason: 'rejected' | 'ambiguous';
	token: string;
	path: string;
}

/** What the API said to a token; nothing yet, or a rejection that may have been by chance, is none. */
export type Verdict = 'accepted' | 'refused';

/** A token that was issued. */
interface Issue {
	/** By the monotonic clock. */
	at: number;
	/** The path whose rejection it was requested for, until that accepts a token. */
	path?: string;
	/** Accepted: by any path, also what was issued later. Refused: in a request that was sent twice. */
	verdict?: Verdict;
}

/** Token requests per key and minute: Auth0 meters them. */
export const REQUESTS_A_MINUTE = 5;

const MINUTE = 60_000;

const HALF_HOUR = 30 * MINUTE;

const MAX_REJECTED = 10;

/** What happened with the tokens of a key before. Times are those of the monotonic clock. */
export class TokenHistory {
	/** When the latest tokens were requested. */
	private requests: number[] = [];

	/** Those of the last half hour, the oldest first: not many, as few are requested in a minute. */
	private issues: Issue[] = [];

	/** Hashes of the latest tokens that the API rejected: n8n's store may still hold one. */
	private rejected: string[] = [];

	addRequest(now: number): void {
		this.requests = [...this.requests.slice(1 - REQUESTS_A_MINUTE), now];
	}

	/** Milliseconds until another token may be requested. */
	waitForRequest(now: number): number {
		const first = this.requests.at(-REQUESTS_A_MINUTE);
		return first === undefined ? 0 : Math.max(0, first + MINUTE - now);
	}

	/** @param path whose rejection the token was requested for */
	addIssue(now: number, path?: string): void {
		this.issues = [...this.issues.filter(({ at }) => at > now - HALF_HOUR), { at: now, path }];
	}

	/** Notes what a path said to the current token. Once it accepts one, all have helped. */
	addVerdict(verdict: Verdict, path: string): void {
		const latest = this.issues.at(-1);
		if (latest) latest.verdict ??= verdict;
		if (verdict === 'refused') return;
		for (const issue of this.issues) {
			issue.verdict = verdict;
			if (issue.path === path) issue.path = undefined;
		}
	}

	addRejected(token: string): void {
		if (this.wasRejected(token)) return;
		this.rejected = [...this.rejected.slice(1 - MAX_REJECTED), sha256(token)];
	}

	/** Whether a token is one of the latest that the API rejected. */
	wasRejected(token: string): boolean {
		return this.rejected.includes(sha256(token));
	}

	/**
	 * Whether a rejection is worth no other token: for half an hour from the last that was issued for one
	 * in vain, because the same path rejects it as well, or every path does.
	 */
	isInVain({ reason, path }: Renewal, now: number): boolean {
		// Where nobody tells of accepted tokens, those that were issued may all have helped.
		const mayHaveHelped = reason === 'ambiguous' && this.latestVerdict !== 'accepted';
		if (path === undefined || mayHaveHelped) return false;
		return this.issues.some(
			(issue) =>
				now < issue.at + HALF_HOUR &&
				(issue.path === path || (issue.path !== undefined && issue.verdict !== 'accepted')),
		);
	}

	/** Whether a rejected request needs no second try: the token at hand was refused in two tries before. */
	isFinal(rejection: Rejection, now: number): boolean {
		return this.latestVerdict === 'refused' && this.isInVain(rejection, now);
	}

	private get latestVerdict(): Verdict | undefined {
		return this.issues.at(-1)?.verdict;
	}
}
