import { node } from './workflows.mjs';

/**
 * Puts out the list that the webhook was called with: run({ items: [{ id: 1 }, { id: 2 }] }) makes
 * two items.
 */
export function inputItems(name = 'Items') {
	const parameters = { fieldToSplitOut: 'body.items', options: {} };
	return node('n8n-nodes-base.splitOut', 1, { name, parameters });
}
