/** The middle one of some numbers. @param {number[]} values */
export function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[sorted.length >> 1];
}

/**
 * Runs several things in turn, so that whatever else the machine does hits all of them alike.
 * @param {Record<string, () => Promise<number>>} things name → runs it once, returns milliseconds
 * @param {number} rounds counted ones; one more comes before to warm up
 * @returns {Promise<Record<string, number[]>>} milliseconds of each round
 */
export async function inTurn(things, rounds) {
	const times = Object.fromEntries(Object.keys(things).map((name) => [name, []]));
	for (let round = 0; round <= rounds; round++) {
		for (const [name, run] of Object.entries(things)) {
			const ms = await run();
			if (round > 0) times[name].push(ms);
		}
	}
	return times;
}

/** How many times faster one thing is than another: the median over the rounds of their ratio. */
export function timesFaster(slow, fast) {
	return median(slow.map((ms, round) => ms / fast[round]));
}

/** Milliseconds that n8n itself measured for nodes of an execution. */
export function nodeTime(execution, names) {
	const { runData } = execution.data.resultData;
	return names
		.flatMap((name) => runData[name] ?? [])
		.reduce((sum, { executionTime }) => sum + executionTime, 0);
}
