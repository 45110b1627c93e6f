import {
	apiSentence,
	REFUSED_AGAIN,
	REFUSED_TWICE,
	testSentence,
	tokenSentence,
} from './sentences.mjs';

/** @typedef {import('./faults.mjs').Fault} Fault */
/** @typedef {import('./faults.mjs').FaultQueue} FaultQueue */

/**
 * How something is to end.
 * @typedef {object} Outcome
 * @property {boolean} ok
 * @property {string} [message] of the failure
 * @property {string} [fault] name of the fault that decided
 * @property {number} api requests to the API, failed connections included
 * @property {number} token requests to the token service, failed connections included
 */

const TOKEN_TRIES = 4;
const TOKENS_A_MINUTE = 5;
const MAX_REDIRECTS = 5;
const YOUNG_MS = 60_000;

/** Statuses that n8n explains itself, by what the API says. */
const LEFT_TO_N8N = [400, 408];

const isExplained = ({ isBroken, isNoJson, status }) =>
	isBroken || isNoJson || (status !== undefined && !LEFT_TO_N8N.includes(status));

class Failure extends Error {
	constructor(message, fault) {
		super(message);
		this.fault = fault?.name;
	}
}

/**
 * What the package promises to do, in few words: which faults it repeats, how often, and what it
 * says in the end. It knows one credential.
 */
export class Model {
	/** @type {{ accepted: boolean, replacesRefused: boolean, refusedRepeatedly?: boolean } | undefined} */
	#held;
	#tokensTaken = 0;
	#takenAt = Date.now();
	/** When what is predicted began, in epoch milliseconds. */
	now = Date.now();
	#tokenFailure;
	#requests = { api: 0, token: 0 };

	/**
	 * @param {{ api: FaultQueue, token: FaultQueue }} faults to come; they are used up
	 * @param {{ api: string, token: string }} hosts
	 * @param {{ hasToken: boolean }} start hasToken: one that the API took before
	 */
	constructor(faults, hosts, { hasToken }) {
		this.faults = faults;
		this.hosts = hosts;
		if (hasToken) this.#held = { accepted: true, replacesRefused: false };
	}

	/** A token request failed a moment ago. */
	get isPausing() {
		return this.#tokenFailure !== undefined;
	}

	/** The pause after a failed token request is over. */
	afterPause() {
		this.#tokenFailure = undefined;
	}

	/**
	 * One execution with one input item, or one poll.
	 * @param {import('./sentences.mjs').Operation} operation
	 * @param {number} retries
	 * @returns {Outcome}
	 */
	execute(operation, retries) {
		return this.#outcome(() => {
			for (let retry = 0; ; retry++) {
				const fault = this.#tryOnce();
				if (!fault || fault.api === 'good') return;
				if (fault.isNoJson && operation === 'send' && fault.name === 'empty 200') return;
				const failure = new Failure(apiSentence(fault, this.hosts.api, operation), fault);
				if (fault.api !== 'again' || retry === retries) throw failure;
			}
		});
	}

	/** One connection test. @returns {Outcome & { hasHint?: boolean }} hasHint: more follows the message */
	test() {
		let hasToken = false;
		const outcome = this.#outcome(() => {
			// An older token proves nothing about the fields as they are now.
			const isOld = this.now - this.#takenAt > YOUNG_MS;
			if (!this.#held || isOld) this.#fetchToken(false);
			hasToken = true;
			const probe = this.#ask();
			if (probe && isExplained(probe))
				throw new Failure(testSentence(probe, this.hosts.api), probe);
			// n8n has used up its one renewal to get the token.
			const fault = this.#ask();
			if (fault && fault.api !== 'good')
				throw new Failure(testSentence(fault, this.hosts.api), fault);
		});
		return hasToken ? outcome : { ...outcome, hasHint: true };
	}

	#outcome(run) {
		this.#requests = { api: 0, token: 0 };
		try {
			run();
			return { ok: true, ...this.#requests };
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			return { ok: false, message: error.message, fault: error.fault, ...this.#requests };
		}
	}

	/** One try of a request: the token, the request, redirects. Returns the fault it ends with. */
	#tryOnce() {
		for (let redirects = 0; ; redirects++) {
			const fault = this.#authorized();
			if (fault?.api !== 'follow' || redirects === MAX_REDIRECTS) return fault;
		}
	}

	/** A request, repeated once with another token after a 401. */
	#authorized() {
		if (!this.#held) this.#fetchToken(false);
		const fault = this.#ask();
		if (fault?.api !== 'unauthorized') return this.#note(fault);
		this.#renew();
		const second = this.#ask();
		if (second?.api !== 'unauthorized') return this.#note(second);
		this.#held.refusedRepeatedly = true;
		throw new Failure(REFUSED_TWICE, second);
	}

	#ask() {
		this.#requests.api += 1;
		return this.faults.api.shift();
	}

	/** Whether the API took the token. */
	#note(fault) {
		const proves =
			!fault || (!fault.isBroken && !(fault.status >= 500) && ![408, 429].includes(fault.status));
		if (proves) this.#held.accepted = true;
		return fault;
	}

	/** After a 401. */
	#renew() {
		const inVain = this.#held.replacesRefused && !this.#held.accepted;
		if (inVain || this.#tokensTaken >= TOKENS_A_MINUTE) {
			if (this.#held.accepted || !this.#held.refusedRepeatedly) return;
			throw new Failure(REFUSED_AGAIN);
		}
		this.#fetchToken(true);
	}

	#fetchToken(replacesRefused) {
		if (this.#tokenFailure) throw this.#tokenFailure;
		this.#tokensTaken += 1;
		for (let attempt = 1; ; attempt++) {
			this.#requests.token += 1;
			const fault = this.faults.token.shift();
			if (!fault || fault.token === 'good') break;
			if (fault.token === 'again' && attempt < TOKEN_TRIES) continue;
			this.#tokenFailure = new Failure(tokenSentence(fault, this.hosts.token), fault);
			throw this.#tokenFailure;
		}
		this.#held = { accepted: false, replacesRefused };
		this.#takenAt = this.now;
	}
}
