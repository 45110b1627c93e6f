import { chaosRoller } from './chaos.mjs';
import { deliver } from './deliver.mjs';

/**
 * @typedef {object} LoggedRequest
 * @property {number} at milliseconds since the epoch
 * @property {string} method
 * @property {string} path with the query exactly as it was sent
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {string} body
 * @property {number | 'cut' | 'hang' | 'aborted' | undefined} status undefined while it is being answered
 * @property {string | undefined} tokenId tokenId() of the token sent to the API, or issued by the token service
 *
 * @typedef {object} Answer Without status, body or redirect it is the normal answer, changed.
 * @property {number} [status]
 * @property {Record<string, string | string[]>} [headers]
 * @property {unknown} [body] string and Buffer as they are, anything else as JSON
 * @property {number} [delayMs]
 * @property {true} [hang] never answered; the connection stays open
 * @property {'before' | 'midBody'} [cut] 'before': nothing is done; 'midBody': done, then half of the answer
 * @property {{ bytes: number, everyMs: number }} [drip]
 * @property {string} [redirect] Location; status 302 unless given
 * @property {(body: any) => unknown} [patch] gets a copy of the normal body, returns the body to send
 *
 * @typedef {Answer | ((request: LoggedRequest) => Answer | undefined | Promise<Answer | undefined>)} Scripted a function
 *   may look at the request; undefined means the normal answer
 */

/** One part of the service (token service, discovery or API): counts, remembers, and misbehaves on command. */
export class Endpoint {
	#respond;
	#tokenIdOf;
	#latencyMs;
	#logLimit;
	#open = new Set();
	#answers = [];
	#always = null;
	#chaos = null;

	/**
	 * @param {(request: LoggedRequest) => Answer | Promise<Answer>} respond the normal answer
	 * @param {{ latencyMs?: number, logLimit?: number, tokenIdOf?: (request: LoggedRequest, answer: Answer) => string | undefined }} [options]
	 *   logLimit: how many requests are remembered; counts stay exact beyond it
	 */
	constructor(respond, { latencyMs = 0, logLimit = 20_000, tokenIdOf = () => undefined } = {}) {
		this.#respond = respond;
		this.#tokenIdOf = tokenIdOf;
		this.#latencyMs = latencyMs;
		this.#logLimit = logLimit;
		this.reset();
	}

	/**
	 * Answers the coming requests with these, in order, then normally again.
	 * @param {...Scripted} answers
	 */
	next(...answers) {
		this.#answers.push(...answers);
	}

	/** Answers every request with this until null. @param {Scripted | null} answer */
	always(answer) {
		this.#always = answer;
	}

	/**
	 * Seeded random faults, e.g. { seed: 1, rates: { 401: 0.05, 503: 0.05, cut: 0.02 } }; null ends them.
	 * @param {Parameters<typeof chaosRoller>[0] | null} options
	 */
	chaos(options) {
		this.#chaos = options && chaosRoller(options);
	}

	/** Forgets scripts, counts and log; drops connections that are still being answered. */
	reset() {
		for (const response of this.#open) response.destroy();
		this.#answers = [];
		this.#always = null;
		this.#chaos = null;
		this.latencyMs = this.#latencyMs;
		/** @type {LoggedRequest[]} the last 20,000 */
		this.requests = [];
		/** All requests that arrived. */
		this.count = 0;
		/** Requests by status, e.g. { 200: 3, 401: 1, cut: 1 }. @type {Record<string, number>} */
		this.counts = {};
		/** The most requests that were open at the same moment. */
		this.maxInFlight = 0;
	}

	/** Requests being answered now. */
	get inFlight() {
		return this.#open.size;
	}

	/** The request listener for a Node server. */
	handle = async (incoming, response) => {
		const { method, url: path, headers } = incoming;
		/** @type {LoggedRequest} */
		const request = { at: Date.now(), method, path, headers, body: '' };
		this.count += 1;
		this.requests.push(request);
		if (this.requests.length > this.#logLimit) this.requests.shift();
		const { counts } = this;
		const settle = (status) => {
			if (request.status !== undefined) return;
			request.status = status;
			counts[status] = (counts[status] ?? 0) + 1;
		};
		this.#open.add(response);
		this.maxInFlight = Math.max(this.maxInFlight, this.#open.size);
		response.on('close', () => {
			this.#open.delete(response);
			settle('aborted');
		});
		// chosen on arrival, so that scripts and chaos follow the order of the requests
		let chosen = this.#answers.shift() ?? this.#always ?? this.#chaos?.();
		try {
			for await (const chunk of incoming.setEncoding('utf8')) request.body += chunk;
			if (typeof chosen === 'function') chosen = await chosen(request);
			await deliver({
				response,
				answer: chosen ?? {},
				latencyMs: this.latencyMs,
				normal: () => this.#respond(request),
				settle: (status, answer) => {
					request.tokenId = this.#tokenIdOf(request, answer);
					settle(status);
				},
			});
			// not on 'close': the client may send its next request before that
			if (response.writableEnded) this.#open.delete(response);
		} catch (error) {
			if (response.destroyed) return;
			settle(500);
			response.writeHead(500).end(String(error?.stack ?? error));
		}
	};
}
