import { isRecord } from '../../../lib/util/json';

const { imul } = Math;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const PAIRS = [...DIGITS].flatMap((high) => [...DIGITS].map((low) => high + low));

/**
 * Hashes JSON values in two lanes of 32 bits, each FNV-1a with a multiplier of its own and the last
 * step of MurmurHash3. The order of fields does not count, that of a list does.
 *
 * `node:crypto` would take several times as long as parsing the JSON did, and nobody attacks this.
 */
export class ValueHash {
	private a = 0;

	private b = 0;

	/** The last hash in 8 characters: 48 bits. */
	get text(): string {
		return this.shortText + twoDigits(this.b >>> 20) + twoDigits(this.b >>> 8);
	}

	/** The last hash in 4 characters: two values share it once in 16 million. */
	get shortText(): string {
		return twoDigits(this.a >>> 20) + twoDigits(this.a >>> 8);
	}

	/** Hashes the fields by `field`, which calls `value` for the value that counts. */
	record(
		record: Record<string, unknown>,
		field = (name: string) => this.value(record[name]),
	): this {
		let [sumA, sumB] = [0, 0];
		for (const name of Object.keys(record)) {
			this.add(name, 1, 1);
			field(name);
			sumA += this.a;
			sumB += this.b;
		}
		return this.add('{}', sumA, sumB);
	}

	/** Hashes a value, going on from the hash so far. */
	value(value: unknown): void {
		const { a, b } = this;
		if (typeof value === 'string') this.add(value, a, b);
		else if (Array.isArray(value)) {
			this.add('[', ~a, ~b);
			for (const entry of value) this.value(entry);
			this.add(']', ~this.a, ~this.b);
		} else if (isRecord(value)) {
			this.record(value).add('{', this.a ^ a, this.b ^ b);
		} else this.add(String(value ?? null), ~a, ~b);
	}

	private add(text: string, a: number, b: number): this {
		for (let at = 0; at < text.length; at++) {
			const code = text.charCodeAt(at);
			a = imul(a ^ code, 0x01000193);
			b = imul(b ^ code, 0x5f356495);
		}
		this.a = mixed(a ^ text.length);
		this.b = mixed(b ^ text.length);
		return this;
	}
}

/** The lowest 12 bits of a number as two characters. */
export function twoDigits(value: number): string {
	return PAIRS[value & 4095];
}

function mixed(hash: number): number {
	const once = imul(hash ^ (hash >>> 16), 0x85ebca6b);
	const twice = imul(once ^ (once >>> 13), 0xc2b2ae35);
	return twice ^ (twice >>> 16);
}
