import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { leavesNothingBehind } from './support/aftermath.mjs';
import { cells, comingFaults, inWords, isOddFor } from './support/faults.mjs';
import { Figures, tally } from './support/figures.mjs';
import { Pool } from './support/pool.mjs';
import { makeRunnable, reading } from './support/runnableLane.mjs';
import { measured, play, reactionTo, runsOf } from './support/runs.mjs';
import { REFUSALS } from './support/sentences.mjs';
import { startFaultWorld } from './support/world.mjs';

const LANES = { single: 20, crowd: 5 };
const CROWD = 50;

/** Every fault of every service at every operation, in a real n8n. */
describe('the operations of the Aurora node', () => {
	let world, pools;
	const figures = new Figures('operations');
	const refused = {};
	figures.set('50 executions, each refused a token that was good', refused);
	before(async () => {
		world = await startFaultWorld();
		pools = {};
		for (const [kind, count] of Object.entries(LANES)) {
			const make = async () => makeRunnable(world, await world.startLane());
			pools[kind] = await Pool.of(count, make);
		}
	});

	describe('one execution', { concurrency: LANES.single }, () => {
		for (const operation of reading) {
			for (const cell of cells) {
				it(`${operation}, ${inWords(cell)}`, async () => {
					await pools.single.use((runnable) => single(runnable, cell, operation));
					figures.count('cells with one execution');
				});
			}
		}
	});

	describe('50 executions at once', { concurrency: LANES.crowd }, () => {
		for (const cell of cells) {
			if (cell.fault.name === '50 MB JSON' && cell.service === 'api') continue;
			it(inWords(cell), async () => {
				await pools.crowd.use((runnable) => crowd(runnable, cell));
				figures.count('cells with 50 executions');
			});
		}
	});

	leavesNothingBehind(() => world, figures);

	async function single(runnable, cell, operation) {
		const { lane } = runnable;
		await begin(runnable, cell, { operation });
		lane.arm({ [cell.service]: comingFaults(cell) });
		const options = optionsFor(cell, 3);
		const last = await play(lane, runsOf(cell, operation, lane.hosts), async () => {
			const result = await runnable.run({ operation }, options);
			assertRight(runnable, cell, { operation }, result);
			return result;
		});
		assert.deepEqual(last.items, runnable.expectedItems({ operation }));
		assert.equal(lane.sandbox.elsewhere.count, 0, 'nothing went to another origin');
	}

	async function crowd(runnable, cell) {
		const { lane } = runnable;
		const { fault, service, often } = cell;
		await begin(runnable, cell, { operation: 'get' });
		// Which way Get takes is remembered for all: how many of 50 at once learn of it in time is chance.
		const isSure = (operation) => !/detour/.test(reactionTo(fault, service, operation));
		const operations = reading.filter(isSure);
		const calls = Array.from({ length: CROWD }, (_, index) => ({
			operation: operations[index % operations.length],
			tag: String(index),
		}));
		// Each execution meets a fault of the API by itself; a failing connection tells nothing of whose it is.
		const isShared = service === 'token' || fault.connection;
		lane.arm({ [isShared ? service : 'byTag']: comingFaults(cell) });
		let results;
		const met = await measured(lane, async () => {
			results = await runnable.runAtOnce(calls, optionsFor(cell, 10));
			return results[0];
		});
		figures.count('executions in crowds', CROWD);

		const found = results.map(({ ok, message }) => (ok ? 'good' : message));
		if (service === 'api' && fault.api === 'renew') {
			assert.ok(met.end.token <= 5, `${met.end.token} token requests`);
			refused[`401 ${often}`] = tally(found);
			if (often === 'once') assert.deepEqual(tally(found), { good: CROWD });
			assert.ok(found.every((words) => words === 'good' || REFUSALS.includes(words)));
		} else {
			const { ends, api, token } = crowdOf(cell, calls, lane.hosts);
			assert.deepEqual(tally(found), tally(ends));
			if (!isShared) assert.deepEqual(found, ends);
			assert.deepEqual([met.end.api, met.end.token], [api, token]);
		}
		for (const [index, call] of calls.entries()) assertRight(runnable, cell, call, results[index]);
		const runs = runsOf(cell, 'get', lane.hosts);
		await play(
			lane,
			service === 'token' ? runs.slice(1) : runs.slice(-1),
			async () => await runnable.run({ operation: 'get' }),
			{ failed: service === 'token' && !met.end.ok ? met : undefined },
		);
		assert.equal(lane.sandbox.elsewhere.count, 0, 'nothing went to another origin');
	}
});

/** A credential that the package does not know, with a token unless the token service is to fail. */
async function begin(runnable, { service }, call) {
	runnable.lane.arm({});
	await runnable.lane.renewCredential({ isMoved: true });
	if (service === 'api') assert.ok((await runnable.run(call)).ok, 'works before');
}

/** How 50 executions end, and what they ask. */
function crowdOf(cell, calls, hosts) {
	const { fault, service, often } = cell;
	const firsts = calls.map(({ operation }) => runsOf(cell, operation, hosts)[0]);
	const ends = firsts.map(({ ok, message }) => (ok ? 'good' : message));
	const sum = firsts.reduce((total, { api }) => total + api, 0);
	// One token request serves all.
	if (service === 'token') return { ends, api: sum, token: firsts[0].token };
	if (!fault.connection || often === 'for ever') return { ends, api: sum, token: 0 };
	// Whoever connects first meets it.
	const times = comingFaults(cell).length;
	const isRetried = reactionTo(fault, service) === 'retry';
	return {
		ends: ends.map((end, index) => (!isRetried && index < times ? end : 'good')),
		api: isRetried ? calls.length + times : calls.length,
		token: 0,
	};
}

function optionsFor({ fault, service }, timeout) {
	return { timeout: fault.isSlow && service === 'api' ? timeout : 60 };
}

/** A good end comes with the accounts. */
function assertRight(runnable, { fault, service }, call, { ok, items }) {
	if (!ok || (isOddFor(fault, call.operation) && service === 'api')) return;
	assert.deepEqual(items, runnable.expectedItems(call));
}
