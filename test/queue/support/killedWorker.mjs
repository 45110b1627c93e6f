import { poll } from '../../e2e/support/n8nClient.mjs';
import { node } from '../../e2e/support/workflows.mjs';
import { callWebhooks } from './calls.mjs';
import { WORKER_CONCURRENCY } from './worker.mjs';

/**
 * What became of one workflow's executions.
 * @typedef {object} Outcome
 * @property {number} executions
 * @property {number} onKilledWorker those that the worker was running
 * @property {string[]} statusThere their statuses
 * @property {number} lostElsewhere executions that did not succeed though they ran elsewhere
 * @property {number} answered calls that were answered with 200
 * @property {(number | 'none')[]} otherAnswers statuses of the others
 * @property {unknown[]} wrongAnswers with 200
 */

/**
 * Starts twice as many executions as the workers can run at once, half of them with the Aurora node
 * and half with n8n's HTTP Request node, kills the second worker when all it runs waits for an answer,
 * and then lets the answers go. A new worker takes its place.
 * @param {import('./queueWorld.mjs').QueueWorld} world
 * @param {object} options
 * @param {() => boolean} options.isHeld whether everything waits that shall wait
 * @param {() => void} options.release lets the answers go
 * @returns {Promise<{ aurora: Outcome, plain: Outcome, tokenRequests: number }>}
 */
export async function killWorkerInTheMiddle(world, { isHeld, release }) {
	const { sandbox, custom, cluster, workers, workflow, isRight } = world;
	const plain = await world.createWorkflow(
		node('n8n-nodes-base.httpRequest', 4.2, {
			name: 'HTTP Request',
			parameters: { method: 'GET', url: `${sandbox.elsewhere.origin}/`, options: {} },
		}),
	);
	const known = new Set((await cluster.executions(workflow.id)).map(({ id }) => id));
	const executionsOf = async ({ id }) =>
		(await cluster.executions(id)).filter((each) => !known.has(each.id));
	const call = async ({ path }, bodyOf) => {
		const numbers = [...Array(WORKER_CONCURRENCY).keys()];
		const calls = numbers.map((number) => ({ path, body: bodyOf(number) }));
		const answers = await callWebhooks(cluster.main.url, calls, calls.length);
		return answers.map((answer, index) => ({
			...answer,
			path,
			isRight: isRight(answer, calls[index]),
		}));
	};
	const callAurora = async () => await call(workflow, (number) => ({ account: number + 1 }));
	const callPlain = async () => await call(plain, () => ({}));
	const running = () => workers.reduce((sum, worker) => sum + worker.running().length, 0);

	// One kind after the other, so that each worker gets some of both.
	const calls = [callAurora()];
	await until('the first executions', () => running() === WORKER_CONCURRENCY);
	calls.push(callPlain());
	await until('both workers to be busy', () => running() === 2 * WORKER_CONCURRENCY && isHeld());
	calls.push(callAurora(), callPlain());
	await until('the other executions to wait in the queue', async () => {
		const all = [...(await executionsOf(workflow)), ...(await executionsOf(plain))];
		return all.length === 4 * WORKER_CONCURRENCY;
	});
	const victim = workers.pop();
	const lost = new Set(victim.running());
	victim.kill();
	release();
	const answers = (await Promise.all(calls)).flat();
	await victim.stop();
	workers.push(await cluster.addWorker());

	const outcomeOf = async (which) => {
		const executions = await executionsOf(which);
		const there = executions.filter(({ id }) => lost.has(id));
		const elsewhere = executions.filter(({ id }) => !lost.has(id));
		const own = answers.filter(({ path }) => path === which.path);
		const good = own.filter(({ status }) => status === 200);
		return {
			executions: executions.length,
			onKilledWorker: there.length,
			statusThere: [...new Set(there.map(({ status }) => status))],
			lostElsewhere: elsewhere.filter(({ status }) => status !== 'success').length,
			answered: good.length,
			otherAnswers: [...new Set(own.map(({ status }) => status))].filter(
				(status) => status !== 200,
			),
			wrongAnswers: good.filter((answer) => !answer.isRight).map(({ body }) => body),
		};
	};
	return {
		aurora: await outcomeOf(workflow),
		plain: await outcomeOf(plain),
		tokenRequests: custom.tokenService.count,
	};
}

/** @param {string} what is waited for @param {() => boolean | Promise<boolean>} isSo */
async function until(what, isSo) {
	await poll(what, async () => (await isSo()) || undefined);
}

/** Holds answers back until it is opened. */
export function openableGate() {
	let open;
	const opened = new Promise((resolve) => (open = resolve));
	return { open, hold: async () => void (await opened) };
}
