import { AuroraError } from '../http/errors';
import { systemTiming, type Timing } from '../http/sendRequest';

import { failureEnd, isFinal, decideRenewal, type Rejection, type Renewal } from './renewal';
import {
	noHistory,
	wasRejected,
	withIssue,
	withRejected,
	withRequest,
	withVerdict,
	type TokenHistory,
	type Verdict,
} from './tokenHistory';
import type { IssuedToken } from './tokenResponse';
import {
	isBefore,
	later,
	transition,
	validToken,
	type AccessToken,
	type Moment,
	type TokenState,
} from './tokenState';

/** A token as n8n stores it. */
export interface StoredToken {
	value: string;
	/** Epoch milliseconds. */
	expiresAt: number;
}

interface Entry {
	state: TokenState;
	history: TokenHistory;
}

/** A token is renewed in the last tenth of its life, at most so many milliseconds before its end. */
const LONGEST_LEAD = 60_000;

const MAX_KEYS = 500;

/** How long a renewal may hold up a request that an older token would serve, in milliseconds. */
const RENEWAL_WAIT = 2_000;

/**
 * The tokens of this process: one per key, requested once however many ask, renewed before they
 * expire, and never more than a handful a minute, whatever the API responds.
 *
 * A key stands for everything that decides about a token (see `AuroraSettings.tokenKey`), so a token
 * is never used with settings other than its own.
 */
export class TokenCache {
	private readonly entries = new Map<string, Entry>();

	constructor(private readonly timing: Pick<Timing, 'now' | 'elapsed' | 'sleep'>) {}

	/**
	 * The freshest valid token; undefined when there is none, or when it should be renewed first.
	 *
	 * @param stored the token that n8n's store holds for this very key
	 */
	usable(key: string, stored?: StoredToken): AccessToken | undefined {
		const entry = this.entry(key);
		const now = this.now();
		if (stored) restore(entry, stored, now);
		const { state } = entry;
		const token = validToken(state, now);
		const isFailing = state.name === 'failed' && now.monotonic < state.until;
		const isHanging = state.name === 'requested' && now.monotonic >= state.since + RENEWAL_WAIT;
		return token && (isBefore(now, token.renewAt) || isFailing || isHanging) ? token : undefined;
	}

	/**
	 * The current token where it will do, otherwise a new one.
	 *
	 * @param request asks for a token; called at most once for all who want one at the same time
	 * @throws AuroraError when the request failed, now or a moment ago, or when none may be made
	 */
	async renew(
		key: string,
		renewal: Renewal,
		request: () => Promise<IssuedToken>,
	): Promise<AccessToken> {
		const entry = this.entry(key);
		const { history } = entry;
		if (renewal.reason === 'rejected') entry.history = withRejected(history, renewal.token);
		const current = () =>
			renewal.reason === 'due' ? validToken(entry.state, this.now()) : undefined;
		const next = this.next(entry, renewal, request).catch(async (error: AuroraError) => {
			// n8n writes into the errors that it shows: everyone gets one of their own.
			return current() ?? (await Promise.reject(error.copy()));
		});
		if (!current()) return await next;
		const inTime = this.timing.sleep(RENEWAL_WAIT).then(async () => current() ?? (await next));
		return await Promise.race([next, inTime]);
	}

	/** Notes what a path of the API said to a token. */
	observe(key: string, { token, path }: Pick<Rejection, 'token' | 'path'>, verdict: Verdict): void {
		const entry = this.entries.get(key);
		if (entry?.state.token?.value !== token) return;
		entry.history = withVerdict(entry.history, verdict, path);
	}

	/** Whether a rejected request needs no second try. */
	isFinal(key: string, rejection: Rejection): boolean {
		return isFinal(rejection, this.entry(key).history, this.timing.elapsed());
	}

	private now(): Moment {
		return { epoch: this.timing.now(), monotonic: this.timing.elapsed() };
	}

	private async next(
		entry: Entry,
		renewal: Renewal,
		request: () => Promise<IssuedToken>,
	): Promise<AccessToken> {
		if (entry.state.name === 'requested') return await entry.state.pending;
		const outcome = decideRenewal(entry.state, renewal, entry.history, this.now());
		if (outcome instanceof AuroraError) throw outcome;
		return outcome ?? (await this.request(entry, renewal, request));
	}

	private async request(
		entry: Entry,
		renewal: Renewal,
		request: () => Promise<IssuedToken>,
	): Promise<AccessToken> {
		// Counted from before the request, so that the token's life is never thought too long.
		const start = this.now();
		const issuedAt = start.monotonic;
		entry.history = withRequest(entry.history, issuedAt);
		const issue = ({ accessToken, lifetime }: IssuedToken) => {
			const life = lifetime * 1000;
			const expiresAt = later(start, life);
			const renewAt = later(expiresAt, -Math.min(LONGEST_LEAD, life / 10));
			const token = { value: accessToken, issuedAt, renewAt, expiresAt };
			entry.state = transition(entry.state, { name: 'issue', token });
			entry.history = withIssue(entry.history, issuedAt, renewal.path);
			return token;
		};
		const fail = async (thrown: unknown) => {
			const error = asAuroraError(thrown);
			const until = failureEnd(error, this.timing.elapsed());
			entry.state = transition(entry.state, { name: 'fail', error, until });
			return await Promise.reject(error);
		};
		const pending = Promise.resolve().then(request).then(issue, fail);
		entry.state = transition(entry.state, { name: 'request', pending, since: issuedAt });
		return await pending;
	}

	private entry(key: string): Entry {
		const known = this.entries.get(key);
		const entry: Entry = known ?? { state: { name: 'idle' }, history: noHistory };
		// The one that is used goes to the end.
		this.entries.delete(key);
		if (this.entries.size >= MAX_KEYS) this.forgetUnused();
		this.entries.set(key, entry);
		return entry;
	}

	private forgetUnused(): void {
		for (const [key, { state }] of this.entries) {
			if (state.name === 'requested') continue;
			this.entries.delete(key);
			return;
		}
	}
}

/** The tokens of this n8n process. */
export const tokens = new TokenCache(systemTiming);

function restore(entry: Entry, { value, expiresAt }: StoredToken, now: Moment): void {
	if (wasRejected(entry.history, value)) return;
	const token = {
		value,
		issuedAt: Number.NEGATIVE_INFINITY,
		renewAt: later(now, expiresAt - now.epoch - LONGEST_LEAD),
		expiresAt: later(now, expiresAt - now.epoch),
	};
	entry.state = transition(entry.state, { name: 'restore', token });
}

function asAuroraError(thrown: unknown): AuroraError {
	if (thrown instanceof AuroraError) return thrown;
	// Not passed on as it is: it could hold the request, and with it the secret.
	return new AuroraError(
		'The access token could not be requested',
		'This is a defect in the Aurora credential. Please report it.',
	);
}
