/** A small seeded random generator (mulberry32): numbers in [0, 1). @param {number} seed */
export function seededRandom(seed) {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/**
 * Faults at random, the same for the same seed.
 * @param {{ seed?: number, rates: Record<string, number>, retryAfter?: string }} options rates by HTTP status,
 *   'cut', 'cutMidBody' or 'hang'; retryAfter goes with 429 and 503
 * @returns {() => import('./endpoint.mjs').Answer | undefined} the fault for the next request, if any
 */
export function chaosRoller({ seed = 1, rates, retryAfter }) {
	const random = seededRandom(seed);
	const faults = Object.entries(rates).map(([kind, rate]) => ({
		rate,
		answer: fault(kind, retryAfter),
	}));
	return () => {
		let roll = random();
		for (const { rate, answer } of faults) {
			if (roll < rate) return answer;
			roll -= rate;
		}
		return undefined;
	};
}

function fault(kind, retryAfter) {
	if (kind === 'cut') return { cut: 'before' };
	if (kind === 'cutMidBody') return { cut: 'midBody' };
	if (kind === 'hang') return { hang: true };
	const status = Number(kind);
	if (!(status >= 200 && status <= 599))
		throw new Error(`Unknown fault "${kind}": use an HTTP status, cut, cutMidBody or hang.`);
	return {
		status,
		headers: retryAfter && (status === 429 || status === 503) ? { 'retry-after': retryAfter } : {},
	};
}
