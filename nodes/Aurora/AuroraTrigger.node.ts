import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { toNodeError } from './api/nodeError';
import { collections } from './resources';
import { triggerFields, triggerSubtitle } from './trigger/fields';
import { poll } from './trigger/poll';

/** Polls that have not ended yet. */
const pendingPolls = new Set<string>();

export class AuroraTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Aurora Trigger',
		name: 'auroraTrigger',
		icon: { light: 'file:../../icons/aurora.svg', dark: 'file:../../icons/aurora.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: triggerSubtitle,
		description:
			'Starts the workflow when an account, or a record of another collection, is created, updated or removed in Aurora',
		defaults: { name: 'Aurora Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'auroraApi', required: true }],
		properties: triggerFields(collections),
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		// n8n begins a poll even while the last one still reads: both would report the same events.
		const key = `${this.getMode()} ${this.getWorkflow().id} ${this.getNode().id}`;
		if (pendingPolls.has(key)) return null;
		pendingPolls.add(key);
		try {
			const items = await poll(this, collections);
			return items && [items];
		} catch (thrown) {
			throw toNodeError(this.getNode(), thrown);
		} finally {
			pendingPolls.delete(key);
		}
	}
}
