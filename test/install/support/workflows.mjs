import { randomUUID } from 'node:crypto';
import { poll } from '../../e2e/support/n8nClient.mjs';
import { getMany } from '../../e2e/support/parameters.mjs';
import { activateTrigger, EVERY_TWO_SECONDS } from '../../e2e/support/triggers.mjs';
import { chain, node, webhook } from '../../e2e/support/workflows.mjs';
import { TWIN_NAME } from './twin.mjs';

/** @typedef {import('../../e2e/support/n8nClient.mjs').N8nClient} N8nClient */

/** An active workflow behind a webhook that answers with all accounts. @param {N8nClient} rest */
export async function createListing(rest, credential) {
	const path = randomUUID();
	const parameters = getMany();
	const aurora = node(`${TWIN_NAME}.aurora`, 1, { name: 'Aurora', parameters, credential });
	const nodes = chain([webhook(path), aurora]);
	const { id } = await rest.createWorkflow({ name: 'All accounts', ...nodes });
	await rest.activate(id);
	return { id, call: async () => await rest.callWebhook(path) };
}

/** An active workflow that starts with the Aurora Trigger; it has recorded the accounts. @param {N8nClient} rest */
export async function createTriggered(rest, credential) {
	const parameters = { event: ['accountCreated'], pollTimes: EVERY_TWO_SECONDS, options: {} };
	const options = { name: 'Aurora Trigger', parameters, credential };
	const trigger = node(`${TWIN_NAME}.auroraTrigger`, 1, options);
	const last = node('n8n-nodes-base.noOp', 1, { name: 'Last' });
	const { id } = await rest.createWorkflow({ name: 'New accounts', ...chain([trigger, last]) });
	await activateTrigger(rest, id);
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
