import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { poll } from '../e2e/support/n8nClient.mjs';
import { leavesNothingBehind } from './support/aftermath.mjs';
import { Figures, tally } from './support/figures.mjs';
import { makeRunnable, operationNames } from './support/runnableLane.mjs';
import { startFaultWorld } from './support/world.mjs';

const EXECUTIONS = 500;
const AT_ONCE = 50;
const ACCOUNTS = 60;
const PAGE = 10;
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
	/^(Aurora (rejected the access token|has an internal error)|Aurora's rate limit|This client may not|The Aurora API (is not available at the moment|can't be reached)|The (Aurora )?token service |The POST request was sent, but no response came: )/;

/** Answers after which a POST is not sent again. */
const FINAL_FOR_POST = [201, 500, 502, 503, 504, 'cut'];

const TOKENS_A_MINUTE = 5;

/** A second less for differences on their way. */
const MINUTE_MS = 59_000;

describe(`an API in chaos, seed ${SEED}`, () => {
	let world, runnable, lane, api, tokenService;
	const figures = new Figures('chaos');
	before(async () => {
		figures.set('seed', SEED);
		world = await startFaultWorld();
		lane = await world.startLane({ accounts: ACCOUNTS });
		({ api, tokenService } = lane.instance);
		runnable = await makeRunnable(world, lane);
		lane.instance.dialect({ paging: 'link-header', pageSize: PAGE });
	});

	it(`${EXECUTIONS} executions end right or with a clear error`, async () => {
		chaos();
		const errors = [];
		for (let done = 0; done < EXECUTIONS; done += AT_ONCE) {
			const calls = Array.from({ length: AT_ONCE }, (_, index) => ({
				operation: operationNames[index % operationNames.length],
				tag: String(done + index),
			}));
			const results = await runnable.runAtOnce(calls, { maxRetries: 4, timeout: 30 });
			for (const [index, call] of calls.entries()) {
				const { ok, message, items } = results[index];
				if (ok) assertComplete(call, items);
				else assert.match(message, CLEAR);
				if (!ok) errors.push(message);
			}
		}
		figures.set('executions that ended right', EXECUTIONS - errors.length);
		figures.set('executions that ended with a clear error', errors.length);
		figures.set('errors', { 'by sentence': tally(errors) });
		figures.set('requests to the API', api.count);
		figures.set('answers of the API by status', api.counts);
		figures.set('token requests', tokenService.count);
		assert.ok(errors.length < EXECUTIONS / 2);
	});

	it('nothing was asked again that must not be', () => {
		const byTag = Map.groupBy(api.requests, ({ path, method }) => {
			return `${method} ${new URLSearchParams(path.split('?')[1]).get('tag')}`;
		});
		assert.equal(byTag.size, EXECUTIONS);
		for (const [tag, requests] of byTag) {
			if (!tag.startsWith('POST')) continue;
			const statuses = requests.map(({ status }) => status);
			const end = statuses.findIndex((status) => FINAL_FOR_POST.includes(status));
			assert.ok(end === -1 || end === statuses.length - 1, `${tag}: ${statuses}`);
		}
		const created = lane.instance.accounts.filter(isCreated).map(({ name }) => name);
		assert.equal(created.length, new Set(created).size, 'no account was created twice');
	});

	it('tokens were asked for one at a time, and few of them', () => {
		assert.equal(tokenService.maxInFlight, 1);
		const times = tokenService.requests.map(({ at }) => at);
		for (const [index, at] of times.slice(TOKENS_A_MINUTE).entries())
			assert.ok(at - times[index] > MINUTE_MS, `${TOKENS_A_MINUTE + 1} tokens in a minute`);
	});

	it('n8n, killed in the middle and started again, goes on with the stored token', async () => {
		chaos();
		const calls = Array.from({ length: AT_ONCE }, () => ({ operation: 'getAll' }));
		const inVain = runnable.runAtOnce(calls, { maxRetries: 4 }).catch((error) => error);
		await poll('executions to be under way', async () => api.count > AT_ONCE || undefined);
		const ended = world.n8n.untilEnd();
		process.kill(world.n8n.pid(), 'SIGKILL');
		await ended;
		assert.ok((await inVain) instanceof Error, 'executions were cut off');
		await world.n8n.restart();
		lane.arm({});
		const first = await runnable.run({ operation: 'getAll' });
		assert.ok(first.ok, first.message);
		assertComplete({ operation: 'getAll' }, first.items);
		assert.equal(tokenService.count, 0);
		figures.set('token requests of the first execution after SIGKILL', tokenService.count);
		const [{ crashed }] = world.stored.rows(
			"select count(*) as crashed from execution_entity where status = 'crashed'",
		);
		figures.set('executions that SIGKILL cut off', crashed);
	});

	leavesNothingBehind(() => world, figures);

	function chaos() {
		api.reset();
		tokenService.reset();
		api.chaos({ seed: SEED, rates: RATES, retryAfter: '1' });
	}

	/** Each account is there once; those that other executions create in the meantime don't count. */
	function assertComplete(call, items) {
		const counts = (account) => call.operation === 'create' || !isCreated(account);
		// API Request is one request.
		const last = call.operation === 'send' ? PAGE : undefined;
		assert.deepEqual(
			items.filter(counts),
			runnable.expectedItems(call).filter(counts).slice(0, last),
		);
	}
});

const isCreated = ({ name }) => name.startsWith('Created by ');
