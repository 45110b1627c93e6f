import './n8nFolder';

import { ExecuteContext, LoadOptionsContext, PollContext } from 'n8n-core';
import {
	createRunExecutionData,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type WorkflowActivateMode,
} from 'n8n-workflow';

import { Aurora } from '../../../nodes/Aurora/Aurora.node';

import { liveApi, type Received, type Reply } from './auroraLive';
import { CredentialStore, withStoredToken } from './credentialStore';
import { RequestsInFlight } from './requestsInFlight';

/** How a node is set, and what comes in. */
export interface NodeSetup {
	/** The Aurora node if left out. */
	type?: INodeType;
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

/** The node in n8n-core's own execution context, with n8n-core's own request code. */
export function prepareExecution(setup: NodeSetup): Execution {
	const { store, node, workflow, additionalData, type } = prepareNode(setup);
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
		run: async () => ((await type.execute!.call(context)) as INodeExecutionData[][])[0],
	};
}

/** Runs the node and returns its output. */
export async function execute(setup: NodeSetup): Promise<INodeExecutionData[]> {
	return await prepareExecution(setup).run();
}

/** Everything that can be seen of one run of the node. */
export interface Outcome {
	output: INodeExecutionData[];
	/** The records of the output. */
	records: IDataObject[];
	/** With which the node stopped. */
	error?: Error & { description: string; httpCode?: string };
	received: Received[];
	/** Of the requests, with their queries. */
	paths: string[];
	hints: string[];
}

/**
 * Runs the node once, with an API that answers.
 *
 * @param reply to each request
 */
export async function outcomeOf(
	setup: NodeSetup,
	reply: Reply | ((request: Received, before: number) => Reply),
): Promise<Outcome> {
	const received = liveApi(typeof reply === 'function' ? reply : () => reply);
	const execution = prepareExecution(setup);
	const [ended] = await Promise.allSettled([execution.run()]);
	const output = ended.status === 'fulfilled' ? ended.value : [];
	return {
		output,
		records: output.map(({ json }) => json),
		...(ended.status === 'rejected' && { error: ended.reason as Outcome['error'] }),
		received,
		paths: received.map(({ path }) => path),
		hints: execution.hints(),
	};
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

/** A polling trigger, and how n8n calls it. */
export interface PollSetup extends Omit<NodeSetup, 'input' | 'signal' | 'onError'> {
	mode?: 'manual' | 'trigger';
	activation?: WorkflowActivateMode;
	/** What n8n keeps for the workflow. */
	staticData?: IDataObject;
	workflowId?: string;
	nodeId?: string;
}

/** The context of polls: n8n makes one for each activation. Its `workflow` has the state. */
export function preparePolls({ mode = 'trigger', activation = 'init', ...setup }: PollSetup) {
	const { workflow, node, additionalData } = prepareNode(setup);
	return new PollContext(workflow, node, additionalData, mode, activation);
}

/** What n8n shows below the node's name. */
export function subtitleIn(type: INodeType, parameters: IDataObject): unknown {
	const { workflow, node } = prepareNode({ type, parameters });
	return workflow.expression.getSimpleParameterValue(
		node,
		type.description.subtitle,
		'internal',
		{},
	);
}

function prepareNode(setup: NodeSetup & Partial<PollSetup>) {
	const { type = new Aurora(), parameters, onError, staticData, workflowId, nodeId } = setup;
	const store = new CredentialStore(setup.credentials ?? withStoredToken());
	const fields = {
		...(nodeId !== undefined && { id: nodeId }),
		type: `n8n-nodes-aurora.${type.description.name}`,
		parameters: parameters as INodeParameters,
		...(onError && { onError }),
	};
	return { type, store, ...store.inWorkflow(type, fields, { id: workflowId, staticData }) };
}
