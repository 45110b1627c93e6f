import { randomUUID } from 'node:crypto';
import { poll } from '../../e2e/support/n8nClient.mjs';
import { chain, node, webhook } from '../../e2e/support/workflows.mjs';
import { TWIN_NAME } from './twin.mjs';

/** @typedef {import('../../e2e/support/n8nClient.mjs').N8nClient} N8nClient */

/** n8n takes one fixed second for each poll time, but several poll times: here a poll every 2 seconds. */
const POLL_TIMES = Array.from({ length: 30 }, (_, index) => ({
	mode: 'custom',
	cronExpression: `${index * 2} * * * * *`,
}));

/** An active workflow behind a webhook that answers with all accounts. @param {N8nClient} rest */
export async function createListing(rest, credential) {
	const path = randomUUID();
	const parameters = { resource: 'account', operation: 'getAll', returnAll: true };
	const aurora = node(`${TWIN_NAME}.aurora`, 1, { name: 'Aurora', parameters, credential });
	const id = await createActive(rest, 'All accounts', [webhook(path), aurora]);
	return { id, call: async () => await rest.callWebhook(path) };
}

/** An active workflow that starts with the Aurora Trigger; it has recorded the accounts. @param {N8nClient} rest */
export async function createTriggered(rest, credential) {
	const parameters = { event: ['accountCreated'], pollTimes: { item: POLL_TIMES }, options: {} };
	const options = { name: 'Aurora Trigger', parameters, credential };
	const trigger = node(`${TWIN_NAME}.auroraTrigger`, 1, options);
	const last = node('n8n-nodes-base.noOp', 1, { name: 'Last' });
	const id = await createActive(rest, 'New accounts', [trigger, last]);
	const isRecorded = async () => Object.keys(await rest.staticData(id)).length > 0 || undefined;
	await poll('the first record', isRecorded);
	/** The newest event that names an account. */
	const findEvent = async (account) => {
		for (const { id: execution, status } of await rest.executions(id)) {
			if (status !== 'success') continue;
			const items = (await rest.execution(execution)).json('Aurora Trigger');
			const found = items.find((item) => item.account.id === account.id);
			if (found) return found.account;
		}
		return undefined;
	};
	return {
		/** The account with which the workflow is started for it. @param {{ id: unknown }} account */
		eventOf: async (account) =>
			await poll(`the event of account ${account.id}`, async () => await findEvent(account)),
	};
}

async function createActive(rest, name, nodes) {
	const { id } = await rest.createWorkflow({ name, ...chain(nodes) });
	await rest.activate(id);
	return id;
}
