import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { before, describe, it } from 'node:test';
import { seededRandom } from '../sandbox/chaos.mjs';
import { leavesNothingBehind } from './support/aftermath.mjs';
import { faults, isOddFor } from './support/faults.mjs';
import { Figures } from './support/figures.mjs';
import { assertSound } from './support/invariants.mjs';
import { Pool } from './support/pool.mjs';
import { makeRunnable, operationNames } from './support/runnableLane.mjs';
import { PAUSE_MS } from './support/runs.mjs';
import { startFaultWorld } from './support/world.mjs';

const SEQUENCES = Number(process.env.SEQ ?? 240);
const LANES = 14;
const SEED = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000);

/** Faults that come: 50 MB take their time, and so do token services that do not end their answer. */
const forApi = faults.filter(({ name }) => name !== '50 MB JSON');
const forToken = forApi.filter(({ isSlow }) => !isSlow);

describe(`sequences of faults at random, seed ${SEED}`, () => {
	let world, pool;
	const figures = new Figures('sequences');
	before(async () => {
		figures.set('seed', SEED);
		world = await startFaultWorld();
		pool = await Pool.of(LANES, async () => makeRunnable(world, await world.startLane()));
	});

	describe('end as they should', { concurrency: LANES }, () => {
		for (let seed = SEED; seed < SEED + SEQUENCES; seed++) {
			const sequence = makeSequence(seed);
			it(`seed ${seed}: ${inWords(sequence)}`, async () => {
				await pool.use((runnable) => play(runnable, { ...sequence, seed }));
				figures.count('sequences');
				figures.count('faults', sequence.api.length + sequence.token.length);
			});
		}
	});

	leavesNothingBehind(() => world, figures);

	/** Runs one operation until all faults have come, or none comes any more, and it ends well. */
	async function play(runnable, { seed, operation, maxRetries, isWarm, api, token }) {
		const { lane } = runnable;
		const timeout = api.some(({ isSlow }) => isSlow) ? 5 : 60;
		let hasToken = isWarm;
		lane.arm({});
		lane.instance.setAccounts(12);
		await lane.renewCredential({ isMoved: true });
		assert.ok((await runnable.run({ operation, tag: `${seed}` })).ok, 'works before');
		if (!isWarm) await lane.renewCredential();
		lane.arm({ api, token });
		for (let number = 0; ; number++) {
			const tag = `${seed}.${number}`;
			const from = lane.met.length;
			const result = await runnable.run({ operation, tag }, { maxRetries, timeout });
			const met = lane.met.slice(from);
			figures.count('executions');
			assertSound(result, met, { operation, maxRetries, hasToken, hosts: lane.hosts });
			const { service, fault } = met.at(-1);
			hasToken ||= service === 'api';
			if (result.ok && !isOddFor(fault, operation))
				assert.deepEqual(result.items, runnable.expectedItems({ operation, tag }));
			if (result.ok && (!lane.isArmed || !met.some((each) => each.fault))) break;
			// After a failed token request its error is repeated for a while.
			if (service === 'token') await delay(PAUSE_MS + 500);
		}
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
	return {
		operation: operationNames[below(operationNames.length)],
		maxRetries: below(4),
		isWarm,
		api: withFewRefusals(some(forApi, 5)),
		token: some(forToken, 4),
	};
}

/** More tokens a minute than the package asks for are another test. */
function withFewRefusals(sequence) {
	let left = 2;
	return sequence.filter((fault) => fault.api !== 'renew' || left-- > 0);
}

function inWords({ operation, maxRetries, isWarm, api, token }) {
	const names = (list) => list.map(({ name }) => name).join(', ') || 'none';
	return `${operation}, ${maxRetries} retries, ${isWarm ? 'with' : 'without'} a token; API: ${names(api)}; token service: ${names(token)}`;
}
