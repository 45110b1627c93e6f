import { AuroraError } from '../http/errors';
import type { Timing } from '../http/sendRequest';
import { formatDuration } from '../util/duration';

import {
	REQUESTS_A_MINUTE,
	TokenHistory,
	type Rejection,
	type Renewal,
	type Verdict,
} from './tokenHistory';
import type { IssuedToken } from './tokenResponse';
import { isBefore, later, type AccessToken, type Moment, type TokenState } from './tokenState';

/** A token as n8n stores it. */
export interface StoredToken {
	value: string;
	/** Epoch milliseconds. */
	expiresAt: number;
}

/** A token is renewed in the last tenth of its life, at most so many milliseconds before its end. */
const LONGEST_LEAD = 60_000;

/** How long a renewal may hold up a request that an older token would serve, in milliseconds. */
const RENEWAL_WAIT = 2_000;

/** A token this young is good enough for a connection test, in milliseconds. */
const YOUNG = 60_000;

/** How long the error of a token request is repeated instead of the request. */
const FAILURE_PAUSE = 15_000;

/** The same where the token service asks for more: nothing but a restart of n8n would end it. */
const LONGEST_PAUSE = 3_600_000;

/**
 * The token of one set of settings: requested once however many ask, renewed before it expires, and
 * never more than a handful of times a minute, whatever the API responds.
 */
export class TokenLife {
	private state: TokenState = { name: 'idle' };

	private readonly history = new TokenHistory();

	constructor(private readonly timing: Pick<Timing, 'now' | 'elapsed' | 'sleep'>) {}

	get isRequested(): boolean {
		return this.state.name === 'requested';
	}

	/**
	 * The freshest valid token; undefined when there is none, or when its renewal has to be requested.
	 *
	 * @param stored the token that n8n's store holds for these very settings
	 */
	usable(stored?: StoredToken): AccessToken | undefined {
		if (stored) this.restore(stored);
		const { state } = this;
		const now = this.now();
		const isFailing = state.name === 'failed' && now.monotonic < state.until;
		const token = this.valid();
		const isEnough = token && (isFailing || this.isRequested || isBefore(now, token.renewAt));
		return isEnough ? token : undefined;
	}

	/**
	 * The current token where it will do, otherwise a new one.
	 *
	 * @param request asks for a token; called at most once for all who want one at the same time
	 * @throws AuroraError when the request failed, now or a moment ago, or when none may be made
	 */
	async renew(renewal: Renewal, request: () => Promise<IssuedToken>): Promise<AccessToken> {
		if (renewal.reason === 'rejected') this.history.addRejected(renewal.token);
		const current = () => (renewal.reason === 'due' ? this.valid() : undefined);
		const next = this.next(renewal, request).catch(async (error: AuroraError) => {
			// n8n writes into the errors that it shows: everyone gets one of their own.
			return current() ?? (await Promise.reject(error.copy()));
		});
		if (!current()) return await next;
		const inTime = this.timing.sleep(RENEWAL_WAIT).then(async () => current() ?? (await next));
		return await Promise.race([next, inTime]);
	}

	/** Notes what a path of the API said to a token. */
	observe({ token, path }: Pick<Rejection, 'token' | 'path'>, verdict: Verdict): void {
		if (this.state.token?.value === token) this.history.addVerdict(verdict, path);
	}

	/** Whether a rejected request needs no second try. */
	isFinal(rejection: Rejection): boolean {
		return this.history.isFinal(rejection, this.timing.elapsed());
	}

	private now(): Moment {
		return { epoch: this.timing.now(), monotonic: this.timing.elapsed() };
	}

	/** The current token if it has not expired. */
	private valid(): AccessToken | undefined {
		const { token } = this.state;
		return token && isBefore(this.now(), token.expiresAt) ? token : undefined;
	}

	private async next(renewal: Renewal, request: () => Promise<IssuedToken>): Promise<AccessToken> {
		const { state } = this;
		if (state.name === 'requested') return await state.pending;
		const now = this.now();
		const token = this.valid();
		if (token && isBefore(now, token.renewAt) && suits(token, renewal, now.monotonic)) return token;
		if (state.name === 'failed' && now.monotonic < state.until) throw state.error;
		// Sent once more: the API may take it now, and otherwise its own words come out.
		if (token && this.history.isInVain(renewal, now.monotonic)) return token;
		const wait = this.history.waitForRequest(now.monotonic);
		if (wait > 0 && token) return token;
		if (wait > 0) throw expiresTooQuickly(wait);
		this.history.addRequest(now.monotonic);
		const pending = this.issue(now, renewal, request);
		this.state = { name: 'requested', token: state.token, pending };
		return await pending;
	}

	/** @param start from which the token's life counts, so that it is never thought too long */
	private async issue(
		start: Moment,
		{ path }: Renewal,
		request: () => Promise<IssuedToken>,
	): Promise<AccessToken> {
		try {
			const { accessToken, lifetime } = await request();
			const life = lifetime * 1000;
			const expiresAt = later(start, life);
			const renewAt = later(expiresAt, -Math.min(LONGEST_LEAD, life / 10));
			const token = { value: accessToken, issuedAt: start.monotonic, renewAt, expiresAt };
			this.state = { name: 'idle', token };
			this.history.addIssue(start.monotonic, path);
			return token;
		} catch (thrown) {
			const error = asAuroraError(thrown);
			const { retryAfter = 0 } = error.details;
			const pause = Math.min(Math.max(retryAfter, FAILURE_PAUSE), LONGEST_PAUSE);
			const until = this.timing.elapsed() + pause;
			this.state = { name: 'failed', token: this.state.token, error, until };
			throw error;
		}
	}

	/** Takes over a stored token, if it lasts longer than the one at hand. */
	private restore({ value, expiresAt }: StoredToken): void {
		const { token } = this.state;
		const isLonger = !token || (token.value !== value && expiresAt > token.expiresAt.epoch);
		if (!isLonger || this.history.wasRejected(value)) return;
		const now = this.now();
		const end = later(now, expiresAt - now.epoch);
		const renewAt = later(end, -LONGEST_LEAD);
		this.state.token = { value, issuedAt: -Infinity, renewAt, expiresAt: end };
	}
}

function suits(token: AccessToken, renewal: Renewal, now: number): boolean {
	if (renewal.reason === 'test') return now - token.issuedAt <= YOUNG;
	return token.value !== renewal.token;
}

function expiresTooQuickly(wait: number): AuroraError {
	return new AuroraError(
		`Access tokens expire too quickly: more than ${REQUESTS_A_MINUTE} a minute would be needed`,
		`Tell Aurora that the token service issues tokens that last a few seconds. A new one is requested in ${formatDuration(wait)}.`,
	);
}

function asAuroraError(thrown: unknown): AuroraError {
	if (thrown instanceof AuroraError) return thrown;
	// Not passed on as it is: it could hold the request, and with it the secret.
	return new AuroraError(
		'The access token could not be requested',
		'This is a defect in the Aurora credential. Please report it.',
	);
}
