import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { chain, node } from '../e2e/support/workflows.mjs';
import { createCredential, session } from './support/session.mjs';

describe('the Aurora Trigger', () => {
	let credential;
	before(async () => (credential = await createCredential()));

	const workflow = (parameters) =>
		chain([
			node('n8n-nodes-aurora.auroraTrigger', 1, { name: 'Aurora Trigger', parameters, credential }),
		]);

	it('asks how often to look and for what, and gives a sample of each event', async () => {
		const { editor } = session;
		session.world.sandbox.live.setAccounts(2);
		await editor.openNode(workflow(), 'Aurora Trigger');
		const { dialog } = editor;
		const notice = 'Accounts that exist when the workflow is published (activated) start nothing';
		for (const label of ['Poll Times', 'Trigger On', notice]) {
			assert.ok(await dialog.getByText(label, { exact: true }).first().isVisible(), label);
		}
		assert.equal(await editor.parameter('mode').locator('input').inputValue(), 'Every Minute');

		const field = editor.parameter('event');
		assert.match(await field.innerText(), /Account Created/);
		const entries = await editor.openDropdown(field);
		const names = (await entries.allInnerTexts()).map((text) => text.split('\n')[0].trim());
		assert.deepEqual(names, ['Account Created', 'Account Updated', 'Account Removed']);
		await entries.filter({ hasText: 'Account Updated' }).click();
		await dialog.getByText('Trigger On', { exact: true }).first().click();
		await entries.first().waitFor({ state: 'hidden' });
		assert.match(await field.innerText(), /Account Created[^]*Account Updated/);

		await editor.execute();
		const { columns, rows } = await editor.table(2);
		assert.deepEqual(columns, ['event', 'detectedAt', 'sample', 'account', 'changedFields']);
		const events = rows.map(([event]) => event.trim());
		assert.deepEqual(events, ['accountCreated', 'accountUpdated']);
		await editor.pictureOfOutput('trigger', editor.lastRow());
	});

	it('offers the fields to ignore, and runs with those that were saved as text', async () => {
		const { editor } = session;
		const options = { ignoreFields: ['status'], onlyFields: 'name, owner' };
		await editor.openNode(workflow({ options }), 'Aurora Trigger');
		const field = editor.parameter('ignoreFields');
		const entries = await editor.openDropdown(field);
		assert.match(await field.innerText(), /status/);
		assert.ok((await entries.allInnerTexts()).some((text) => text.trim() === 'owner.email'));
		await editor.page.keyboard.press('Escape');
		await editor.execute();
		await editor.table(1);
		const { nodes } = await editor.savedWorkflow();
		assert.deepEqual(nodes[0].parameters.options, options);
	});
});
