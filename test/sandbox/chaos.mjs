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

const CONNECTION_FAULTS = {
	cut: { cut: 'before' },
	cutMidBody: { cut: 'midBody' },
	hang: { hang: true },
};

/**
 * Faults at random, the same for the same seed.
 * @param {{ seed?: number, rates: Record<string, number>, retryAfter?: string }} options rates by HTTP status,
 *   'cut', 'cutMidBody' or 'hang'; retryAfter goes with 429 and 503
 * @returns {() => import('./endpoint.mjs').Answer | undefined} the fault for the next request, if any
 */
export function chaosRoller({ seed = 1, rates, retryAfter }) {
	const random = seededRandom(seed);
	const faults = Object.entries(rates).map(([kind, rate]) => [rate, fault(kind, retryAfter)]);
	return () => {
		let roll = random();
		return faults.find(([rate]) => (roll -= rate) < 0)?.[1];
	};
}

function fault(kind, retryAfter) {
	if (CONNECTION_FAULTS[kind]) return CONNECTION_FAULTS[kind];
	const status = Number(kind);
	if (!(status >= 200 && status <= 599))
		throw new Error(`Unknown fault "${kind}": use an HTTP status, cut, cutMidBody or hang.`);
	const waits = retryAfter && (status === 429 || status === 503);
	return { status, headers: waits ? { 'retry-after': retryAfter } : {} };
}
