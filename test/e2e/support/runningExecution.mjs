import { poll } from './n8nClient.mjs';

/**
 * Starts a workflow behind a webhook and does not wait for its end.
 * @param {import('./n8nClient.mjs').N8nClient} rest
 * @param {{ id: string }} runnable see createRunnable
 * @param {Record<string, unknown>} [body]
 * @returns {Promise<{ id: string, stop: () => Promise<import('./execution.mjs').Execution> }>} stop: as the
 *   editor's button does; returns the execution when it has ended
 */
export async function startExecution(rest, { id: workflowId }, body = {}) {
	const { nodes } = await rest.request('GET', `/workflows/${workflowId}`);
	const { path } = nodes.find(({ type }) => type === 'n8n-nodes-base.webhook').parameters;
	const known = new Set((await rest.executions(workflowId)).map((execution) => execution.id));
	// Its answer comes when the execution ends; nobody needs it.
	rest.callWebhook(path, { body }).catch(() => {});
	const { id } = await poll(`an execution of workflow ${workflowId}`, async () =>
		(await rest.executions(workflowId)).find((execution) => !known.has(execution.id)),
	);
	return {
		id,
		async stop() {
			await rest.request('POST', `/executions/${id}/stop`);
			return await rest.execution(id);
		},
	};
}
