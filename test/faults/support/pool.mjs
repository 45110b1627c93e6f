/**
 * Things of which each is used by one at a time.
 * @template T
 */
export class Pool {
	#free;
	#waiting = [];

	/** @param {T[]} things */
	constructor(things) {
		this.#free = [...things];
	}

	/**
	 * @template T
	 * @param {number} count
	 * @param {() => Promise<T>} make called one after the other
	 */
	static async of(count, make) {
		const things = [];
		while (things.length < count) things.push(await make());
		return new Pool(things);
	}

	/**
	 * @template R
	 * @param {(thing: T) => Promise<R>} use
	 * @returns {Promise<R>}
	 */
	async use(use) {
		const thing = this.#free.pop() ?? (await new Promise((resolve) => this.#waiting.push(resolve)));
		try {
			return await use(thing);
		} finally {
			const next = this.#waiting.shift();
			if (next) next(thing);
			else this.#free.push(thing);
		}
	}
}
