import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { seededRandom } from '../sandbox/chaos.mjs';
import { Cell } from './support/cell.mjs';
import { FaultQueue, faults } from './support/faults.mjs';
import { Figures } from './support/figures.mjs';
import { Pool } from './support/pool.mjs';
import { makeRunnable, operationNames } from './support/runnableLane.mjs';
import { searchEverything } from './support/secrecy.mjs';
import { startFaultWorld } from './support/world.mjs';

const SEQUENCES = 240;
const LANES = 14;
const SEED = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000);

/** Faults that no sequence needs to wait for; and 50 MB would be stored. */
const QUICK = {
	api: faults.filter(({ name }) => name !== '50 MB JSON'),
	token: faults.filter(({ isSlow }) => !isSlow),
};

describe(`sequences of faults at random, seed ${SEED}`, () => {
	let world, pool;
	const figures = new Figures('sequences');
	before(async () => {
		world = await startFaultWorld({ named: LANES });
		const made = [];
		for (let number = 0; number < LANES; number++)
			made.push(await makeRunnable(world, await world.startLane({ isNamed: true })));
		pool = new Pool(made);
	});
	after(async () => {
		figures.set('seed', SEED);
		figures.write();
		await world?.stop();
	});

	describe('end as they should', { concurrency: LANES }, () => {
		for (let number = 0; number < SEQUENCES; number++) {
			const sequence = makeSequence(SEED + number);
			it(`seed ${SEED + number}: ${inWords(sequence)}`, async () => {
				await pool.use(async (runnable) => await play(runnable, sequence));
				figures.count('sequences');
				figures.count('faults', sequence.api.length + sequence.token.length);
			});
		}
	});

	it('n8n lives, and no rejection went unhandled', () => {
		assert.equal(world.pid(), world.firstPid);
		assert.deepEqual(world.unhandled(), []);
	});

	it('no secret is anywhere to be found', async () => await searchEverything(world, figures));

	async function play(runnable, { operation, maxRetries, isWarm, api, token }) {
		const { lane } = runnable;
		lane.arm({});
		await runnable.renewCredential();
		if (isWarm) assert.ok((await runnable.run(operation)).ok, 'works before');
		const cell = new Cell(
			lane,
			{ api: new FaultQueue(api), token: new FaultQueue(token) },
			{ hasToken: isWarm },
		);
		await cell.untilGood(
			async () => {
				figures.count('executions');
				return await runnable.run(operation, { maxRetries, timeout: 5 });
			},
			(model) => model.execute(operation, maxRetries),
		);
		assert.equal(lane.sandbox.elsewhere.count, 0, 'nothing went to another origin');
	}
});

/** The same for the same seed. */
function makeSequence(seed) {
	const random = seededRandom(seed);
	const below = (end) => Math.floor(random() * end);
	const some = (from, most) =>
		Array.from({ length: below(most + 1) }, () => from[below(from.length)]);
	const isWarm = random() < 0.5;
	const api = some(QUICK.api, 5);
	// Faults of the token service come only where a token is asked for.
	const asks = !isWarm || api.some((fault) => fault.api === 'unauthorized');
	return {
		operation: operationNames[below(operationNames.length)],
		maxRetries: below(4),
		isWarm,
		api: withFewRefusals(api),
		token: asks && !isWarm ? some(QUICK.token, 3) : [],
	};
}

/** More tokens a minute than the package asks for are another test. */
function withFewRefusals(sequence) {
	let left = 2;
	return sequence.filter((fault) => fault.api !== 'unauthorized' || left-- > 0);
}

function inWords({ operation, maxRetries, isWarm, api, token }) {
	const names = (list) => list.map(({ name }) => name).join(', ') || 'none';
	return `${operation}, ${maxRetries} retries, ${isWarm ? 'with' : 'without'} a token; API: ${names(api)}; token service: ${names(token)}`;
}
