import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { toNodeError } from './api/nodeError';
import { pollAccounts } from './trigger/poll';
import { triggerFields } from './trigger/fields';

/** Polls that have not ended yet. */
const underWay = new Set<string>();

export class AuroraTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Aurora Trigger',
		name: 'auroraTrigger',
		icon: { light: 'file:../../icons/aurora.svg', dark: 'file:../../icons/aurora.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["event"].map((event) => event.replace("account", "").toLowerCase()).join(", ") }}',
		description:
			'Work with Aurora accounts, or start the workflow when one is added, changed or removed',
		defaults: { name: 'Aurora Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'auroraApi', required: true }],
		properties: [...triggerFields],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		// n8n begins a poll even while the last one still reads: both would report the same events.
		const key = `${this.getMode()} ${this.getWorkflow().id} ${this.getNode().id}`;
		if (underWay.has(key)) return null;
		underWay.add(key);
		try {
			const items = await pollAccounts(this);
			return items && [items];
		} catch (thrown) {
			return await Promise.reject(toNodeError(this.getNode(), thrown));
		} finally {
			underWay.delete(key);
		}
	}
}
