import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { session } from './support/session.mjs';

describe('the node panel', () => {
	it('finds Aurora by its name, shows what it can do, and adds it', async () => {
		const { editor } = session;
		await editor.openNewWorkflow();
		await editor.panelRow('Trigger manually').click();
		await editor.byId('canvas-node').waitFor();

		await editor.byId('node-creator-plus-button').click();
		await editor.searchNodes('Aurora');
		await editor.panelRow('Aurora').click();
		const panel = editor.byId('node-creator');
		await panel.getByText('Get many accounts').waitFor();
		const lines = (await panel.innerText()).split('\n').map((line) => line.trim());
		const actions = ['Get account', 'Get many accounts', 'Search accounts', 'Send API request'];
		const offered = lines.filter((line) => actions.includes(line));
		assert.deepEqual(new Set(offered), new Set(actions), lines.join(' | '));
		assert.ok(await isLoaded(panel.locator('img').first()), 'the icon is drawn');
		await editor.picture('node-panel', { x: 600, y: 0, width: 840, height: 680 });

		await editor.panelRow('Get many accounts').click();
		await editor.dialog.waitFor();
		const title = await editor.byId('node-title-container').first().innerText();
		assert.equal(title.trim(), 'Get many accounts');
		assert.equal(await editor.parameter('operation').locator('input').inputValue(), 'Get Many');
	});

	it('finds the trigger by its name', async () => {
		const { editor } = session;
		await editor.openNewWorkflow();
		await editor.searchNodes('Aurora');
		await editor.panelRow('Aurora').first().click();
		const panel = editor.byId('node-creator');
		await panel.getByText('Triggers (3)').waitFor();
		for (const event of ['On account created', 'On account removed', 'On account updated']) {
			await panel.getByText(event, { exact: true }).waitFor();
		}
	});
});

/** Whether an image has arrived and can be drawn. @param {import('playwright-core').Locator} image */
async function isLoaded(image) {
	return await image.evaluate(async (element) => {
		await element.decode();
		return element.naturalWidth > 0;
	});
}
