import { poll } from '../../e2e/support/n8nClient.mjs';
import { node } from '../../e2e/support/workflows.mjs';
import { callWebhooks } from './calls.mjs';
import { WORKER_CONCURRENCY } from './worker.mjs';

/**
 * Starts twice as many executions as the workers can run at once, half of them with the Aurora node
 * and half with n8n's HTTP Request node, kills the second worker when all it runs waits for an answer,
 * and then lets the answers go. A new worker takes its place.
 * @param {import('./queueWorld.mjs').QueueWorld} world
 * @param {{ isHeld: () => boolean, release: () => void }} options isHeld: whether everything waits that
 *   shall wait; release: lets the answers go
 */
export async function killWorkerInTheMiddle(world, { isHeld, release }) {
	const { sandbox, custom, cluster, workers, workflow } = world;
	const plain = await world.createWorkflow(
		node('n8n-nodes-base.httpRequest', 4.2, {
			name: 'HTTP Request',
			parameters: { method: 'GET', url: `${sandbox.elsewhere.origin}/`, options: {} },
		}),
	);
	const executionsOf = await world.newExecutions();
	const numbers = Array.from({ length: WORKER_CONCURRENCY }, (_, index) => index + 1);
	const call = async ({ path }, bodyOf) => {
		const calls = numbers.map((number) => ({ path, body: bodyOf(number) }));
		return await callWebhooks(cluster.main.url, calls, calls.length);
	};
	const callAurora = async () => await call(workflow, (account) => ({ account }));
	const callPlain = async () => await call(plain, () => ({}));
	const running = () => workers.reduce((sum, worker) => sum + worker.running().length, 0);

	// One kind after the other, so that each worker gets some of both.
	const calls = [callAurora()];
	await until('the first executions', () => running() === WORKER_CONCURRENCY);
	calls.push(callPlain());
	await until('both workers to be busy', () => running() === 2 * WORKER_CONCURRENCY && isHeld());
	calls.push(callAurora(), callPlain());
	await until('the other executions to wait in the queue', async () => {
		const all = await Promise.all([workflow, plain].map(({ id }) => executionsOf(id)));
		return all.flat().length === 4 * WORKER_CONCURRENCY;
	});
	const victim = workers.pop();
	const lost = new Set(victim.running());
	victim.kill();
	release();
	const answers = (await Promise.all(calls)).flat();
	await victim.stop();
	workers.push(await cluster.addWorker());

	/** What became of the executions on the killed worker, and of all others. */
	const outcomeOf = async (which) => {
		const executions = await executionsOf(which.id);
		const there = executions.filter(({ id }) => lost.has(id));
		const elsewhere = executions.filter(({ id }) => !lost.has(id));
		const own = answers.filter(({ call: { path } }) => path === which.path);
		const good = own.filter(({ status }) => status === 200);
		const others = own.filter(({ status }) => status !== 200);
		return {
			executions: executions.length,
			onKilledWorker: there.length,
			statusThere: statusesOf(there),
			lostElsewhere: elsewhere.filter(({ status }) => status !== 'success').length,
			answered: good.length,
			otherAnswers: statusesOf(others),
			wrongAnswers: good.filter((answer) => !world.isRight(answer)).map(({ body }) => body),
		};
	};
	return {
		aurora: await outcomeOf(workflow),
		plain: await outcomeOf(plain),
		tokenRequests: custom.tokenService.count,
	};
}

const statusesOf = (all) => [...new Set(all.map(({ status }) => status))].sort();

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
