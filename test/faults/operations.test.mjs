import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Cell } from './support/cell.mjs';
import { durations, FaultQueue, faults } from './support/faults.mjs';
import { Figures } from './support/figures.mjs';
import { Model } from './support/model.mjs';
import { Pool } from './support/pool.mjs';
import { makeRunnable, operationNames } from './support/runnableLane.mjs';
import { searchEverything } from './support/secrecy.mjs';
import { REFUSED_AGAIN, REFUSED_TWICE } from './support/sentences.mjs';
import { startFaultWorld } from './support/world.mjs';

const LANES = { plain: 14, named: 6, huge: 1, crowd: 3, namedCrowd: 2 };
const CROWD = 50;
const MAX_RETRIES = 2;
const REFUSALS = [REFUSED_AGAIN, REFUSED_TWICE];

const services = { api: 'the API', token: 'the token service' };

/** Every fault of every service at every operation, in a real n8n. */
describe('the operations of the Aurora node', () => {
	let world, pools;
	const figures = new Figures('operations');
	before(async () => {
		world = await startFaultWorld({ named: LANES.named + LANES.namedCrowd });
		pools = {};
		for (const [kind, count] of Object.entries(LANES)) {
			const made = [];
			for (let number = 0; number < count; number++) {
				const lane = await world.startLane({ isNamed: kind.startsWith('named') });
				made.push(await makeRunnable(world, lane, { keepsSuccesses: kind !== 'huge' }));
			}
			pools[kind] = new Pool(made);
		}
	});
	after(async () => {
		figures.write();
		await world?.stop();
	});

	describe('one execution', { concurrency: 24 }, () => {
		for (const fault of faults) {
			for (const [often, times] of Object.entries(durations)) {
				for (const service of Object.keys(services)) {
					for (const operation of operationNames) {
						it(`${operation}, ${services[service]}: ${fault.name} ${often}`, async () => {
							await pools[kindOf(fault, service)].use(async (runnable) => {
								await single(runnable, { operation, service, fault, times });
							});
							figures.count('cells with one execution');
						});
					}
				}
			}
		}
	});

	describe('50 executions at once', { concurrency: LANES.crowd + LANES.namedCrowd }, () => {
		for (const fault of faults) {
			for (const [often, times] of Object.entries(durations)) {
				for (const service of Object.keys(services)) {
					if (fault.name === '50 MB JSON' && service === 'api') continue;
					it(`${services[service]}: ${fault.name} ${often}`, async () => {
						await pools[fault.connection ? 'namedCrowd' : 'crowd'].use(async (runnable) => {
							await crowd(runnable, { service, fault, often, times });
						});
						figures.count('cells with 50 executions');
					});
				}
			}
		}
	});

	it('n8n lives, and no rejection went unhandled', () => {
		assert.equal(world.pid(), world.firstPid);
		assert.deepEqual(world.unhandled(), []);
	});

	it('no secret is anywhere to be found', async () => await searchEverything(world, figures));

	async function single(runnable, { operation, service, fault, times }) {
		const { lane } = runnable;
		const options = optionsFor(fault, service, 3);
		lane.arm({});
		await runnable.renewCredential();
		if (service === 'api') assert.ok((await runnable.run(operation)).ok, 'works before');
		const cell = new Cell(
			lane,
			{ [service]: FaultQueue.of(fault, times) },
			{ hasToken: service === 'api' },
		);
		const last = await cell.untilGood(
			async () => await runnable.run(operation, options),
			(model) => model.execute(operation, MAX_RETRIES),
		);
		const isOther = service === 'api' && fault.api === 'good' && fault.name === '50 MB JSON';
		if (!isOther && !(fault.name === 'empty 200' && operation === 'send' && service === 'api'))
			assertRight(lane, operation, last);
		cell.disarm();
		assertRight(lane, operation, await runnable.run(operation));
		assert.equal(lane.sandbox.elsewhere.count, 0, 'nothing went to another origin');
	}

	async function crowd(runnable, { service, fault, often, times }) {
		const { lane } = runnable;
		const options = optionsFor(fault, service, 10);
		const isApi = service === 'api';
		lane.arm({});
		await runnable.renewCredential();
		if (isApi) assert.ok((await runnable.run('get')).ok, 'works before');
		const calls = Array.from({ length: CROWD }, (_, index) => ({
			operation: operationNames[index % operationNames.length],
			tag: String(index),
		}));
		const queue = FaultQueue.of(fault, times);
		const byTag = isApi && !fault.connection ? queue : undefined;
		const cell = new Cell(lane, { [service]: queue.copy() }, { hasToken: isApi });
		if (byTag) lane.arm({}, { byTag });
		const results = await runnable.runAtOnce(calls, options);
		figures.count('executions in crowds', CROWD);

		const found = results.map(({ ok, message }) => (ok ? 'good' : message));
		const { expected, requests } = predictCrowd(cell, calls, { service, fault, times, queue });
		if (isApi && fault.api === 'unauthorized') {
			assert.ok(lane.attempts.token <= 5, `${lane.attempts.token} token requests`);
			figures.tally('50 executions, each refused a token that was good', `401 ${often}`, found);
			if (often === 'once') assert.deepEqual(tally(found), { good: CROWD });
			assert.ok(found.every((words) => words === 'good' || REFUSALS.includes(words)));
		} else {
			assert.deepEqual(tally(found), tally(expected));
			if (byTag) assert.deepEqual(found, expected);
			assert.deepEqual({ ...lane.attempts }, requests);
		}
		for (const [index, { operation }] of calls.entries()) {
			if (results[index].ok && !isOddAnswer(fault, service))
				assertRight(lane, operation, results[index]);
		}
		if (byTag) cell.disarm();
		await cell.untilGood(
			async () => await runnable.run('get'),
			(model) => model.execute('get', MAX_RETRIES),
		);
		assert.equal(lane.sandbox.elsewhere.count, 0, 'nothing went to another origin');
	}

	/** How 50 executions end, and what they ask. */
	function predictCrowd(cell, calls, { service, fault, times, queue }) {
		const { model } = cell;
		const words = ({ ok, message }) => (ok ? 'good' : message);
		if (service === 'token') {
			const first = model.execute(calls[0].operation, MAX_RETRIES);
			return {
				expected: calls.map(() => words(first)),
				requests: { token: first.token, api: first.ok ? calls.length : 0 },
			};
		}
		const outcomes = calls.map(({ operation }) =>
			new Model({ api: queue.copy(), token: new FaultQueue() }, cell.lane.hosts, {
				hasToken: true,
			}).execute(operation, MAX_RETRIES),
		);
		if (!fault.connection || !Number.isFinite(times)) {
			const api = outcomes.reduce((sum, outcome) => sum + outcome.api, 0);
			return { expected: outcomes.map(words), requests: { api, token: 0 } };
		}
		// By arrival: whoever comes first meets it.
		cell.disarm();
		const failing = fault.api === 'again' ? 0 : times;
		return {
			expected: calls.map((_, index) => (index < failing ? outcomes[index].message : 'good')),
			requests: { api: calls.length + (failing ? 0 : times), token: 0 },
		};
	}
});

function kindOf(fault, service) {
	if (fault.connection) return 'named';
	return fault.name === '50 MB JSON' && service === 'api' ? 'huge' : 'plain';
}

function optionsFor(fault, service, timeout) {
	return {
		maxRetries: MAX_RETRIES,
		timeout: fault.isSlow && service === 'api' ? timeout : 60,
	};
}

/** Answers that are taken, but are not the accounts. */
function isOddAnswer(fault, service) {
	return service === 'api' && ['50 MB JSON', 'empty 200'].includes(fault.name);
}

function assertRight(lane, operation, { items }) {
	const { accounts } = lane.instance;
	const expected = ['get', 'search'].includes(operation) ? [accounts[0]] : accounts;
	assert.deepEqual(items, expected);
}

function tally(words) {
	const counts = {};
	for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
	return counts;
}
