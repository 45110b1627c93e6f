import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, beforeEach, describe, it } from 'node:test';
import { N8N_VERSION, NODE_VERSION } from '../../scripts/versions.mjs';
import { auroraNode, chain, manualTrigger } from '../e2e/support/workflows.mjs';
import { killWorkerInTheMiddle, openableGate } from './support/killedWorker.mjs';
import { programVersion } from './support/programs.mjs';
import {
	API_LATENCY_MS,
	CALLS_AT_ONCE,
	startQueueWorld,
	TOKEN_LATENCY_MS,
} from './support/queueWorld.mjs';
import { WORKER_CONCURRENCY } from './support/worker.mjs';

const EXECUTIONS = 500;

/** n8n in queue mode. Workers run all executions that a webhook starts; main runs those of the editor. */
describe('many workers', () => {
	/** For docs/reliability.md. */
	const figures = {};
	let world, sandbox, custom, rest, workers;
	before(async () => {
		world = await startQueueWorld();
		({ sandbox, custom, rest, workers } = world);
		figures.setup = {
			n8n: N8N_VERSION,
			node: NODE_VERSION,
			postgresql: await programVersion('postgres'),
			redis: await programVersion('redis-server'),
			workers: workers.length,
			workerConcurrency: WORKER_CONCURRENCY,
			callsAtOnce: CALLS_AT_ONCE,
			tokenServiceLatencyMs: TOKEN_LATENCY_MS,
			apiLatencyMs: API_LATENCY_MS,
		};
	});
	after(async () => {
		fs.writeFileSync(process.env.AURORA_QUEUE_FIGURES, JSON.stringify(figures));
		await world?.stop();
	});
	beforeEach(() => world.clearCounts());

	/** Runs the workflow and sees to it that every execution and answer is right, and both workers took part. */
	const runAllRight = async (count, figure) => {
		const load = await world.runLoad(count);
		if (figure) figures[figure] = load;
		const { rightAnswers, executions, successful, byWorker } = load;
		assert.deepEqual(
			{ rightAnswers, executions, successful },
			{ rightAnswers: count, executions: count, successful: count },
		);
		assert.ok(
			byWorker.every((each) => each > 0),
			`executions by worker: ${byWorker}`,
		);
		assert.equal(
			byWorker.reduce((sum, each) => sum + each),
			count,
		);
		return load;
	};
	const assertOnePerWorker = ({ tokenRequests }) => {
		assert.ok(tokenRequests >= 1, 'no token request at all');
		assert.ok(tokenRequests <= workers.length, `${tokenRequests} token requests`);
	};

	it(`takes one token per worker for the first ${EXECUTIONS} executions`, async () => {
		assertOnePerWorker(await runAllRight(EXECUTIONS, 'coldStart'));
	});

	it(`takes none for the next ${EXECUTIONS}`, async () => {
		const load = await runAllRight(EXECUTIONS, 'withToken');
		assert.equal(load.tokenRequests, 0);
		assert.equal(load.apiRequests, EXECUTIONS);
	});

	it('takes one token per worker when it was revoked, and then none', async () => {
		custom.revokeTokens();
		assertOnePerWorker(await runAllRight(EXECUTIONS, 'revoked'));
		const next = await runAllRight(CALLS_AT_ONCE, 'afterRevocation');
		assert.equal(next.tokenRequests, 0);
	});

	it('lets main use the token of the workers', async () => {
		const trigger = manualTrigger();
		const node = auroraNode({ credential: world.credential });
		const { id } = await rest.createWorkflow(chain([trigger, node]));
		const execution = await rest.execute(id, trigger.name);
		assert.equal(execution.status, 'success');
		assert.deepEqual(execution.json('Aurora'), custom.accounts);
		figures.manualExecutionOnMain = { tokenRequests: custom.tokenService.count };
		assert.equal(custom.tokenService.count, 0);
	});

	/** Kills a worker while requests are held, and looks at what becomes of them and of the next ones. */
	const killWhile = async (figure, held, isHeld) => {
		const gate = openableGate();
		held.always(gate.hold);
		sandbox.elsewhere.always(gate.hold);
		const result = await killWorkerInTheMiddle(world, { isHeld, release: gate.open });
		figures[figure] = result;
		assertLostLikeN8n(result);
		const { tokenRequests } = await runAllRight(CALLS_AT_ONCE);
		assert.equal(tokenRequests, 0, 'the new worker takes the stored token');
		return result;
	};

	it('loses what a killed worker was running, as n8n does without the Aurora node, and nothing else', async () => {
		const all = workers.length * WORKER_CONCURRENCY;
		const { tokenRequests } = await killWhile(
			'killedWhileRequesting',
			custom.api,
			() => sandbox.elsewhere.inFlight + custom.api.inFlight === all,
		);
		assert.equal(tokenRequests, 0);
	});

	it('is not held up by a worker that is killed while it fetches a token', async () => {
		custom.revokeTokens();
		const isHeld = () => custom.tokenService.inFlight === workers.length;
		assertOnePerWorker(await killWhile('killedWhileFetchingToken', custom.tokenService, isHeld));
	});
});

/** n8n does not run executions of a killed worker again: it marks them as failed. */
function assertLostLikeN8n({ aurora, plain }) {
	assert.ok(
		aurora.onKilledWorker > 0 && plain.onKilledWorker > 0,
		'the killed worker ran both kinds',
	);
	assert.equal(aurora.onKilledWorker + plain.onKilledWorker, WORKER_CONCURRENCY);
	assert.deepEqual(aurora.statusThere, plain.statusThere);
	assert.deepEqual(aurora.otherAnswers, plain.otherAnswers);
	for (const { executions, onKilledWorker, lostElsewhere, answered } of [aurora, plain]) {
		assert.equal(executions, 2 * WORKER_CONCURRENCY);
		assert.equal(lostElsewhere, 0);
		assert.equal(answered, executions - onKilledWorker);
	}
	assert.deepEqual(aurora.wrongAnswers, []);
}
