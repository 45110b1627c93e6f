import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Cell } from './support/cell.mjs';
import { durations, FaultQueue, faults } from './support/faults.mjs';
import { Figures } from './support/figures.mjs';
import { Model } from './support/model.mjs';
import { Pool } from './support/pool.mjs';
import { searchEverything } from './support/secrecy.mjs';
import { makeTriggers } from './support/triggerLane.mjs';
import { startFaultWorld } from './support/world.mjs';

/** Lanes by kind; slow ones, for time-outs, poll once a minute, so that no poll meets the one before. */
const LANES = {
	plain: { lanes: 10, count: 1, everySeconds: 10 },
	named: { lanes: 4, count: 1, everySeconds: 10, isNamed: true },
	slow: { lanes: 4, count: 1, everySeconds: 60 },
	crowd: { lanes: 4, count: 50, everySeconds: 10 },
	namedCrowd: { lanes: 1, count: 50, everySeconds: 10, isNamed: true },
};
const NAMED = LANES.named.lanes + LANES.namedCrowd.lanes + 1;
const CROWD = 50;
const MAX_RETRIES = 1;

const services = { api: 'the API', token: 'the token service' };

/** Every fault of every service at the trigger and at the connection test, in a real n8n. */
describe('the Aurora Trigger and the connection test', () => {
	let world, pools, testers;
	const figures = new Figures('trigger');
	before(async () => {
		world = await startFaultWorld({ named: NAMED });
		pools = {};
		for (const [kind, { lanes, isNamed, count, everySeconds }] of Object.entries(LANES)) {
			const made = [];
			for (let number = 0; number < lanes; number++) {
				const options = { maxRetries: MAX_RETRIES, timeout: kind === 'slow' ? 3 : 60 };
				const lane = await world.startLane({ isNamed, isPadded: true });
				made.push(await makeTriggers(world, lane, { count, everySeconds, options }));
			}
			pools[kind] = new Pool(made);
		}
		testers = {};
		for (const kind of ['plain', 'named']) {
			const made = [];
			for (let number = 0; number < (kind === 'named' ? 1 : 12); number++)
				made.push(await makeTester(world, await world.startLane({ isNamed: kind === 'named' })));
			testers[kind] = new Pool(made);
		}
	});
	after(async () => {
		figures.write();
		await world?.stop();
	});

	describe('matrix', { concurrency: 3 }, () => {
		describe('one trigger', { concurrency: 18 }, () => {
			for (const { fault, often, times, service } of cells()) {
				it(`${services[service]}: ${fault.name} ${often}`, async () => {
					const kind = fault.isSlow ? 'slow' : fault.connection ? 'named' : 'plain';
					await pools[kind].use(
						async (triggers) => await polls(triggers, { service, fault, times }),
					);
					figures.count('cells with one trigger');
				});
			}
		});

		describe('50 triggers at once', { concurrency: 4 }, () => {
			for (const { fault, often, times, service } of cells()) {
				if (often !== 'for ever' || fault.isSlow) continue;
				if (service === 'api' && fault.name === '50 MB JSON') continue;
				it(`${services[service]}: ${fault.name} ${often}`, async () => {
					const kind = fault.connection ? 'namedCrowd' : 'crowd';
					await pools[kind].use(
						async (triggers) => await polls(triggers, { service, fault, times }),
					);
					figures.count('cells with 50 triggers');
				});
			}
		});

		describe('connection test', { concurrency: 13 }, () => {
			for (const { fault, often, times, service } of cells()) {
				it(`${services[service]}: ${fault.name} ${often}`, async () => {
					await testers[fault.connection ? 'named' : 'plain'].use(async (tester) => {
						await tests(tester, { service, fault, times });
					});
					figures.count('cells with one connection test');
				});
			}
		});
	});

	describe('50 connection tests at once', { concurrency: 3 }, () => {
		for (const { fault, often, service } of cells()) {
			if (often !== 'for ever' || (service === 'api' && fault.name === '50 MB JSON')) continue;
			it(`${services[service]}: ${fault.name} ${often}`, async () => {
				await testers[fault.connection ? 'named' : 'plain'].use(async (tester) => {
					await testCrowd(tester, { service, fault });
				});
				figures.count('cells with 50 connection tests');
			});
		}
	});

	it('n8n lives, and no rejection went unhandled', () => {
		assert.equal(world.pid(), world.firstPid);
		assert.deepEqual(world.unhandled(), []);
	});

	it('no secret is anywhere to be found', async () => await searchEverything(world, figures));

	/**
	 * Polls meet a fault; a new account is there all the time. Each workflow fails as often as the
	 * model says, and starts for the new account exactly once.
	 */
	async function polls(triggers, { service, fault, times }) {
		const { lane, count } = triggers;
		const isApi = service === 'api';
		const queue = FaultQueue.of(fault, times);
		await settle(triggers);
		triggers.isSettled = false;
		if (fault.api === 'unauthorized' || !isApi) await triggers.renewCredential();
		if (fault.api === 'unauthorized' && isApi) await takesOneAccount(triggers);
		const model = new Model(
			{ api: new FaultQueue(), token: new FaultQueue(), [service]: queue.copy() },
			lane.hosts,
			{ hasToken: isApi },
		);
		// By tag where a crowd is: each workflow meets the fault as often.
		if (count > 1 && isApi && !fault.connection) lane.arm({}, { byTag: queue.copy() });
		else lane.arm({ [service]: queue.copy() });
		const account = lane.instance.addAccount({ name: `Came with ${fault.name}` });

		const failures = [];
		const forEver = !Number.isFinite(times);
		for (let outcome = model.execute('trigger', MAX_RETRIES); !outcome.ok; ) {
			failures.push(outcome);
			if (forEver) break;
			model.afterPause();
			outcome = model.execute('trigger', MAX_RETRIES);
		}
		if (forEver && failures.length > 0) {
			await triggers.until('each trigger to fail', (all) => all.every(hasFailed));
			lane.disarm();
		}
		const histories = await triggers.until('each trigger to start its workflow', (all) =>
			all.every(hasStarted),
		);
		for (const history of histories) {
			const failed = history.filter(({ status }) => status === 'error');
			const messages = [...new Set(failed.map((execution) => execution.error()?.message))];
			const expected = [...new Set(failures.map(({ message }) => message))];
			if (isApi && fault.api === 'unauthorized') {
				assert.ok(
					messages.every((message) => REFUSALS.test(message)),
					messages.join('\n'),
				);
			} else {
				assert.deepEqual(messages, expected);
				// In the pause after a failed token request further polls repeat its error.
				if (!forEver && isApi) assert.equal(failed.length, failures.length);
			}
			assert.deepEqual(eventsIn(history), [{ event: 'accountCreated', account }]);
		}
		triggers.forget(histories);
		triggers.isSettled = true;
		figures.count(
			'polls that failed on purpose',
			histories.flat().filter(({ status }) => status === 'error').length,
		);
		figures.count('events, each exactly once', count);
		assert.equal(lane.sandbox.elsewhere.count, 0, 'nothing went to another origin');
	}

	/** Nothing of the cell before comes late, and nothing comes twice; after a failed one all is made good. */
	async function settle(triggers) {
		if (triggers.isSettled ?? true) {
			const late = (await triggers.history()).flatMap(eventsIn);
			assert.deepEqual(late, []);
			return;
		}
		triggers.lane.arm({});
		await triggers.renewCredential();
		const { id } = triggers.lane.instance.addAccount({ name: 'Came after a failure' });
		const hasIt = (history) => eventsIn(history).some(({ account }) => account.id === id);
		triggers.forget(await triggers.until('things to settle', (all) => all.every(hasIt)));
	}

	/** A poll that goes well, with a token that the API takes. */
	async function takesOneAccount(triggers) {
		const { lane } = triggers;
		lane.arm({});
		const account = lane.instance.addAccount({ name: 'Came before' });
		const histories = await triggers.until('a poll before', (all) => all.every(hasStarted));
		for (const history of histories)
			assert.deepEqual(eventsIn(history), [{ event: 'accountCreated', account }]);
		triggers.forget(histories);
	}

	async function tests(tester, { service, fault, times }) {
		const { lane } = tester;
		const isApi = service === 'api';
		lane.arm({});
		await tester.renewCredential();
		if (isApi) assert.deepEqual(await tester.test(), { ok: true }, 'works before');
		const cell = new Cell(lane, { [service]: FaultQueue.of(fault, times) }, { hasToken: isApi });
		await cell.untilGood(tester.test, (model) => model.test());
		cell.disarm();
		assert.deepEqual(await tester.test(), { ok: true });
		assert.equal(lane.sandbox.elsewhere.count, 0, 'nothing went to another origin');
	}

	async function testCrowd(tester, { service, fault }) {
		const { lane } = tester;
		const isApi = service === 'api';
		lane.arm({});
		await tester.renewCredential();
		if (isApi) assert.deepEqual(await tester.test(), { ok: true }, 'works before');
		const queue = FaultQueue.of(fault, Number.POSITIVE_INFINITY);
		const cell = new Cell(lane, { [service]: queue.copy() }, { hasToken: isApi });
		const { ok, message } = cell.model.test();
		const results = await Promise.all(Array.from({ length: CROWD }, tester.test));
		if (isApi && fault.api === 'unauthorized') {
			assert.ok(
				results.every((result) => REFUSALS.test(result.message)),
				results[0].message,
			);
		} else {
			assert.ok(results.every((result) => result.ok === ok));
			for (const result of results)
				assert.ok(ok || result.message.startsWith(message), result.message);
		}
		assert.ok(lane.attempts.token <= 5, `${lane.attempts.token} token requests`);
		cell.disarm();
		figures.count('connection tests in crowds', CROWD);
	}
});

