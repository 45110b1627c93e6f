import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { runOperations } from './operations/execute';
import { resourceField, resourceFields, subtitleFor } from './operations/operation';
import { collections, resources } from './resources';
import type { ListSearch } from './resources/collection/listSearch';

export class Aurora implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Aurora',
		name: 'aurora',
		icon: { light: 'file:../../icons/aurora.svg', dark: 'file:../../icons/aurora.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: `={{ ${subtitleFor(resources)} }}`,
		description:
			'Get and search accounts and other collections of Aurora, or send any request to the Aurora API',
		defaults: { name: 'Aurora' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'auroraApi', required: true }],
		properties: [resourceField(resources), ...resources.flatMap(resourceFields)],
	};

	methods = {
		listSearch: Object.assign({}, ...collections.map(({ listSearch }) => listSearch)) as Record<
			string,
			ListSearch
		>,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await runOperations(this, resources)];
	}
}
