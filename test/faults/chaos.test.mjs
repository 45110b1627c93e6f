import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { poll } from '../e2e/support/n8nClient.mjs';
import { Figures } from './support/figures.mjs';
import { makeRunnable, operationNames } from './support/runnableLane.mjs';
import { searchEverything } from './support/secrecy.mjs';
import { startFaultWorld } from './support/world.mjs';

const EXECUTIONS = 500;
const AT_ONCE = 50;
const ACCOUNTS = 60;
const SEED = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000);

/** Shares of all answers of the API. */
const RATES = {
	401: 0.05,
	429: 0.05,
	500: 0.0125,
	502: 0.0125,
	503: 0.0125,
	504: 0.0125,
	cut: 0.01,
	cutMidBody: 0.01,
};

const CLEAR =
	/^(Aurora (refuses the access token|receives too many|does not)|The Aurora API (is not working at the moment|can't be reached|refuses every access token)|The token service )/;

describe(`an API in chaos, seed ${SEED}`, () => {
	let world, runnable, lane;
	const figures = new Figures('chaos');
	before(async () => {
		world = await startFaultWorld({ named: 0 });
		lane = await world.startLane({ accounts: ACCOUNTS });
		runnable = await makeRunnable(world, lane);
		lane.instance.dialect({ paging: 'link-header', pageSize: 10 });
	});
	after(async () => {
		figures.set('seed', SEED);
		figures.write();
		await world?.stop();
	});

	it(`${EXECUTIONS} executions end right or with a clear error`, async () => {
		chaos();
		for (let done = 0; done < EXECUTIONS; done += AT_ONCE) {
			const calls = Array.from({ length: AT_ONCE }, (_, index) => ({
				operation: operationNames[index % operationNames.length],
			}));
			const results = await runnable.runAtOnce(calls, { maxRetries: 4, timeout: 30 });
			for (const [index, { operation }] of calls.entries()) {
				const { ok, message, items } = results[index];
				if (ok) assertComplete(operation, items);
				else assert.match(message, CLEAR);
				figures.count(
					ok ? 'executions that ended right' : 'executions that ended with a clear error',
				);
				if (!ok) figures.tally('errors', 'by sentence', [message]);
			}
		}
		const { api, tokenService } = lane.instance;
		figures.set('requests to the API', api.count);
		figures.set('answers of the API by status', api.counts);
		figures.set('token requests', tokenService.count);
		assert.ok(results(figures) === EXECUTIONS);
		assert.ok((figures.values['executions that ended right'] ?? 0) > EXECUTIONS / 2);
	});

	it('n8n, killed in the middle and started again, goes on with the stored token', async () => {
		chaos();
		const calls = Array.from({ length: AT_ONCE }, () => ({ operation: 'getAll' }));
		const inVain = runnable.runAtOnce(calls, { maxRetries: 4 }).catch((error) => error);
		const { api, tokenService } = lane.instance;
		await poll('executions to be under way', async () => (api.count > AT_ONCE ? true : undefined));
		const ended = world.n8n.untilEnd();
		process.kill(world.pid(), 'SIGKILL');
		await ended;
		assert.ok((await inVain) instanceof Error, 'executions were cut off');
		await world.n8n.restart();
		lane.arm({});
		const first = await runnable.run('getAll');
		assert.ok(first.ok, first.message);
		assertComplete('getAll', first.items);
		assert.equal(tokenService.count, 0);
		figures.set('token requests of the first execution after SIGKILL', tokenService.count);
		const [{ crashed }] = world.stored.rows(
			"select count(*) as crashed from execution_entity where status = 'crashed'",
		);
		figures.set('executions that SIGKILL cut off', crashed);
	});

	it('no rejection went unhandled', () => assert.deepEqual(world.unhandled(), []));

	it('no secret is anywhere to be found', async () => await searchEverything(world, figures));

	function chaos() {
		const { api, tokenService } = lane.instance;
		api.reset();
		tokenService.reset();
		api.chaos({ seed: SEED, rates: RATES, retryAfter: '1' });
	}

	function assertComplete(operation, items) {
		const { accounts } = lane.instance;
		const expected = ['get', 'search'].includes(operation) ? [accounts[0]] : accounts;
		assert.deepEqual(items, expected, 'no account is missing or doubled');
	}
});

function results({ values }) {
	return (
		(values['executions that ended right'] ?? 0) +
		(values['executions that ended with a clear error'] ?? 0)
	);
}
