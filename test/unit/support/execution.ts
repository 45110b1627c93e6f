import './n8nFolder';

import { ExecuteContext, LoadOptionsContext } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { Aurora } from '../../../nodes/Aurora/Aurora.node';

import { CredentialStore, withStoredToken } from './credentialStore';
import { RequestsInFlight } from './requestsInFlight';

// Dozens of requests take a moment where other programs share the machine.
jest.setTimeout(60_000);

const aurora = new Aurora();

const nodeTypes = {
	getByName: () => aurora as INodeType,
	getByNameAndVersion: () => aurora as INodeType,
	getKnownTypes: () => ({}),
} as INodeTypes;

/** How the node is set, and what comes in. */
export interface NodeSetup {
	/** As the editor saves them; strings beginning with `=` are expressions. */
	parameters: IDataObject;
	/** Input items; one empty item if left out. */
	input?: IDataObject[];
	credentials?: ICredentialDataDecryptedObject;
	onError?: INode['onError'];
	signal?: AbortSignal;
}

/** What came of an execution, beside its output. */
export interface Execution {
	context: IExecuteFunctions;
	store: CredentialStore;
	requests: RequestsInFlight;
	/** Texts of the execution hints. */
	hints(): string[];
	/** Runs the node. */
	run(): Promise<INodeExecutionData[]>;
}

/** The Aurora node in n8n-core's own execution context, with n8n-core's own request code. */
export function prepareExecution(setup: NodeSetup): Execution {
	const { store, node, workflow, additionalData } = prepareNode(setup);
	const items = (setup.input ?? [{}]).map(
		(json, item): INodeExecutionData => ({ json, pairedItem: { item } }),
	);
	const inputData = { main: [items] };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'trigger',
		createRunExecutionData({}),
		0,
		items,
		inputData,
		{ node, data: inputData, source: null },
		[],
		setup.signal ?? new AbortController().signal,
	);
	const requests = new RequestsInFlight(context.helpers);
	return {
		context,
		store,
		requests,
		hints: () => context.hints.map(({ message }) => message),
		run: async () => (await aurora.execute.call(context))[0],
	};
}

/** Runs the node and returns its output. */
export async function execute(setup: NodeSetup): Promise<INodeExecutionData[]> {
	return await prepareExecution(setup).run();
}

/** The context of a dropdown of the node. */
export function prepareDropdown(setup: NodeSetup): LoadOptionsContext {
	const { workflow, node, additionalData } = prepareNode(setup);
	return new LoadOptionsContext(
		workflow,
		node,
		{ ...additionalData, currentNodeParameters: node.parameters },
		'parameters.accountId',
	);
}

function prepareNode({ parameters, credentials = withStoredToken(), onError }: NodeSetup) {
	const node: INode = {
		id: 'aurora-1',
		name: 'Aurora',
		type: 'n8n-nodes-aurora.aurora',
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INodeParameters,
		credentials: { auroraApi: { id: 'credential-1', name: 'Aurora account' } },
		...(onError && { onError }),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const store = new CredentialStore(credentials);
	const additionalData = {
		credentialsHelper: store.helper,
		executionId: '1',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
	} as unknown as IWorkflowExecuteAdditionalData;
	// The workflow has filled in the defaults, as it does in n8n.
	return { store, workflow, node: workflow.nodes.Aurora, additionalData };
}
