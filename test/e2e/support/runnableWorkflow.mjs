import { randomUUID } from 'node:crypto';
import { FreshExecutions } from './freshExecutions.mjs';
import { chain, webhook } from './workflows.mjs';

/**
 * Puts nodes behind a webhook and activates them: production executions, as many at once as wanted.
 * @param {import('./n8nClient.mjs').N8nClient} rest
 * @param {object[]} nodes in a row; the first gets one item from the webhook
 */
export async function createRunnable(rest, nodes) {
	const path = randomUUID();
	const { id } = await rest.createWorkflow({ name: path, ...chain([webhook(path), ...nodes]) });
	await rest.activate(id);
	const executions = new FreshExecutions(rest, id);

	/**
	 * Runs the workflow several times at once; the executions come in the order of their calls.
	 * @param {number} count
	 * @param {Record<string, unknown>} [body] of each call; the nodes see it as `$json.body`
	 * @returns {Promise<import('./execution.mjs').Execution[]>}
	 */
	const runAtOnce = async (count, body = {}) => {
		await executions.skip();
		const calls = Array.from({ length: count }, () => randomUUID());
		await Promise.all(calls.map((call) => rest.callWebhook(path, { body: { ...body, call } })));
		const fresh = await executions.list();
		if (fresh.length !== count) {
			throw new Error(`${count} calls of the workflow made ${fresh.length} executions.`);
		}
		const byCall = new Map();
		// One after the other: the data of many executions at once would only slow n8n down.
		for (const execution of fresh) {
			const decoded = await rest.execution(execution.id);
			byCall.set(decoded.json('Webhook')[0].body.call, decoded);
		}
		return calls.map((call) => byCall.get(call));
	};

	return {
		id,
		runAtOnce,
		/** Runs the workflow once. @param {Record<string, unknown>} [body] */
		run: async (body) => (await runAtOnce(1, body))[0],
		/**
		 * Starts the workflow and does not wait for its end.
		 * @param {Record<string, unknown>} [body]
		 * @returns {Promise<{ stop: () => Promise<import('./execution.mjs').Execution> }>} stop: as the editor's
		 *   button does; returns the execution when it has ended
		 */
		async start(body = {}) {
			await executions.skip();
			// Its answer comes when the execution ends; nobody needs it.
			rest.callWebhook(path, { body }).catch(() => {});
			const executionId = await executions.next();
			return {
				async stop() {
					await rest.request('POST', `/executions/${executionId}/stop`);
					return await rest.execution(executionId);
				},
			};
		},
		/** Removes the workflow. */
		remove: async () => await rest.deleteWorkflow(id),
	};
}
