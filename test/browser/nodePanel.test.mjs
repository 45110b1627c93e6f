import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { session } from './support/session.mjs';

describe('the node panel', () => {
	it('offers each operation as an action, and finds the node by what a person may type', async () => {
		const { editor } = session;
		await editor.openNewWorkflow();
		await editor.byId('canvas-add-button').click();
		await editor.panelRow('Trigger manually').click();
		await editor.byId('canvas-node').waitFor();
		await editor.byId('node-creator-plus-button').click();
		for (const word of ['oauth', 'api request', 'customers', 'http', 'Aurora']) {
			await editor.searchNodes(word);
			await editor.panelRow('Aurora').waitFor();
		}
		const told = editor.panelRow('Aurora').getByTestId('node-creator-item-description');
		assert.match(await told.innerText(), /^Start a workflow .* accounts .* send any API request$/);
		await editor.panelRow('Aurora').click();
		const panel = editor.byId('node-creator');
		const actions = ['account', 'record'].flatMap((noun) => [
			`Get many ${noun}s`,
			`Get ${noun}`,
			`Search ${noun}s`,
		]);
		for (const action of actions) await panel.getByText(action, { exact: true }).waitFor();
		const names = await panel.getByTestId('node-creator-item-name').allInnerTexts();
		// The row that was pressed may still be leaving.
		const first = names.map((name) => name.trim()).find((name) => actions.includes(name));
		assert.equal(first, 'Get many accounts', 'the documented request comes first');
	});

	it('finds the trigger by its name', async () => {
		const { editor } = session;
		await editor.openNewWorkflow();
		await editor.byId('canvas-add-button').click();
		await editor.searchNodes('Aurora');
		await editor.panelRow('Aurora').first().click();
		const panel = editor.byId('node-creator');
		await panel.getByText('Triggers (3)').waitFor();
		for (const event of ['On account created', 'On account removed', 'On account updated'])
			await panel.getByText(event, { exact: true }).waitFor();
	});
});
