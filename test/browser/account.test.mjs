import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { auroraNode, chain, manualTrigger, node } from '../e2e/support/workflows.mjs';
import { session } from './support/session.mjs';
import { untilEqual } from './support/untilEqual.mjs';

const TRIGGER = 'When clicking ‘Execute workflow’';
const COLUMNS = ['id', 'name', 'status', 'balance', 'currency', 'createdAt', 'owner'];

describe('the Aurora node', () => {
	let credential;
	before(async () => {
		const { rest, sandbox } = session.world;
		const data = sandbox.live.credential;
		credential = await rest.createCredential({ name: 'Aurora account', data });
	});

	/** An Aurora node behind a manual trigger. */
	const workflow = (name, parameters, ...more) =>
		chain([manualTrigger(TRIGGER), auroraNode({ name, parameters, credential }), ...more]);
	const lastRow = () => session.editor.outputPanel.locator('table tbody tr').last();
	const lastFields = () => session.editor.byId('fixed-collection-sort');
	const getMany = { resource: 'account', operation: 'getAll' };

	it('shows the accounts in a table', async () => {
		const { editor } = session;
		const { live } = session.world.sandbox;
		live.setAccounts(8);
		await editor.openNode(workflow('Get many accounts', getMany), 'Get many accounts');
		await editor.execute();
		const { columns, rows } = await editor.table(8);
		assert.deepEqual(columns, COLUMNS);
		assert.deepEqual(
			rows.map(([id, name]) => [id, name]),
			live.accounts.map(({ id, name }) => [String(id), name]),
		);
		assert.match(await editor.outputPanel.innerText(), /8 items/);
		await editor.widenOutput();
		await editor.picture('get-many-output', await editor.fieldsAndOutput(lastFields(), lastRow()));
	});

	it('says that there is more than the limit lets through', async () => {
		const { editor } = session;
		await editor.openNode(workflow('Aurora', { ...getMany, limit: 5 }), 'Aurora');
		await editor.execute();
		await editor.table(5);
		const hints = await editor.outputPanel.getByTestId('node-hint').allInnerTexts();
		assert.match(hints.join('\n'), /Return All/);
	});

	it('chooses an account by name or id from a list that can be searched', async () => {
		const { editor } = session;
		const get = {
			resource: 'account',
			operation: 'get',
			accountId: { __rl: true, mode: 'list', value: '' },
		};
		await editor.openNode(workflow('Get account', get), 'Get account');
		const field = editor.byId('resource-locator-accountId');
		await field.getByTestId('rlc-input').click();
		const entries = editor.page.locator('[data-test-id="rlc-item"]:visible');
		await entries.nth(11).waitFor();
		assert.deepEqual(
			(await entries.allInnerTexts()).map((text) => text.trim()),
			session.world.sandbox.live.accounts.map(({ id, name }) => `${name} (${id})`),
		);

		const search = editor.page.locator('[data-test-id="rlc-search"]:visible');
		const input = search.locator('input').or(search).last();
		await input.fill('copper');
		const shown = async () => (await entries.allInnerTexts()).map((text) => text.trim());
		await untilEqual(shown, ['Copper Beech Foods (4)', 'Copper Beech Foods (12)']);
		await input.fill('12');
		await untilEqual(shown, ['Copper Beech Foods (12)']);
		await entries.click();

		await editor.execute();
		const { rows } = await editor.table(1);
		assert.deepEqual(rows[0].slice(0, 2), ['12', 'Copper Beech Foods']);

		await editor.widenOutput();
		await field.getByTestId('rlc-input').click();
		// It still has the last search.
		await input.fill('');
		await entries.nth(11).waitFor();
		const area = await editor.fieldsAndOutput();
		await editor.picture('account-dropdown', { ...area, height: 600 });
	});

	it('says what is wrong and what to do about it', async () => {
		const { editor } = session;
		const accountId = { __rl: true, mode: 'id', value: '4711' };
		await editor.openNode(
			workflow('Get account', { resource: 'account', operation: 'get', accountId }),
			'Get account',
		);
		await editor.execute();
		const { message, description } = await editor.error();
		assert.equal(message, "There is no account with the ID '4711'");
		assert.match(description, /Check the ID in 'Account'/);
		assert.match(description, /'Environment' in the credential/);
		await editor.widenOutput();
		const details = editor.outputPanel.getByText('Other info');
		await editor.picture(
			'error',
			await editor.fieldsAndOutput(details, editor.byId('collection-parameter-add')),
		);
	});

	it('tells the next node which fields to expect before the first run', async () => {
		const { editor } = session;
		const next = node('n8n-nodes-base.set', 3.4, {
			name: 'Edit Fields',
			parameters: { options: {} },
		});
		await editor.openNode(workflow('Aurora', getMany, next), 'Edit Fields');
		const input = editor.byId('ndv-input-panel');
		await input.getByTestId('schema-preview-warning').waitFor();
		const fields = await input.getByTestId('run-data-schema-node-name').allInnerTexts();
		assert.ok(fields.map((name) => name.trim()).includes('id'), fields.join(', '));
	});

	it('reads well on the canvas', async () => {
		const { editor } = session;
		await editor.openWorkflow(workflow('Aurora', getMany));
		const text = await editor.byId('canvas-node').nth(1).innerText();
		assert.doesNotMatch(text, /getAll/, 'a person reads no names of the code');
	});

	it('has icons of its own for light and dark', async () => {
		const { editor } = session;
		session.world.sandbox.live.setAccounts(8);
		const icon = () => editor.dialog.locator('img[src*="aurora"]').first();
		await editor.openNode(workflow('Get many accounts', getMany), 'Get many accounts');
		const light = await icon().getAttribute('src');

		await editor.page.addInitScript(() => localStorage.setItem('N8N_THEME', 'dark'));
		await editor.openNode(workflow('Get many accounts', getMany), 'Get many accounts');
		const dark = await icon().getAttribute('src');
		assert.notEqual(dark, light);
		for (const source of [light, dark]) {
			const { status, headers } = await fetch(new URL(source, editor.rest.url));
			assert.equal(status, 200, source);
			assert.match(headers.get('content-type'), /svg/);
		}
		await editor.execute();
		await editor.table(8);
		await editor.widenOutput();
		await editor.picture('dark', await editor.fieldsAndOutput(lastFields(), lastRow()));
	});
});
