import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { account } from './resources/account';
import { searchAccounts } from './resources/collection/listSearch';
import { apiRequest } from './resources/apiRequest/apiRequest';
import { resourceFields } from './operations/operation';
import { runOperations } from './operations/execute';

const resources = [account, apiRequest];

export class Aurora implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Aurora',
		name: 'aurora',
		icon: { light: 'file:../../icons/aurora.svg', dark: 'file:../../icons/aurora.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter["resource"] === "apiRequest" ? $parameter["method"] + " " + $parameter["path"] : $parameter["operation"] === "getAll" ? "Get Many Accounts" : $parameter["operation"] === "get" ? "Get Account" : "Search Accounts" }}',
		description: 'Get and search Aurora accounts, or call any address of the Aurora API',
		defaults: { name: 'Aurora' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'auroraApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: resources.map(({ name, value }) => ({ name, value })),
				default: 'account',
			},
			...resources.flatMap(resourceFields),
		],
	};

	methods = { listSearch: { searchAccounts } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await runOperations(this, resources)];
	}
}
