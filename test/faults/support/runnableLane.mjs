import { randomUUID } from 'node:crypto';
import { poll } from '../../e2e/support/n8nClient.mjs';
import { auroraNode, webhook } from '../../e2e/support/workflows.mjs';

/** How the node is set for each operation; `$json.body` is what the webhook was called with. */
const OPERATIONS = {
	get: {
		resource: 'account',
		operation: 'get',
		accountId: { __rl: true, mode: 'id', value: '1' },
	},
	getAll: { resource: 'account', operation: 'getAll', returnAll: true },
	search: {
		resource: 'account',
		operation: 'search',
		field: 'id',
		match: 'equals',
		value: '1',
	},
	send: {
		resource: 'apiRequest',
		operation: 'send',
		method: 'GET',
		path: '/Accounts?orderBy=id%20asc',
	},
};

export const operationNames = Object.keys(OPERATIONS);

const OPTIONS = {
	timeout: '={{ $json.body.timeout }}',
	maxRetries: '={{ $json.body.maxRetries }}',
	queryParameters: { parameter: [{ name: 'tag', value: '={{ $json.body.tag }}' }] },
};

/**
 * A lane with a credential in n8n and one active workflow: a webhook and an Aurora node for each
 * operation.
 * @param {{ rest: import('../../e2e/support/n8nClient.mjs').N8nClient, stored: import('./storedExecutions.mjs').StoredExecutions }} world
 * @param {import('./lane.mjs').Lane} lane
 * @param {{ keepsSuccesses?: boolean }} [options] keepsSuccesses false: n8n stores failed executions only
 */
export async function makeRunnable({ rest, stored }, lane, { keepsSuccesses = true } = {}) {
	const credential = await rest.createCredential({
		name: `Lane ${lane.number}`,
		data: lane.newCredential(),
	});
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
		name: `Lane ${lane.number}`,
		nodes,
		connections,
		settings: {
			executionOrder: 'v1',
			saveDataSuccessExecution: keepsSuccesses ? 'all' : 'none',
		},
	});
	await rest.activate(workflowId);
	let newest = 0;

	/**
	 * Runs operations at once and returns the executions in the same order.
	 * @param {{ operation: string, tag?: string }[]} calls
	 * @param {{ timeout?: number, maxRetries?: number }} [options]
	 * @returns {Promise<{ ok: boolean, message?: string, items: object[], execution?: object }[]>}
	 */
	const runAtOnce = async (calls, { timeout = 30, maxRetries = 2 } = {}) => {
		const ids = calls.map(() => randomUUID());
		const answers = await Promise.all(
			calls.map(({ operation, tag = '' }, at) =>
				rest.callWebhook(paths[operation], {
					body: { call: ids[at], tag, timeout, maxRetries },
				}),
			),
		);
		const isStored = ({ status }) => keepsSuccesses || status !== 200;
		const expected = answers.filter(isStored).length;
		const byCall = await poll(`${expected} executions of lane ${lane.number}`, async () => {
			const executions = stored.ended([workflowId], { after: newest });
			const ours = executions.filter((execution) => ids.includes(callOf(execution)));
			if (ours.length < expected) return undefined;
			newest = Math.max(newest, ...executions.map(({ id }) => id));
			return new Map(ours.map((execution) => [callOf(execution), execution]));
		});
		return calls.map(({ operation }, at) => {
			const execution = byCall.get(ids[at]);
			return {
				ok: answers[at].status === 200,
				message: execution?.error(operation)?.message,
				items: execution ? execution.json(operation) : [answers[at].body].flat(),
				execution,
			};
		});
	};

	return {
		lane,
		credential,
		workflowId,
		runAtOnce,
		run: async (operation, options) => (await runAtOnce([{ operation }], options))[0],
		/** A new secret: the package knows neither token nor failure of this credential. */
		async renewCredential() {
			await rest.request('PATCH', `/credentials/${credential.id}`, {
				name: credential.name,
				type: 'auroraApi',
				data: lane.newCredential(),
			});
		},
	};
}

function callOf(execution) {
	const webhooks = operationNames.map((name) => execution.json(`Webhook ${name}`)[0]);
	return webhooks.find(Boolean)?.body?.call;
}
