import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { FaultQueue } from './faults.mjs';
import { Model } from './model.mjs';

/** After a failed token request the package repeats its error for 15 s instead of the request. */
const PAUSE_MS = 15_000;

/**
 * One lane on which things are run, and the model that says how each is to end.
 */
export class Cell {
	/** When the latest run began. */
	#started = Date.now();

	/**
	 * @param {import('./lane.mjs').Lane} lane
	 * @param {{ api?: FaultQueue, token?: FaultQueue }} faults in the order of their arrival
	 * @param {{ hasToken: boolean }} start
	 */
	constructor(lane, faults, start) {
		const { api = new FaultQueue(), token = new FaultQueue() } = faults;
		lane.arm({ api: api.copy(), token: token.copy() });
		this.lane = lane;
		this.model = new Model({ api, token }, lane.hosts, start);
	}

	/**
	 * Runs one thing and checks how it ends, and how many requests it makes.
	 * @param {() => Promise<{ ok: boolean, message?: string }>} run
	 * @param {(model: Model) => import('./model.mjs').Outcome} predict
	 */
	async check(run, predict) {
		const before = { ...this.lane.attempts };
		const previous = this.#started;
		this.#started = Date.now();
		const actual = await run();
		const { api, token } = this.lane.attempts;
		// On a busy machine the pause can be over before the execution gets to asking.
		if (token > before.token && Date.now() - previous > PAUSE_MS) this.model.afterPause();
		this.model.now = this.#started;
		const { fault, hasHint, ...expected } = predict(this.model);
		assert.deepEqual(
			{
				ok: actual.ok,
				...(actual.message !== undefined && {
					message: withoutHint(actual.message, { ...expected, hasHint }),
				}),
				api: api - before.api,
				token: token - before.token,
			},
			expected,
		);
		return actual;
	}

	get #left() {
		const { api, token } = this.model.faults;
		return api.left + token.left;
	}

	/** The faults are over, whatever was still to come. */
	disarm() {
		this.lane.disarm();
		this.model.faults = { api: new FaultQueue(), token: new FaultQueue() };
	}

	/**
	 * Runs the same thing until all faults have come and it ends well; faults that come for ever end
	 * after the first failure. While the pause after a failed token request lasts, its error is
	 * repeated and nobody is asked.
	 * @param {() => Promise<{ ok: boolean, message?: string }>} run
	 * @param {(model: Model) => import('./model.mjs').Outcome} predict
	 * @returns {Promise<{ ok: boolean, message?: string }>} the good end
	 */
	async untilGood(run, predict) {
		for (;;) {
			const before = this.#left;
			const last = await this.check(run, predict);
			const left = this.#left;
			// Faults can be left over that nobody meets any more, such as of a token service not asked again.
			if (last.ok && (left === 0 || left === before)) return last;
			if (left === Number.POSITIVE_INFINITY) this.disarm();
			if (this.model.isPausing) {
				await this.check(run, predict);
				await delay(PAUSE_MS + 500);
				this.model.afterPause();
			}
		}
	}
}

/** The connection test shows one text: the sentence, then what to do about it. */
function withoutHint(text, { message, hasHint }) {
	return hasHint && text.length > `${message}. `.length && text.startsWith(`${message}. `)
		? message
		: text;
}