const REFUSALS =
	/^(Aurora refuses the access token, and a new one as well \(status 401\)|The Aurora API refuses every access token, even one just issued \(status 401\)|The Aurora API refuses a token just issued: check 'Environment' and 'Send Token In')$/;

function* cells() {
	for (const fault of faults)
		for (const [often, times] of Object.entries(durations))
			for (const service of Object.keys(services)) yield { fault, often, times, service };
}

const hasFailed = (history) => history.some(({ status }) => status === 'error');
const hasStarted = (history) => history.some(({ status }) => status === 'success');

/** What a workflow was started with, without the times. */
function eventsIn(history) {
	return history
		.filter(({ status }) => status === 'success')
		.flatMap((execution) => execution.json('Aurora Trigger'))
		.map(({ detectedAt, ...event }) => event);
}

/** A lane with a saved credential. */
async function makeTester({ rest }, lane) {
	const { id, name } = await rest.createCredential({
		name: `Lane ${lane.number}`,
		data: lane.newCredential(),
	});
	return {
		lane,
		async test() {
			const { status, message } = await rest.testCredential(id);
			return status === 'OK' ? { ok: true } : { ok: false, message };
		},
		renewCredential: async () => {
			const data = lane.newCredential();
			await rest.request('PATCH', `/credentials/${id}`, { name, type: 'auroraApi', data });
		},
	};
}
