import type { RequestsInFlight } from './requestsInFlight';

/** From here on waiting costs no time: the clock moves only in `finished`. */
export function useVirtualTime(): void {
	isVirtual = true;
	jest.useFakeTimers({
		// A whole second, as HTTP dates have none finer.
		now: Math.ceil(Date.now() / 1000) * 1000,
		doNotFake: ['nextTick', 'setImmediate', 'clearImmediate', 'queueMicrotask'],
	});
}

let isVirtual = false;

afterEach(() => {
	isVirtual = false;
	jest.useRealTimers();
});

/** Turns of the event loop after which a test gives up: no request takes a hundredth of it. */
const MANY_TURNS = 50_000;

/**
 * Lets an execution come to its end. Whenever no request is under way and the node waits for the
 * clock, the clock jumps to that moment.
 *
 * @param onWait called before each jump
 */
export async function finished<T>(
	execution: Promise<T>,
	requests: RequestsInFlight,
	onWait = () => {},
): Promise<T> {
	let ended = false;
	const end = () => {
		ended = true;
	};
	execution.then(end, end);
	while (!ended) {
		await turnsUntil(() => ended || isWaiting(requests));
		if (ended) break;
		onWait();
		await turn();
		if (!ended) await jest.advanceTimersToNextTimerAsync();
	}
	return await execution;
}

/** Until the requests so far are answered and the node waits for the clock. The clock stands still. */
export async function untilWaiting(requests: RequestsInFlight): Promise<void> {
	await turnsUntil(() => requests.all > 0 && isWaiting(requests));
}

function isWaiting(requests: RequestsInFlight): boolean {
	return requests.now === 0 && jest.getTimerCount() > 0;
}

async function turnsUntil(condition: () => boolean): Promise<void> {
	for (let turns = 0; turns < MANY_TURNS; turns++) {
		await turn();
		if (!isVirtual) break;
		if (condition()) return;
	}
	throw new Error('The execution neither ends nor waits for the clock');
}

/** One turn of the event loop, in which the network can move on. */
export async function turn(): Promise<void> {
	// eslint-disable-next-line @n8n/community-nodes/no-restricted-globals -- tests run on Node alone
	await new Promise(setImmediate);
}
