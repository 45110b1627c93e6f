/** Things of which each is used by one at a time. */
export class Pool {
	#free = [];
	#waiting = [];

	/** @param {number} count @param {() => Promise<object>} make called one after the other */
	static async of(count, make) {
		const pool = new Pool();
		while (pool.#free.length < count) pool.#free.push(await make());
		return pool;
	}

	/** Waits for a free one. @param {(thing: object) => Promise<void>} use */
	async use(use) {
		const thing = this.#free.pop() ?? (await new Promise((resolve) => this.#waiting.push(resolve)));
		try {
			await use(thing);
		} finally {
			const next = this.#waiting.shift();
			if (next) next(thing);
			else this.#free.push(thing);
		}
	}
}
