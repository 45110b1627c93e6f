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
import { fieldMethods } from './resources/collection/fieldNames';
import type { ListSearch } from './resources/collection/listSearch';

const fields = fieldMethods(collections);

export class Aurora implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Aurora',
		name: 'aurora',
		icon: { light: 'file:../../icons/aurora.svg', dark: 'file:../../icons/aurora.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: `={{ ${subtitleFor(resources)} }}`,
		description: 'Get and search Aurora accounts and other records, or send any API request',
		defaults: { name: 'Aurora' },
		builderHint: {
			searchHint:
				'For the Aurora API, tokens and pages included. Search looks records up by any field, once for all input items; Get Many lists them; API Request sends everything else.',
		},
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'auroraApi', required: true }],
		properties: [resourceField(resources), ...resources.flatMap(resourceFields)],
	};

	methods = {
		loadOptions: fields.loadOptions,
		listSearch: Object.assign(
			{},
			fields.listSearch,
			...collections.map(({ listSearch }) => listSearch),
		) as Record<string, ListSearch>,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await runOperations(this, resources)];
	}
}
