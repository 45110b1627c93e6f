import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The middle one of some numbers. @param {number[]} values */
export function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[sorted.length >> 1];
}

/**
 * Runs several things in turn, so that whatever else the machine does hits all of them alike.
 * @param {Record<string, () => number | Promise<number>>} things name → runs it once
 * @param {number} rounds counted ones; one more comes before to warm up
 * @returns {Promise<Record<string, number[]>>} what each returned, by round
 */
export async function inTurn(things, rounds) {
	const results = Object.fromEntries(Object.keys(things).map((name) => [name, []]));
	for (let round = 0; round <= rounds; round++) {
		for (const [name, run] of Object.entries(things)) {
			const result = await run();
			if (round > 0) results[name].push(result);
		}
	}
	return results;
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/** Milliseconds of CPU for some work, without the garbage of what came before. @param {() => void} work */
export function cpuOf(work) {
	collectGarbage();
	const started = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(started);
	return (user + system) / 1000;
}
