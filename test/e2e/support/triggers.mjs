import { poll } from './n8nClient.mjs';

/** A poll every 2 seconds: n8n takes one fixed second for each poll time, but several poll times. */
export const EVERY_TWO_SECONDS = {
	item: Array.from({ length: 30 }, (_, index) => ({
		mode: 'custom',
		cronExpression: `${index * 2} * * * * *`,
	})),
};

/**
 * Publishes a workflow with an Aurora Trigger and waits until that has recorded what is there: n8n
 * activates in the background, and polls once at once.
 * @param {import('./n8nClient.mjs').N8nClient} rest
 * @param {string} workflowId
 */
export async function activateTrigger(rest, workflowId) {
	await rest.activate(workflowId);
	await poll('the first record', async () => {
		return Object.keys(await rest.staticData(workflowId)).length > 0 || undefined;
	});
}
