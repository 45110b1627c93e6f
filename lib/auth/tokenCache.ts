import { createHash } from 'node:crypto';

import { AuroraError } from '../http/errors';

import { failurePause, recentRequests, withoutRequest, type Renewal } from './renewal';
import type { IssuedToken } from './tokenResponse';
import {
	remaining,
	transition,
	validToken,
	type AccessToken,
	type TokenNews,
	type TokenState,
} from './tokenState';

/** A token as n8n stores it. */
export type StoredToken = Pick<AccessToken, 'value' | 'expiresAt'>;

interface Entry {
	state: TokenState;
	/** When token requests were made, at least those of the last minute. */
	requests: number[];
	/** Hashes of the latest tokens that the API rejected: n8n's store may still hold one. */
	rejected: string[];
}

/** A token is renewed in the last tenth of its life, at most so many milliseconds before its end. */
const LONGEST_LEAD = 60_000;

const MAX_REJECTED = 10;

const MAX_KEYS = 500;

/**
 * The tokens of this process: one per key, requested once however many ask, renewed before they
 * expire, and never more than a handful a minute, whatever the API responds.
 *
 * A key stands for everything that decides about a token (see `AuroraSettings.tokenKey`), so a token
 * is never used with settings other than its own.
 */
export class TokenCache {
	private readonly entries = new Map<string, Entry>();

	/** @param now epoch milliseconds */
	constructor(private readonly now: () => number) {}

	/**
	 * The freshest valid token; undefined when there is none, or when it should be renewed first.
	 *
	 * @param stored the token that n8n's store holds for this very key
	 */
	usable(key: string, stored?: StoredToken): AccessToken | undefined {
		const entry = this.entry(key);
		if (stored) restore(entry, stored);
		const { state } = entry;
		const now = this.now();
		const token = validToken(state, now);
		const isFailing = state.name === 'failed' && remaining(state.pause, now) > 0;
		return token && (token.renewAt > now || isFailing) ? token : undefined;
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
		if (renewal.reason === 'rejected') rememberRejected(entry, renewal.token);
		return await this.next(entry, renewal, request).catch(async (error: AuroraError) => {
			const token = validToken(entry.state, this.now());
			if (token && renewal.reason === 'due') return token;
			// n8n writes into the errors that it shows: everyone gets one of their own.
			return await Promise.reject(error.copy());
		});
	}

	/** Notes what the API said to a token. */
	learn(key: string, news: TokenNews): void {
		const entry = this.entries.get(key);
		if (entry) entry.state = transition(entry.state, news);
	}

	private async next(
		entry: Entry,
		renewal: Renewal,
		request: () => Promise<IssuedToken>,
	): Promise<AccessToken> {
		if (entry.state.name === 'requested') return await entry.state.pending;
		const outcome = withoutRequest(entry.state, renewal, entry.requests, this.now());
		if (outcome instanceof AuroraError) throw outcome;
		return outcome ?? (await this.request(entry, renewal.token !== undefined, request));
	}

	private async request(
		entry: Entry,
		isReplacement: boolean,
		request: () => Promise<IssuedToken>,
	): Promise<AccessToken> {
		// Counted from before the request, so that the token's life is never thought too long.
		const issuedAt = this.now();
		entry.requests = [...recentRequests(entry.requests, issuedAt), issuedAt];
		const issue = ({ accessToken, lifetime }: IssuedToken) => {
			const life = lifetime * 1000;
			const expiresAt = issuedAt + life;
			const renewAt = expiresAt - Math.min(LONGEST_LEAD, life / 10);
			const token = { value: accessToken, issuedAt, renewAt, expiresAt };
			entry.state = transition(entry.state, { name: 'issue', token, isReplacement });
			return token;
		};
		const fail = async (thrown: unknown) => {
			const error = asAuroraError(thrown);
			const pause = failurePause(error, this.now());
			entry.state = transition(entry.state, { name: 'fail', error, pause });
			return await Promise.reject(error);
		};
		const pending = Promise.resolve().then(request).then(issue, fail);
		entry.state = transition(entry.state, { name: 'request', pending });
		return await pending;
	}

	private entry(key: string): Entry {
		const known = this.entries.get(key);
		if (known) return known;
		if (this.entries.size >= MAX_KEYS) this.forgetOldest();
		const entry: Entry = { state: { name: 'none' }, requests: [], rejected: [] };
		this.entries.set(key, entry);
		return entry;
	}

	private forgetOldest(): void {
		for (const [key, { state }] of this.entries) {
			if (state.name === 'requested') continue;
			this.entries.delete(key);
			return;
		}
	}
}

/** The tokens of this n8n process. */
export const tokens = new TokenCache(Date.now);

function restore(entry: Entry, { value, expiresAt }: StoredToken): void {
	if (entry.rejected.includes(hash(value))) return;
	const token = { value, issuedAt: 0, renewAt: expiresAt - LONGEST_LEAD, expiresAt };
	entry.state = transition(entry.state, { name: 'restore', token });
}

function rememberRejected(entry: Entry, token: string): void {
	const rejected = hash(token);
	if (entry.rejected.includes(rejected)) return;
	entry.rejected = [...entry.rejected.slice(1 - MAX_REJECTED), rejected];
}

/** A rejected token is not kept in plain text. */
function hash(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}

function asAuroraError(thrown: unknown): AuroraError {
	if (thrown instanceof AuroraError) return thrown;
	// Not passed on as it is: it could hold the request, and with it the secret.
	return new AuroraError(
		'The access token could not be requested',
		'This is a defect in the Aurora credential. Please report it.',
	);
}
