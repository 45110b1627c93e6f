import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { toNodeError } from './api/nodeError';
import { collections } from './resources';
import { fieldMethods } from './resources/collection/fieldNames';
import { pollBudget } from './trigger/budget';
import { triggerFields, triggerSubtitle } from './trigger/fields';
import { poll } from './trigger/poll';

/** Polls that have not ended yet, by workflow and node. */
const pendingPolls = new Map<string, IPollFunctions>();

export class AuroraTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Aurora Trigger',
		name: 'auroraTrigger',
		icon: { light: 'file:../../icons/aurora.svg', dark: 'file:../../icons/aurora.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: triggerSubtitle,
		description:
			// The node panel shows this one for the Aurora node as well.
			'Start a workflow when Aurora accounts or other records change, get and search them, or send any API request',
		defaults: { name: 'Aurora Trigger' },
		builderHint: {
			searchHint:
				'Polls Aurora and gives one item for each change; what exists on activation starts nothing.',
		},
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'auroraApi', required: true }],
		properties: triggerFields(collections),
	};

	methods = { loadOptions: fieldMethods(collections).loadOptions };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const key = `${this.getMode()} ${this.getWorkflow().id} ${this.getNode().id}`;
		const pending = pendingPolls.get(key);
		// n8n begins a poll even while the last one still reads: both would report the same events.
		if (pending && (pending === this || pollBudget(this) !== undefined)) return null;
		// The first poll of an activation: n8n wants to know nothing more from the one before.
		pendingPolls.set(key, this);
		const isCurrent = () => pendingPolls.get(key) === this;
		try {
			const items = await poll(this, collections, isCurrent);
			return items && [items];
		} catch (thrown) {
			throw toNodeError(this.getNode(), thrown);
		} finally {
			if (isCurrent()) pendingPolls.delete(key);
		}
	}
}
