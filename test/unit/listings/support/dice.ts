/** Chance that comes out the same for the same seed: a service can be built again from two numbers. */
export class Dice {
	private state: number;

	constructor(seed: number, throwNumber: number) {
		this.state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(throwNumber + 1, 0xc2b2ae35);
		this.next();
	}

	/** From 0 to less than 1 (mulberry32). */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}

	/** A whole number, both ends included. */
	between(least: number, most: number): number {
		return least + Math.floor(this.next() * (most - least + 1));
	}

	/** Whether something happens that happens so many times in a hundred. */
	in100(times: number): boolean {
		return this.next() * 100 < times;
	}

	one<T>(of: readonly T[]): T {
		return of[Math.floor(this.next() * of.length)];
	}

	/** One of several, each with how often it comes. */
	weighed<T>(of: ReadonlyArray<readonly [weight: number, value: T]>): T {
		let left = this.next() * of.reduce((sum, [weight]) => sum + weight, 0);
		for (const [weight, value] of of) {
			left -= weight;
			if (left < 0) return value;
		}
		return of[of.length - 1][1];
	}

	/** Up to so many different ones. */
	some<T>(of: readonly T[], most: number): T[] {
		const left = [...of];
		return Array.from({ length: Math.min(most, left.length) }, () => {
			const [taken] = left.splice(Math.floor(this.next() * left.length), 1);
			return taken;
		});
	}
}
