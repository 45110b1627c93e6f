import { randomUUID } from 'node:crypto';
import { getById } from '../../e2e/support/parameters.mjs';
import { auroraNode, chain, webhook } from '../../e2e/support/workflows.mjs';
import { startSandbox } from '../../sandbox/sandbox.mjs';
import { callWebhooks, percentile } from './calls.mjs';
import { startCluster } from './cluster.mjs';

const WORKERS = 2;
const ACCOUNTS = 40;

/** Calls of a webhook that are under way at the same time. */
export const CALLS_AT_ONCE = 50;

/** Slow, so that executions that ask for a token at the same time really overlap. */
export const TOKEN_LATENCY_MS = 500;
export const API_LATENCY_MS = 20;

/** What the other server of the sandbox answers. */
const PLAIN_ANSWER = [{ id: 'elsewhere' }];

/** @typedef {Awaited<ReturnType<typeof startQueueWorld>>} QueueWorld */

/** An n8n in queue mode with two workers, a local Aurora, and a workflow that gets one account. */
export async function startQueueWorld() {
	await using starting = new AsyncDisposableStack();
	const sandbox = await startSandbox({ only: ['custom'], accounts: ACCOUNTS });
	starting.defer(sandbox.stop);
	const { custom } = sandbox;
	const cluster = await startCluster();
	starting.defer(cluster.stop);
	const { rest } = cluster;
	const workers = [];
	while (workers.length < WORKERS) workers.push(await cluster.addWorker());

	/** Nodes behind a webhook, active. @param {...object} nodes @returns {Promise<{ id: string, path: string }>} */
	const createWorkflow = async (...nodes) => {
		const path = randomUUID();
		const { id } = await rest.createWorkflow({ name: path, ...chain([webhook(path), ...nodes]) });
		await rest.activate(id);
		return { id, path };
	};
	const credential = await rest.createCredential({ data: custom.credential });
	const parameters = getById('={{ $json.body.account }}');
	const workflow = await createWorkflow(auroraNode({ credential, parameters }));

	/** Whether a call was answered as it must be: with the account that it asked for, if it did. */
	const isRight = ({ status, body, call }) => {
		const { account } = call.body;
		const expected = account === undefined ? PLAIN_ANSWER : [custom.accounts[account - 1]];
		return status === 200 && JSON.stringify(body) === JSON.stringify(expected);
	};

	/** Begins to count anew; ends what the endpoints were told to do, too. */
	const clearCounts = () => {
		for (const endpoint of [custom.api, custom.tokenService, sandbox.elsewhere]) endpoint.reset();
		custom.tokenService.latencyMs = TOKEN_LATENCY_MS;
		custom.api.latencyMs = API_LATENCY_MS;
	};

	/**
	 * Executions that begin after this.
	 * @returns {Promise<(workflowId: string) => Promise<{ id: string, status: string }[]>>}
	 */
	const newExecutions = async () => {
		const known = new Set((await cluster.executions(workflow.id)).map(({ id }) => id));
		return async (workflowId) =>
			(await cluster.executions(workflowId)).filter(({ id }) => !known.has(id));
	};

	/**
	 * Runs the workflow often, each time for another account.
	 * @param {number} count
	 */
	const runLoad = async (count) => {
		clearCounts();
		const calls = Array.from({ length: count }, (_, index) => ({
			path: workflow.path,
			body: { account: (index % ACCOUNTS) + 1 },
		}));
		const executionsOf = await newExecutions();
		const startedBefore = workers.map((worker) => worker.started().length);
		const started = Date.now();
		const answers = await callWebhooks(cluster.main.url, calls, CALLS_AT_ONCE);
		const seconds = (Date.now() - started) / 1000;
		const executions = await executionsOf(workflow.id);
		const durations = answers.map(({ durationMs }) => durationMs);
		return {
			calls: count,
			rightAnswers: answers.filter(isRight).length,
			executions: executions.length,
			successful: executions.filter(({ status }) => status === 'success').length,
			byWorker: workers.map((worker, index) => worker.started().length - startedBefore[index]),
			tokenRequests: custom.tokenService.count,
			apiRequests: custom.api.count,
			seconds,
			executionsPerSecond: Math.round((count / seconds) * 10) / 10,
			medianMs: percentile(durations, 0.5),
			p95Ms: percentile(durations, 0.95),
		};
	};

	const started = starting.move();
	const stop = async () => await started.disposeAsync();
	const plant = { sandbox, custom, cluster, rest, workers, credential, workflow };
	return { ...plant, createWorkflow, isRight, clearCounts, newExecutions, runLoad, stop };
}
