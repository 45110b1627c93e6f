import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { projectFolder } from '../../scripts/versions.mjs';
import { CredentialModal } from './support/credentialModal.mjs';
import { deleteCredentials, session } from './support/session.mjs';

const COLUMNS = ['id', 'name', 'status', 'balance', 'currency', 'createdAt', 'owner'];

/** What the README tells in bold, in its order. */
const readme = fs.readFileSync(path.join(projectFolder, 'README.md'), 'utf8');
const [, steps] = /^## Quick start\n([^]*?)^## /m.exec(readme);
const words = [...steps.matchAll(/\*\*(.+?)\*\*/g)].map(([, word]) => word);

describe("README's quick start", () => {
	const icons = new Set();

	for (const theme of ['light', 'dark']) {
		it(`is found on the screen word for word, and works: ${theme}`, async () => {
			await deleteCredentials();
			const { live } = session.world.sandbox;
			live.setAccounts(8);
			const { clientId, clientSecret } = live.credential;
			const { editor } = session;
			await editor.useTheme(theme);
			const modal = new CredentialModal(editor);
			const button = (within) => async (name) =>
				await within.getByRole('button', { name, exact: true }).first().click();
			const labelled = (act) => async (label) => {
				// A star marks those that are required.
				await modal.window.getByText(new RegExp(`^\\s*${label}\\s*\\*?\\s*$`)).waitFor();
				await act();
			};
			// What a person does at each of the words.
			const does = [
				async (text) => {
					await editor.page.getByText(text, { exact: true }).waitFor();
					await editor.byId('canvas-add-button').click();
				},
				async (text) => {
					await editor.panelRow(text).click();
					await editor.byId('canvas-node').waitFor();
				},
				async () => await editor.byId('node-creator-plus-button').click(),
				async (text) => await editor.searchNodes(text),
				async (text) => {
					await editor.panelRow(text).click();
					const panel = editor.byId('node-creator');
					await panel.getByText('Send API request').waitFor();
					assert.ok(await isLoaded(panel.locator('img').first()), 'the icon is drawn');
					await editor.picture('node-panel', { x: 600, y: 0, width: 840, height: 680 });
				},
				async (text) => {
					await editor.panelRow(text).click();
					await editor.dialog.waitFor();
					icons.add(await editor.dialog.locator('img[src*="aurora"]').first().getAttribute('src'));
				},
				button(editor.dialog),
				labelled(async () => await editor.choose(modal.field('environment'), 'Live')),
				labelled(async () => await modal.fill({ clientId })),
				labelled(async () => await modal.fill({ clientSecret })),
				async (text) => {
					await button(modal.window)(text);
					await modal.window.waitFor({ state: 'hidden' });
				},
				button(editor.dialog),
			];
			await editor.openNewWorkflow();
			assert.equal(words.length, does.length, words.join(', '));
			for (const [at, word] of words.entries()) await does[at](word);
			const { columns, rows } = await editor.table(8);
			assert.deepEqual(columns, COLUMNS);
			assert.deepEqual(
				rows.map(([id, name]) => [id, name]),
				live.accounts.map(({ id, name }) => [String(id), name]),
			);
			assert.match(await editor.outputPanel.innerText(), /8 items/);
			await editor.pictureOfOutput(
				'get-many-output',
				editor.byId('fixed-collection-sort'),
				editor.lastRow(),
			);
		});
	}

	it('shows an icon of its own for light and dark', async () => {
		assert.equal(icons.size, 2);
		for (const source of icons) {
			const { status, headers } = await fetch(new URL(source, session.world.rest.url));
			assert.equal(status, 200, source);
			assert.match(headers.get('content-type'), /svg/);
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
