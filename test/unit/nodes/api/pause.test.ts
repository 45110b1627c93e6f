import { pause, stopIfCancelled } from '../../../../nodes/Aurora/api/pause';

import { refusal, refusalOf } from '../../support/refusal';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Whether a promise has ended, after everything that is due has run. */
async function ended(promise: Promise<unknown>): Promise<boolean> {
	let done = false;
	const end = () => {
		done = true;
	};
	promise.then(end, end);
	await jest.advanceTimersByTimeAsync(0);
	return done;
}

test('lasts as long as it is told', async () => {
	const waiting = pause(5_000);
	await jest.advanceTimersByTimeAsync(4_999);
	expect(await ended(waiting)).toBe(false);
	await jest.advanceTimersByTimeAsync(1);
	expect(await ended(waiting)).toBe(true);
	await expect(waiting).resolves.toBeUndefined();
});

test('ends at once when the execution is cancelled, with a sentence', async () => {
	const execution = new AbortController();
	const waiting = refusalOf(pause(60_000, execution.signal));
	await jest.advanceTimersByTimeAsync(10);
	execution.abort();
	expect(await ended(waiting)).toBe(true);
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
	expect(remove).toHaveBeenCalledTimes(1_000);
});

test('stopIfCancelled lets an execution that goes on go on', () => {
	expect(() => stopIfCancelled()).not.toThrow();
	expect(() => stopIfCancelled(new AbortController().signal)).not.toThrow();
	expect(refusal(() => stopIfCancelled(AbortSignal.abort())).hint).toMatch(/not sent yet/);
});
