import { randomUUID } from 'node:crypto';
import { getMany } from './parameters.mjs';

/** @typedef {{ id: string, name: string }} Credential */

/**
 * An Aurora node.
 * @param {object} [options]
 * @param {string} [options.name]
 * @param {Record<string, unknown>} [options.parameters] default: get many accounts, all of them
 * @param {Credential} [options.credential]
 * @param {'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput'} [options.onError]
 */
export function auroraNode({ name = 'Aurora', parameters = getMany(), credential, onError } = {}) {
	return node('n8n-nodes-aurora.aurora', 1, { name, parameters, credential, onError });
}

/**
 * An HTTP Request node that signs in with an Aurora credential.
 * @param {object} options
 * @param {string} [options.name]
 * @param {Record<string, unknown>} options.parameters e.g. { url }
 * @param {Credential} options.credential
 * @param {string} [options.onError]
 */
export function httpRequestNode({ name = 'HTTP Request', parameters, credential, onError }) {
	const authentication = {
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'auroraApi',
	};
	return node('n8n-nodes-base.httpRequest', 4.2, {
		name,
		parameters: { method: 'GET', options: {}, ...authentication, ...parameters },
		credential,
		onError,
	});
}

/**
 * Puts out the list that the webhook was called with: run({ items: [{ id: 1 }, { id: 2 }] }) makes
 * two items.
 */
export function inputItems(name = 'Items') {
	const parameters = { fieldToSplitOut: 'body.items', options: {} };
	return node('n8n-nodes-base.splitOut', 1, { name, parameters });
}

/** The node behind the editor's "Execute workflow" button. */
export function manualTrigger(name = 'Manual Trigger') {
	return node('n8n-nodes-base.manualTrigger', 1, { name, parameters: {} });
}

/**
 * A webhook for POST that answers with all items of the last node.
 * @param {string} path below /webhook/
 */
export function webhook(path, name = 'Webhook') {
	const parameters = {
		httpMethod: 'POST',
		path,
		responseMode: 'lastNode',
		responseData: 'allEntries',
		options: {},
	};
	return { ...node('n8n-nodes-base.webhook', 2, { name, parameters }), webhookId: path };
}

/**
 * Any node, as the editor saves it.
 * @param {string} type e.g. 'n8n-nodes-base.noOp'
 * @param {number} typeVersion
 * @param {object} options
 * @param {string} options.name
 * @param {Record<string, unknown>} [options.parameters]
 * @param {Credential} [options.credential]
 * @param {string} [options.onError]
 */
export function node(type, typeVersion, { name, parameters = {}, credential, onError }) {
	return {
		id: randomUUID(),
		type,
		typeVersion,
		name,
		position: [0, 0],
		parameters,
		...(credential && { credentials: { auroraApi: credential } }),
		...(onError && { onError }),
	};
}

/**
 * Nodes in a row, each connected to the next.
 * @param {object[]} nodes
 * @returns {{ nodes: object[], connections: object }}
 */
export function chain(nodes) {
	const connections = {};
	for (const [index, { name }] of nodes.slice(1).entries()) {
		connections[nodes[index].name] = { main: [[{ node: name, type: 'main', index: 0 }]] };
	}
	return {
		nodes: nodes.map((each, index) => ({ ...each, position: [220 * index, 0] })),
		connections,
	};
}
