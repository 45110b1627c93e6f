import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { poll } from '../e2e/support/n8nClient.mjs';
import { auroraNode, chain, manualTrigger } from '../e2e/support/workflows.mjs';
import { createCredential, session } from './support/session.mjs';

const TRIGGER = 'When clicking ‘Execute workflow’';

describe('the Aurora node', () => {
	let credential;
	before(async () => (credential = await createCredential()));

	/** An Aurora node behind a manual trigger. */
	const workflow = (name, parameters, ...more) =>
		chain([manualTrigger(TRIGGER), auroraNode({ name, parameters, credential }), ...more]);
	const open = async (name, parameters) =>
		await session.editor.openNode(workflow(name, parameters), name);
	const getMany = { resource: 'account', operation: 'getAll' };
	const get = (mode, value) => {
		return { resource: 'account', operation: 'get', accountId: { __rl: true, mode, value } };
	};

	it('chooses an account by name or id from a list that can be searched', async () => {
		const { editor } = session;
		await open('Get account', get('list', ''));
		const field = editor.byId('resource-locator-accountId');
		await field.getByTestId('rlc-input').click();
		const entries = editor.page.locator('[data-test-id="rlc-item"]:visible');
		const shown = async () => (await entries.allInnerTexts()).map((text) => text.trim());
		await entries.nth(11).waitFor();
		assert.deepEqual(
			await shown(),
			session.world.sandbox.live.accounts.map(({ id, name }) => `${name} (${id})`),
		);

		const search = editor.page.locator('[data-test-id="rlc-search"]:visible');
		const input = search.locator('input').or(search).last();
		for (const [text, found] of [
			['copper', ['Copper Beech Foods (4)', 'Copper Beech Foods (12)']],
			['12', ['Copper Beech Foods (12)']],
		]) {
			await input.fill(text);
			const isShown = async () => isDeepStrictEqual(await shown(), found) || undefined;
			await poll(`${found} to be found by '${text}'`, isShown, { timeoutMs: 30_000 });
		}
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

	it('offers the fields of the accounts, and shows a field that was saved as text', async () => {
		const { editor } = session;
		const search = { resource: 'account', operation: 'search', value: 'active' };
		const field = editor.byId('resource-locator-field');
		await open('Search accounts', { ...search, field: 'owner.email' });
		assert.equal(await field.getByTestId('rlc-input').inputValue(), 'owner.email');
		await open('Search accounts', { ...search, options: { outputFields: ['id'] } });
		await field.getByTestId('rlc-input').click();
		const entries = editor.page.locator('[data-test-id="rlc-item"]:visible');
		await entries.nth(1).waitFor();
		const names = (await entries.allInnerTexts()).map((text) => text.trim());
		assert.ok(names.includes('owner.email') && !names.includes('owner'), names.join(', '));
		await entries.filter({ hasText: /^\s*status\s*$/ }).click();

		const several = await editor.openDropdown(editor.parameter('outputFields'));
		await several.filter({ hasText: /^owner\.email$/ }).click();
		await editor.page.keyboard.press('Escape');
		const { live } = session.world.sandbox;
		const active = live.accounts.filter(({ status }) => status === 'active');
		await editor.execute();
		const { columns, rows } = await editor.table(active.length);
		assert.deepEqual(columns, ['id', 'owner']);
		assert.deepEqual(
			rows.map(([id]) => id.trim()),
			active.map(({ id }) => String(id)),
		);
	});

	it('says what is wrong and what to do about it', async () => {
		const { editor } = session;
		await open('Get account', get('id', '4711'));
		await editor.execute();
		const { message, description } = await editor.error();
		assert.equal(message, "There is no account with the ID '4711'");
		assert.match(description, /Check the ID in 'Account'/);
		assert.match(description, /'Environment' in the credential/);
		const details = editor.outputPanel.getByText('Other info');
		await editor.pictureOfOutput('error', details, editor.byId('collection-parameter-add'));
	});

	it('shows the settings of a pagination, follows them, and takes them away with it', async () => {
		const { editor } = session;
		const { live } = session.world.sandbox;
		live.dialect({ paging: 'page', pageSize: 5, pageName: 'seite' });
		const paging = { settings: { pagination: 'page' } };
		await open('Aurora', { ...getMany, options: { paging } });
		const field = editor.parameter('pageParameter').getByTestId('parameter-input-field');
		await field.fill('seite');
		await editor.parameter('pageSize').locator('input').fill('5');
		await editor.execute();
		const { rows } = await editor.table(12);
		assert.equal(rows.length, 12);
		assert.match(live.api.requests.at(-1).path, /seite=3/);

		await editor.choose(editor.parameter('pagination'), 'Offset');
		await field.waitFor({ state: 'hidden' });
		assert.ok(await editor.parameter('pageSize').isVisible(), 'Page Size belongs to both');
	});

	it('reads well on the canvas', async () => {
		const { editor } = session;
		await editor.openWorkflow(workflow('Aurora', { ...getMany, limit: '={{ $json.n }}' }));
		const text = await editor.byId('canvas-node').nth(1).innerText();
		assert.match(text, /Get Many Accounts: first {{ \$json\.n }}/);
		assert.doesNotMatch(text, /getAll/, 'a person reads no names of the code');
	});
});
