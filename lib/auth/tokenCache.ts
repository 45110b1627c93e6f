import { AuroraCredentialError } from '../http/credentialError';
import type { Timing } from '../http/http';
import { inWords } from '../http/retryPolicy';
import type { IssuedToken } from './tokenResponse';

/** A token and until when it may be used, in epoch milliseconds. */
export interface AccessToken {
	value: string;
	expiresAt: number;
}

/** Why a new token is wanted. */
export interface Renewal {
	/** The token that the API refused. */
	refused?: string;
	/** A token that still serves when no new one can be had. */
	fallback?: AccessToken;
	/** Nobody knows whether the API refused the token or failed for another reason. */
	unsure?: boolean;
	/** The sender repeats the request with the token that it gets, and tells if that is refused as well. */
	mayRepeat?: boolean;
}

interface Held extends AccessToken {
	issuedAt: number;
	/** From issue to expiry, in milliseconds; 0 when it came from n8n's store. */
	lifetime: number;
	/** The API took it at least once. */
	accepted: boolean;
	/** It was fetched because the API refused the one before. */
	replacesRefused: boolean;
	/** The API refused it in a request that had been refused before. */
	refusedRepeatedly: boolean;
}

interface Entry {
	held?: Held;
	/** The token request under way, shared by everybody who waits for it. */
	flight?: Promise<Held>;
	failure?: { error: AuroraCredentialError; until: number };
	/** When the latest token requests started. */
	requests: number[];
	/** Tokens that the API refused of late: n8n's store may still hold one. */
	refused: string[];
}

/** Token requests per key and minute: tokens are metered (FACTS, the token service). */
const REQUESTS_A_MINUTE = 5;
const MINUTE = 60_000;

/** After a refused replacement: how long no further one is fetched. */
const REFUSED_PAUSE = 20_000;

/** After a failed token request: how long its error is repeated instead of the request. */
const FAILURE_PAUSE = 15_000;

/** The same, if the token service asks for a time of its own. */
const LONGEST_PAUSE = 3_600_000;

/** A token is renewed in the last tenth of its life, at most this long before its end. */
const LONGEST_LEAD = 60_000;

/** Keys kept in memory. */
const MAX_KEYS = 500;

/**
 * The tokens of this process: one per key, fetched once however many ask, renewed before they end,
 * and never more than a handful a minute, whatever the API answers.
 *
 * A key stands for everything that decides about a token (see `AuroraSettings.tokenKey`), so a token
 * is never used with settings other than its own.
 */
export class AccessTokens {
	private readonly entries = new Map<string, Entry>();

	constructor(private readonly timing: Timing) {}

	/**
	 * The freshest valid token, or undefined when there is none or it should be renewed first.
	 *
	 * @param stored the token that n8n's store holds for this very key
	 */
	usable(key: string, stored?: AccessToken): AccessToken | undefined {
		const entry = this.entry(key);
		this.adopt(entry, stored);
		const { held } = entry;
		if (!held || held.expiresAt <= this.timing.now()) return undefined;
		return this.isDue(held) && !this.coolingDown(entry) ? undefined : held;
	}

	/** The token held in memory if it has not expired, due for renewal or not. */
	valid(key: string): AccessToken | undefined {
		const held = this.entries.get(key)?.held;
		return held && held.expiresAt > this.timing.now() ? held : undefined;
	}

	/**
	 * A token other than the refused one: one that is here already, else a new one.
	 *
	 * @param fetch makes the token request; called at most once for all who ask at the same time
	 * @throws AuroraCredentialError when the request failed (now or a moment ago), or when the API
	 *   refuses whatever it is given
	 */
	async renew(
		key: string,
		renewal: Renewal,
		fetch: () => Promise<IssuedToken>,
	): Promise<AccessToken> {
		const entry = this.entry(key);
		if (renewal.refused && !renewal.unsure && !entry.refused.includes(renewal.refused)) {
			entry.refused = [...entry.refused.slice(-9), renewal.refused];
		}
		if (entry.flight) return await this.orFallback(entry.flight, renewal);
		const { held } = entry;
		const now = this.timing.now();
		if (held && held.value !== renewal.refused && held.expiresAt > now && !this.isDue(held))
			return held;
		if (entry.failure && this.coolingDown(entry)) {
			return await this.orFallback(Promise.reject(entry.failure.error.copy()), renewal);
		}
		const wait = this.waitBeforeNext(entry, renewal);
		if (wait > 0) {
			if (held && held.expiresAt > now && mayServeAgain(held, renewal)) return held;
			const error = renewal.refused === undefined ? tooOften(wait) : refusedAgain(wait);
			return await this.orFallback(Promise.reject(error), renewal);
		}
		entry.flight = this.fly(entry, renewal, fetch);
		return await this.orFallback(entry.flight, renewal);
	}

	/** Notes that the API took a token: a later refusal is then worth a new one. */
	accepted(key: string, value: string): void {
		const held = this.entries.get(key)?.held;
		if (held?.value === value) held.accepted = true;
	}

	/** Notes that the API refused a token in a request that had been refused with another before. */
	refusedRepeatedly(key: string, value: string): void {
		const held = this.entries.get(key)?.held;
		if (held?.value === value) held.refusedRepeatedly = true;
	}

