import { pause, stopIfCancelled } from '../../../../nodes/Aurora/api/pause';

import { refusal, refusalOf } from '../../support/refusal';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('lasts as long as it is told', async () => {
	let hasEnded = false;
	const waiting = pause(5_000).then(() => {
		hasEnded = true;
	});
	await jest.advanceTimersByTimeAsync(4_999);
	expect(hasEnded).toBe(false);
	await jest.advanceTimersByTimeAsync(1);
	expect(hasEnded).toBe(true);
	await waiting;
});

test('ends at once when the execution is cancelled, with a sentence', async () => {
	const execution = new AbortController();
	const waiting = refusalOf(pause(60_000, execution.signal));
	await jest.advanceTimersByTimeAsync(10);
	execution.abort();
	// The clock stands still: without the end this would wait for ever.
	expect((await waiting).message).toBe('The execution was cancelled');
});

test('does not begin when the execution is cancelled already', async () => {
	const { message } = await refusalOf(pause(60_000, AbortSignal.abort()));
	expect(message).toBe('The execution was cancelled');
	expect(jest.getTimerCount()).toBe(0);
});

test('a thousand waits leave no listener on the execution', async () => {
	const { signal } = new AbortController();
	const add = jest.spyOn(signal, 'addEventListener');
	const remove = jest.spyOn(signal, 'removeEventListener');
	const waits = Array.from({ length: 1_000 }, async () => await pause(10, signal));
	await jest.advanceTimersByTimeAsync(10);
	await Promise.all(waits);
	expect(add).toHaveBeenCalledTimes(1_000);
	for (const [at, call] of add.mock.calls.entries()) expect(remove.mock.calls[at]).toEqual(call);
});

test('stopIfCancelled lets an execution that goes on go on', () => {
	expect(() => stopIfCancelled()).not.toThrow();
	expect(() => stopIfCancelled(new AbortController().signal)).not.toThrow();
	expect(refusal(() => stopIfCancelled(AbortSignal.abort())).description).toMatch(/not yet sent/);
});
