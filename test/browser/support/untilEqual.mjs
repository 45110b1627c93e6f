import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

const TIMEOUT_MS = 30_000;

/**
 * Reads until a value is the expected one; fails with the difference when it does not become so.
 * @template T
 * @param {() => Promise<T>} read
 * @param {T} expected
 */
export async function untilEqual(read, expected) {
	const deadline = Date.now() + TIMEOUT_MS;
	for (;;) {
		const value = await read();
		try {
			return assert.deepEqual(value, expected);
		} catch (difference) {
			if (Date.now() > deadline) throw difference;
		}
		await delay(100);
	}
}
