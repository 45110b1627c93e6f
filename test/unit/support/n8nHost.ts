import './n8nFolder';

import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createRunExecutionData,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type INodeType,
} from 'n8n-workflow';

import { connectionTest } from '../../../lib/auth';

import { CredentialStore } from './credentialStore';

/** A node with one field, `temp`, by which n8n's credential test makes its request. */
const nodeType = (request: object): INodeType => ({
	description: {
		displayName: 'Node',
		name: 'node',
		group: [],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: [],
		credentials: [{ name: 'auroraApi', required: true }],
		properties: [
			{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request } },
		],
	},
});

/** An n8n with one stored Aurora credential: n8n-core's own request code. */
export class N8nHost extends CredentialStore {
	/** A request by a node, which knows the `url`. */
	async request(options: IHttpRequestOptions): Promise<unknown> {
		const context = this.execution('node');
		return (await context.helpers.httpRequestWithAuthentication.call(
			context,
			'auroraApi',
			options,
		)) as unknown;
	}

	/** A request by the HTTP Request node, which uses n8n's older helper and knows the `uri`. */
	async olderRequest(options: OlderRequest): Promise<unknown> {
		const context = this.execution('node');
		return (await context.helpers.requestWithAuthentication.call(
			context,
			'auroraApi',
			{ method: 'GET', json: true, ...options },
			undefined,
			0,
		)) as unknown;
	}

	/** What the editor shows when the user tests the credential as it is stored. */
	async testCredential(): Promise<string> {
		const type = nodeType(connectionTest.request);
		const context = this.execution('n8n-nodes-base.noOp', type);
		const credential = { id: 'credential-1', name: 'Aurora', type: 'auroraApi' };
		try {
			await new RoutingNode(context, type, { ...credential, data: this.decrypted() }).runNode();
			return 'Connection successful!';
		} catch (thrown) {
			const { cause, message } = thrown as { cause?: AxiosLike; message: string };
			return cause?.response?.statusText ?? cause?.code ?? message;
		}
	}

	/** What an execution of a node is given. */
	execution(type: string, description = nodeType({})): ExecuteContext {
		const { workflow, node, additionalData } = this.inWorkflow(description, { type });
		const items = [{ json: {} }];
		return new ExecuteContext(
			workflow,
			node,
			additionalData,
			'internal',
			createRunExecutionData({}),
			0,
			items,
			{ main: [items] },
			{ node, data: {}, source: null },
			[],
		);
	}
}

/** What n8n's credential test reads of a failure. */
interface AxiosLike {
	code?: string;
	response?: { statusText: string };
}

type OlderRequest = Parameters<IExecuteFunctions['helpers']['requestWithAuthentication']>[1];

/** n8n's `helpers.httpRequest`, the real one. */
export const { httpRequest } = new N8nHost({}).execution('node').helpers as Pick<
	IExecuteFunctions['helpers'],
	'httpRequest'
>;
