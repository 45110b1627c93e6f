import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { sentenceOf } from './sentences.mjs';

/** After a failed token request the package repeats its error for 15 s instead of the request. */
export const PAUSE_MS = 15_000;

/** The connection test takes no older token. */
const YOUNG_MS = 60_000;

const good = (requests, renewals = 0) => ({ ok: true, requests, renewals });
const bad = (requests, renewals = 0) => ({ ok: false, requests, renewals });

const FAILS = { once: [bad(1)], twice: [bad(1), bad(1)], 'for ever': [bad(1)] };

/**
 * What happens when a fault comes once, twice or for ever: run after run until it is over, each with
 * its requests to the service that has it. With two retries.
 */
const RUNS = {
	api: {
		accept: { once: [good(1)], twice: [good(1), good(1)], 'for ever': [good(1)] },
		fail: FAILS,
		retry: { once: [good(2)], twice: [good(3)], 'for ever': [bad(3)] },
		renew: { once: [good(2, 1)], twice: [bad(2, 1)], 'for ever': [bad(2, 1)] },
		detour: { once: [good(2)], twice: [bad(2)], 'for ever': [bad(2)] },
		detours: { once: [good(2)], twice: [good(3)], 'for ever': [bad(3)] },
		follow: { once: [good(2)], twice: [good(3)], 'for ever': [bad(6)] },
	},
	token: {
		accept: { once: [good(1)], twice: [good(1)], 'for ever': [good(1)] },
		fail: FAILS,
		retry: { once: [good(2)], twice: [good(3)], 'for ever': [bad(4)] },
	},
};

/**
 * What the package does about a fault.
 * @param {import('./faults.mjs').Fault} fault
 * @param {'api' | 'token'} service
 * @param {string} operation 'test': the connection test
 */
export function reactionTo(fault, service, operation) {
	if (service === 'token') return fault.token;
	// It asks once.
	if (operation === 'test') return fault.api === 'accept' ? 'accept' : 'fail';
	return fault[operation] ?? fault.api;
}

/**
 * How the same run, again and again, ends each time, and what it asks; in the last one the fault is over.
 * There is a token before, unless the token service is the one that fails.
 * @param {import('./faults.mjs').Cell} cell
 * @param {string} operation 'test': the connection test
 * @param {{ api: string, token: string }} hosts
 * @returns {{ ok: boolean, message?: string, api: number, token: number }[]}
 */
export function runsOf({ fault, service, often }, operation, hosts) {
	const runs = RUNS[service][reactionTo(fault, service, operation)][often];
	const withFault = runs.map(({ ok, requests, renewals }) => ({
		ok,
		message: ok ? undefined : sentenceOf(fault, service, operation, hosts[service]),
		...(service === 'api'
			? { api: requests, token: renewals }
			: { api: ok ? 1 : 0, token: requests }),
	}));
	const hasToken = service === 'api' || withFault.at(-1).ok;
	return [...withFault, { ok: true, message: undefined, api: 1, token: hasToken ? 0 : 1 }];
}

/**
 * Runs something as often as there are runs, and checks how each ends and what it asks.
 * @param {import('./lane.mjs').Lane} lane
 * @param {ReturnType<typeof runsOf>} runs the fault is over before the last one
 * @param {() => Promise<{ ok: boolean, message?: string }>} run
 * @param {{ isTest?: boolean, failed?: Measured }} [options] failed: for want of a token, just before
 * @returns the result of the last run
 */
export async function play(lane, runs, run, { isTest, failed } = {}) {
	let latest;
	for (const expected of runs) {
		if (expected === runs.at(-1)) lane.disarm();
		latest = await measured(lane, run);
		if (failed) latest = await afterPause(lane, run, failed, latest);
		const isNewToken = isTest && latest.tokenAge > YOUNG_MS && expected.token === 0;
		assert.deepEqual(isTest ? withoutHint(latest.end, expected.message) : latest.end, {
			...expected,
			token: isNewToken ? 1 : expected.token,
		});
		failed = !expected.ok && expected.api === 0 ? latest : undefined;
	}
	return latest.result;
}

/** For a while after a failed token request its error is repeated, and nobody is asked. */
async function afterPause(lane, run, failed, latest) {
	if (latest.end.token > 0) {
		assert.ok(latest.at - failed.at > PAUSE_MS, 'a busy machine: the pause is over');
		return latest;
	}
	assert.deepEqual(latest.end, { ...failed.end, token: 0 });
	await delay(PAUSE_MS + 500);
	return await measured(lane, run);
}

/**
 * Runs something once.
 * @typedef {Awaited<ReturnType<typeof measured>>} Measured
 */
export async function measured(lane, run) {
	const at = Date.now();
	const tokenAge = at - lane.tokenAt;
	const before = lane.attempts;
	const result = await run();
	const { ok, message } = result;
	const api = lane.attempts.api - before.api;
	const token = lane.attempts.token - before.token;
	return { at, tokenAge, result, end: { ok, message, api, token } };
}

/** The connection test shows one text: what is wrong with the token, then what to do about it. */
function withoutHint({ message, ...end }, expected) {
	const hasHint = end.api === 0 && message?.startsWith(`${expected}. `);
	return { ...end, message: hasHint ? expected : message };
}
