// Import this first: the date stands still from here on. Timers stay real, requests need them.
jest.useFakeTimers({
	now: Date.UTC(2030, 0, 1),
	doNotFake: [
		'hrtime',
		'performance',
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

/** @param ms milliseconds by which the date moves on */
export function pass(ms: number): void {
	jest.setSystemTime(Date.now() + ms);
}