	/** When the held token was issued, in epoch milliseconds; undefined without one. */
	issuedAt(key: string): number | undefined {
		return this.entries.get(key)?.held?.issuedAt;
	}

	private async fly(
		entry: Entry,
		renewal: Renewal,
		fetch: () => Promise<IssuedToken>,
	): Promise<Held> {
		// Counted from before the request, so that the token's life is never thought too long.
		const issuedAt = this.timing.now();
		entry.requests = [...this.recent(entry), issuedAt];
		try {
			const issued = await fetch();
			const lifetime = issued.lifetime * 1000;
			entry.held = {
				value: issued.accessToken,
				expiresAt: issuedAt + lifetime,
				issuedAt,
				lifetime,
				accepted: false,
				replacesRefused: renewal.refused !== undefined,
				refusedRepeatedly: false,
			};
			entry.failure = undefined;
			return entry.held;
		} catch (thrown) {
			const error = asCredentialError(thrown);
			entry.failure = {
				error,
				until: this.endOfPause(error.retryAt),
			};
			return await Promise.reject(error);
		} finally {
			entry.flight = undefined;
		}
	}

	/** A service may ask for any time, but nothing except a restart of n8n would end a wait for days. */
	private endOfPause(retryAt = 0): number {
		const now = this.timing.now();
		return Math.min(Math.max(retryAt, now + FAILURE_PAUSE), now + LONGEST_PAUSE);
	}

	/** Everybody gets an error of their own: n8n writes into the errors that it shows. */
	private async orFallback(
		token: Promise<AccessToken>,
		{ fallback }: Renewal,
	): Promise<AccessToken> {
		return await token.catch(async (error: AuroraCredentialError) => {
			if (fallback && fallback.expiresAt > this.timing.now()) return fallback;
			return await Promise.reject(error.copy());
		});
	}

	/** Milliseconds until the next token request is sensible; 0 for now. */
	private waitBeforeNext(entry: Entry, renewal: Renewal): number {
		const now = this.timing.now();
		const { held } = entry;
		const inVain =
			held?.value === renewal.refused && held?.replacesRefused && !held.accepted && !renewal.unsure;
		const pause = held && inVain ? held.issuedAt + REFUSED_PAUSE - now : 0;
		const recent = this.recent(entry);
		const full = recent.length < REQUESTS_A_MINUTE ? 0 : recent[0] + MINUTE - now;
		return Math.max(0, pause, full);
	}

	private recent(entry: Entry): number[] {
		return entry.requests.filter((at) => at > this.timing.now() - MINUTE);
	}

	private coolingDown(entry: Entry): boolean {
		return entry.failure !== undefined && entry.failure.until > this.timing.now();
	}

	private isDue({ expiresAt, lifetime }: Held): boolean {
		const lead = lifetime === 0 ? LONGEST_LEAD : Math.min(LONGEST_LEAD, lifetime / 10);
		return expiresAt - lead <= this.timing.now();
	}

	/** Takes over a token that another process, or this one before a restart, has stored. */
	private adopt(entry: Entry, stored?: AccessToken): void {
		if (!stored || stored.value === entry.held?.value) return;
		if (entry.refused.includes(stored.value)) return;
		if (entry.held && entry.held.expiresAt >= stored.expiresAt) return;
		entry.held = {
			...stored,
			issuedAt: 0,
			lifetime: 0,
			accepted: true,
			replacesRefused: false,
			refusedRepeatedly: false,
		};
	}

	private entry(key: string): Entry {
		let entry = this.entries.get(key);
		if (!entry) {
			this.makeRoom();
			entry = { requests: [], refused: [] };
			this.entries.set(key, entry);
		}
		return entry;
	}

	private makeRoom(): void {
		if (this.entries.size < MAX_KEYS) return;
		for (const [key, { flight }] of this.entries) {
			if (flight) continue;
			this.entries.delete(key);
			return;
		}
	}
}

/**
 * Whether a refused token is worth another try, while no new one is to be had. A request that meets a
 * fresh replacement may have been refused by chance, as its neighbours were with the token before.
 */
function mayServeAgain(held: Held, { unsure, mayRepeat }: Renewal): boolean {
	return held.accepted || unsure === true || (mayRepeat === true && !held.refusedRepeatedly);
}

function asCredentialError(thrown: unknown): AuroraCredentialError {
	if (thrown instanceof AuroraCredentialError) return thrown;
	// Not passed on as it is: it could hold the request, and with it the secret.
	return new AuroraCredentialError(
		'The access token could not be fetched',
		'An unexpected failure inside the Aurora credential. Please report it.',
	);
}

function tooOften(wait: number): AuroraCredentialError {
	return new AuroraCredentialError(
		`Aurora's tokens end so soon that ${REQUESTS_A_MINUTE} a minute are not enough`,
		`Tell Aurora that the token service gives tokens of a few seconds. A new one is fetched in ${inWords(wait)}.`,
	);
}

function refusedAgain(wait: number): AuroraCredentialError {
	return new AuroraCredentialError(
		'The Aurora API refuses every access token, even one just issued (status 401)',
		`The token service accepts the credential, but the API does not accept its tokens. Check 'Environment' and 'Send Token In' in the credential; if both are right, ask Aurora. A new token is tried again in ${inWords(wait)}.`,
	);
}
