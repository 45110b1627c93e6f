import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { leavesNothingBehind } from './support/aftermath.mjs';
import { cells, comingFaults, inWords } from './support/faults.mjs';
import { Figures } from './support/figures.mjs';
import { Pool } from './support/pool.mjs';
import { play, runsOf } from './support/runs.mjs';
import { REFUSALS } from './support/sentences.mjs';
import { makeTriggers } from './support/triggerLane.mjs';
import { startFaultWorld } from './support/world.mjs';

/** Lanes by kind; slow ones, for time-outs, poll once a minute, so that no poll meets the one before. */
const LANES = {
	quick: { lanes: 14, count: 1, everySeconds: 10 },
	slow: { lanes: 4, count: 1, everySeconds: 60, timeout: 3 },
	crowd: { lanes: 5, count: 50, everySeconds: 10 },
};
const TEST_LANES = 13;
const CROWD = 50;

const forCrowds = cells.filter(
	({ fault, often, service }) =>
		often === 'for ever' && !(service === 'api' && fault.name === '50 MB JSON'),
);

/** Every fault of every service at the trigger and at the connection test, in a real n8n. */
describe('the Aurora Trigger and the connection test', () => {
	let world, triggers, testers;
	const figures = new Figures('trigger');
	before(async () => {
		world = await startFaultWorld();
		triggers = {};
		for (const [kind, { lanes, timeout = 60, ...how }] of Object.entries(LANES)) {
			const options = { maxRetries: 2, timeout };
			triggers[kind] = await Pool.of(lanes, async () =>
				makeTriggers(world, await world.startLane(), { ...how, options }),
			);
		}
		testers = await Pool.of(TEST_LANES, world.startLane);
	});

	describe('matrix', { concurrency: 3 }, () => {
		describe('one trigger', { concurrency: 18 }, () => {
			for (const cell of cells) {
				it(inWords(cell), async () => {
					const pool = cell.fault.isSlow ? triggers.slow : triggers.quick;
					await pool.use((each) => polls(each, cell));
					figures.count('cells with one trigger');
				});
			}
		});

		describe('50 triggers at once', { concurrency: LANES.crowd.lanes }, () => {
			for (const cell of forCrowds.filter(({ fault }) => !fault.isSlow)) {
				it(inWords(cell), async () => {
					await triggers.crowd.use((each) => polls(each, cell));
					figures.count('cells with 50 triggers');
				});
			}
		});

		describe('connection test', { concurrency: TEST_LANES }, () => {
			for (const cell of cells) {
				it(inWords(cell), async () => {
					await testers.use((lane) => tests(lane, cell));
					figures.count('cells with one connection test');
				});
			}
		});
	});

	describe('50 connection tests at once', { concurrency: 3 }, () => {
		for (const cell of forCrowds) {
			it(inWords(cell), async () => {
				await testers.use((lane) => testCrowd(lane, cell));
				figures.count('cells with 50 connection tests');
			});
		}
	});

	leavesNothingBehind(() => world, figures);

	/**
	 * Polls meet a fault; a new account is there all the time. Each workflow fails as often as the
	 * table says, and starts for the new account exactly once.
	 */
	async function polls(polling, cell) {
		try {
			await pollWith(polling, cell);
		} catch (error) {
			await settle(polling);
			throw error;
		}
	}

	async function pollWith(polling, cell) {
		const { lane, count } = polling;
		const { fault, service, often } = cell;
		const isApi = service === 'api';
		const isRefusal = isApi && fault.api === 'renew';
		const late = polling.history().flatMap(eventsIn);
		assert.deepEqual(late, [], 'nothing of the cell before comes late, and nothing comes twice');
		if (isRefusal) await takesOneAccount(polling);
		// By tag where a crowd is: each workflow meets the fault as often.
		const isTagged = count > 1 && isApi && !fault.connection;
		lane.arm({ [isTagged ? 'byTag' : service]: comingFaults(cell) });
		if (!isApi) await lane.renewCredential();
		const account = lane.instance.addAccount({ name: `Came with ${fault.name}` });

		const failures = runsOf(cell, 'trigger', lane.hosts).filter(({ ok }) => !ok);
		if (often === 'for ever' && failures.length > 0) {
			await polling.until('each trigger to fail', hasFailed);
			lane.disarm();
		}
		const histories = await polling.until('each trigger to start its workflow', hasStarted);
		for (const history of histories) {
			const failed = history.filter(({ status }) => status === 'error');
			const messages = new Set(failed.map((execution) => execution.error()?.message));
			if (isRefusal) {
				assert.ok(
					[...messages].every((message) => REFUSALS.includes(message)),
					[...messages],
				);
			} else {
				assert.deepEqual(messages, new Set(failures.map(({ message }) => message)));
				// In the pause after a failed token request further polls repeat its error.
				if (often !== 'for ever' && isApi) assert.equal(failed.length, failures.length);
			}
			assert.deepEqual(eventsIn(history), [{ event: 'accountCreated', account }]);
			figures.count('polls that failed on purpose', failed.length);
		}
		polling.forget(histories);
		figures.count('events, each exactly once', count);
		assert.equal(lane.sandbox.elsewhere.count, 0, 'nothing went to another origin');
	}

	/** After a failed cell all is made good for the next one. */
	async function settle(polling) {
		polling.lane.arm({});
		await polling.lane.renewCredential();
		const { id } = polling.lane.instance.addAccount({ name: 'Came after a failure' });
		const hasIt = (history) => eventsIn(history).some(({ account }) => account.id === id);
		polling.forget(await polling.until('things to settle', hasIt));
	}

	/** A poll that goes well, with a new token that the API takes. */
	async function takesOneAccount(polling) {
		const { lane } = polling;
		lane.arm({});
		await lane.renewCredential();
		const account = lane.instance.addAccount({ name: 'Came before' });
		const histories = await polling.until('a poll before', hasStarted);
		for (const history of histories)
			assert.deepEqual(eventsIn(history), [{ event: 'accountCreated', account }]);
		polling.forget(histories);
	}

	async function tests(lane, cell) {
		await begin(lane, cell);
		const test = async () => await runTest(lane);
		await play(lane, runsOf(cell, 'test', lane.hosts), test, { isTest: true });
		assert.equal(lane.sandbox.elsewhere.count, 0, 'nothing went to another origin');
	}

	async function testCrowd(lane, cell) {
		const { fault, service } = cell;
		await begin(lane, cell);
		const [{ ok, message }] = runsOf(cell, 'test', lane.hosts);
		const results = await Promise.all(Array.from({ length: CROWD }, () => runTest(lane)));
		for (const result of results) {
			assert.equal(result.ok, ok, result.message);
			if (service === 'api' && fault.api === 'renew')
				assert.ok(REFUSALS.includes(result.message), result.message);
			else assert.ok(ok || result.message.startsWith(message), result.message);
		}
		assert.ok(lane.attempts.token <= 5, `${lane.attempts.token} token requests`);
		lane.disarm();
		figures.count('connection tests in crowds', CROWD);
	}

	/** A credential that the package does not know, with a token unless the token service is to fail. */
	async function begin(lane, cell) {
		lane.arm({});
		await lane.renewCredential();
		if (cell.service === 'api') assert.deepEqual(await runTest(lane), { ok: true }, 'works before');
		lane.arm({ [cell.service]: comingFaults(cell) });
	}

	async function runTest({ credential }) {
		const { status, message } = await world.rest.testCredential(credential.id);
		return status === 'OK' ? { ok: true } : { ok: false, message };
	}
});

const hasFailed = (history) => history.some(({ status }) => status === 'error');
const hasStarted = (history) => history.some(({ status }) => status === 'success');

/** What a workflow was started with, without the times. */
function eventsIn(history) {
	return history
		.filter(({ status }) => status === 'success')
		.flatMap((execution) => execution.json('Aurora Trigger'))
		.map(({ detectedAt, ...event }) => event);
}
