// Import this first: the clocks stand still from here on. Timers stay real, requests need them.
jest.useFakeTimers({
	now: Date.UTC(2030, 0, 1),
	doNotFake: [
		'hrtime',
		'nextTick',
		'queueMicrotask',
		'setImmediate',
		'clearImmediate',
		'setInterval',
		'clearInterval',
		'setTimeout',
		'clearTimeout',
	],
});

/** @param ms milliseconds by which the clocks move on */
export function pass(ms: number): void {
	jest.advanceTimersByTime(ms);
}
