import './n8nFolder';

import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createRunExecutionData,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialsHelper,
	type IExecuteFunctions,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { AuroraApi } from '../../../credentials/AuroraApi.credentials';

const credentialType = new AuroraApi();

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

/**
 * An n8n with one stored Aurora credential: n8n-core's own request code, and a stand-in for n8n's
 * CredentialsHelper, which needs a database. The stand-in does the same things in the same order.
 */
export class N8nHost {
	/** How often n8n wrote the credential into its database. */
	writes = 0;

	constructor(public stored: ICredentialDataDecryptedObject) {}

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
		const { request, rules = [] } = credentialType.test;
		const type = nodeType(request);
		const context = this.execution('n8n-nodes-base.noOp', type);
		const data = this.decrypted();
		const decrypted = { id: 'credential-1', name: 'Aurora', type: 'auroraApi', data };
		try {
			await new RoutingNode(context, type, decrypted).runNode();
			return 'Connection successful!';
		} catch (thrown) {
			const { cause, message } = thrown as { cause?: AxiosLike; message: string };
			const status = cause?.response?.status;
			if (status === undefined) return cause?.code ?? message;
			const rule = rules.find(
				(each) => each.type === 'responseCode' && each.properties.value === status,
			);
			return rule?.properties.message ?? String(cause?.response?.statusText);
		}
	}

	/** What an execution of a node is given. */
	execution(type: string, description = nodeType({})): ExecuteContext {
		const node: INode = {
			id: '1',
			name: 'Node',
			type,
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			credentials: { auroraApi: { id: 'credential-1', name: 'Aurora' } },
		};
		const nodeTypes = { getByNameAndVersion: () => description } as unknown as INodeTypes;
		const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
		const items = [{ json: {} }];
		return new ExecuteContext(
			workflow,
			workflow.nodes.Node,
			{
				credentialsHelper: this.helper,
				webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
				formWaitingBaseUrl: 'http://localhost/form-waiting',
			} as IWorkflowExecuteAdditionalData,
			'internal',
			createRunExecutionData({}),
			0,
			items,
			{ main: [items] },
			{ node, data: {}, source: null },
			[],
		);
	}

	private decrypted(): ICredentialDataDecryptedObject {
		return NodeHelpers.getNodeParameters(
			credentialType.properties,
			{ ...this.stored } as INodeParameters,
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
	}

	private readonly helper = {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		getCredentialsProperties: () => credentialType.properties,
		getDecrypted: async () => this.decrypted(),
		authenticate: async (
			credentials: ICredentialDataDecryptedObject,
			_type: string,
			request: IHttpRequestOptions,
		) => await (credentialType.authenticate as Authenticate)(credentials, request),
		preAuthentication: async (
			helpers: IHttpRequestHelper,
			credentials: ICredentialDataDecryptedObject,
			_type: string,
			node: INode,
			expired: boolean,
		) => {
			const testing = node.parameters.temp === '' && node.type === 'n8n-nodes-base.noOp';
			if (credentials.accessToken !== '' && !expired && !testing) return undefined;
			const output = await credentialType.preAuthentication.call(helpers, credentials);
			if (output.accessToken === undefined) return undefined;
			this.stored = { ...this.stored, ...output } as ICredentialDataDecryptedObject;
			this.writes++;
			return Object.assign(credentials, output);
		},
	} as unknown as ICredentialsHelper;
}

/** What n8n's credential test reads of a failure. */
interface AxiosLike {
	code?: string;
	response?: { status: number; statusText: string };
}

type OlderRequest = Parameters<IExecuteFunctions['helpers']['requestWithAuthentication']>[1];

type Authenticate = (
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
) => Promise<IHttpRequestOptions>;

/** n8n's `helpers.httpRequest`, the real one. */
export const { httpRequest } = new N8nHost({}).execution('node').helpers as Pick<
	IExecuteFunctions['helpers'],
	'httpRequest'
>;
