import { randomUUID } from 'node:crypto';
import { poll } from '../../e2e/support/n8nClient.mjs';
import { getById, getMany, search, send } from '../../e2e/support/parameters.mjs';
import { auroraNode, webhook } from '../../e2e/support/workflows.mjs';

const nameOfCreated = (tag) => `Created by ${tag}`;

/** How the node is set for each operation; `$json.body` is what the webhook was called with. */
const OPERATIONS = {
	get: getById('1'),
	getAll: getMany(),
	search: search('id', 'equals', '1'),
	send: send({ method: 'GET', path: '/Accounts?orderBy=id%20asc' }),
	create: send({
		method: 'POST',
		path: '/Accounts',
		body: `={{ JSON.stringify({ name: '${nameOfCreated('')}' + $json.body.tag }) }}`,
	}),
};

/** Those that can be repeated without harm. */
export const reading = ['get', 'getAll', 'search', 'send'];
export const operationNames = Object.keys(OPERATIONS);

const OPTIONS = {
	timeout: '={{ $json.body.timeout }}',
	maxRetries: '={{ $json.body.maxRetries }}',
	queryParameters: { parameter: [{ name: 'tag', value: '={{ $json.body.tag }}' }] },
};

/**
 * One active workflow on a lane: a webhook and an Aurora node for each operation.
 * @param {{ rest: import('../../e2e/support/n8nClient.mjs').N8nClient, stored: import('./storedExecutions.mjs').StoredExecutions }} world
 * @param {import('./lane.mjs').Lane} lane
 */
export async function makeRunnable({ rest, stored }, lane) {
	const { credential } = lane;
	const paths = Object.fromEntries(operationNames.map((name) => [name, randomUUID()]));
	const nodes = operationNames.flatMap((name) => [
		webhook(paths[name], `Webhook ${name}`),
		auroraNode({ name, credential, parameters: { ...OPERATIONS[name], options: OPTIONS } }),
	]);
	const connections = Object.fromEntries(
		operationNames.map((name) => [
			`Webhook ${name}`,
			{ main: [[{ node: name, type: 'main', index: 0 }]] },
		]),
	);
	const { id: workflowId } = await rest.createWorkflow({
		name: credential.name,
		nodes,
		connections,
	});
	await rest.activate(workflowId);
	let newest = 0;

	/**
	 * Runs operations at once and returns how they ended, in the same order.
	 * @param {{ operation: string, tag?: string }[]} calls
	 * @param {{ timeout?: number, maxRetries?: number }} [options]
	 * @returns {Promise<{ ok: boolean, message?: string, items: object[] }[]>}
	 */
	const runAtOnce = async (calls, { timeout = 30, maxRetries = 2 } = {}) => {
		const ids = calls.map(() => randomUUID());
		await Promise.all(
			calls.map(async ({ operation, tag = '' }, at) => {
				const body = { call: ids[at], tag, timeout, maxRetries };
				await rest.callWebhook(paths[operation], { body });
			}),
		);
		const byCall = await poll(`${calls.length} executions of ${credential.name}`, async () => {
			const executions = stored.ended([workflowId], { after: newest });
			const ours = executions.filter((execution) => ids.includes(callOf(execution)));
			if (ours.length < calls.length) return undefined;
			newest = Math.max(newest, ...executions.map(({ id }) => id));
			return new Map(ours.map((execution) => [callOf(execution), execution]));
		});
		return calls.map(({ operation }, at) => {
			const execution = byCall.get(ids[at]);
			return {
				ok: execution.status === 'success',
				message: execution.error(operation)?.message,
				items: execution.json(operation),
			};
		});
	};

	return {
		lane,
		runAtOnce,
		run: async (call, options) => (await runAtOnce([call], options))[0],
		/** What an operation must put out. @param {{ operation: string, tag?: string }} call */
		expectedItems({ operation, tag = '' }) {
			const { accounts } = lane.instance;
			if (operation === 'create') return accounts.filter(({ name }) => name === nameOfCreated(tag));
			return ['get', 'search'].includes(operation) ? [accounts[0]] : accounts;
		},
	};
}

function callOf(execution) {
	const webhooks = operationNames.map((name) => execution.json(`Webhook ${name}`)[0]);
	return webhooks.find(Boolean)?.body?.call;
}
