import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { auroraNode, chain, manualTrigger } from '../e2e/support/workflows.mjs';
import { CredentialModal } from './support/credentialModal.mjs';
import { cutBelow, around } from './support/screenshots.mjs';
import { session } from './support/session.mjs';

/** Environment Live, as a real user has it: reached at the documented hosts. */
describe('the credential', () => {
	let editor, live, modal;
	beforeEach(async () => {
		({ editor } = session);
		({ live } = session.world.sandbox);
		for (const { id } of await editor.rest.request('GET', '/credentials')) {
			await editor.rest.request('DELETE', `/credentials/${id}`);
		}
		await editor.openNode(chain([manualTrigger(), auroraNode({ name: 'Aurora' })]), 'Aurora');
		await editor.dialog.getByRole('button', { name: 'Connect to Aurora' }).click();
		modal = new CredentialModal(editor);
		await modal.window.waitFor();
	});

	/** The upper part of the window, for a picture. */
	const upTo = async (field) => await cutBelow(await around(modal.window), field);

	it('asks for what is needed and hides the secret', async () => {
		assert.ok(await modal.saveButton.isDisabled(), 'Save waits for the fields');
		assert.equal(await modal.field('environment').locator('input').inputValue(), 'Live');
		await modal.fill('clientId', live.credential.clientId);
		await modal.fill('clientSecret', live.credential.clientSecret);
		assert.equal(
			await modal.field('clientSecret').locator('input').getAttribute('type'),
			'password',
		);
		assert.ok(!(await modal.window.innerText()).includes(live.credential.clientSecret));
		assert.ok(await modal.saveButton.isEnabled());
		await modal.field('clientSecret').locator('input').blur();
		await editor.picture('credential', await upTo(modal.field('tokenHeader')));
	});

	it('is tested when it is saved, works, and never shows the secret again', async () => {
		const secret = live.credential.clientSecret;
		await modal.fill('clientId', live.credential.clientId);
		await modal.fill('clientSecret', secret);
		await modal.save();
		// n8n closes the window after a passed test.
		await modal.window.waitFor({ state: 'hidden' });
		assert.equal(
			await editor.byId('node-credentials-select').locator('input').inputValue(),
			'Aurora account',
		);

		await editor.byId('credential-edit-button').click();
		await modal.success.waitFor();
		assert.match(await modal.success.innerText(), /Connection tested successfully/);
		assert.notEqual(await modal.field('clientSecret').locator('input').inputValue(), secret);
		assert.ok(!(await editor.page.content()).includes(secret));
		await editor.picture('credential-test-ok', await upTo(modal.field('clientSecret')));
	});

	it('says so when the secret is wrong', async () => {
		await modal.fill('clientId', live.credential.clientId);
		await modal.fill('clientSecret', 'not-the-secret');
		await modal.save();
		const failure = await modal.failure();
		assert.match(failure, /Aurora rejected the Client ID or Client Secret/);
		assert.ok(!(await modal.success.isVisible()));
		await editor.picture('credential-wrong-secret', await upTo(modal.field('clientSecret')));
	});

	it('points to Environment when the client belongs to another one', async () => {
		await modal.fill('clientId', live.credential.clientId);
		await modal.fill('clientSecret', live.credential.clientSecret);
		await modal.chooseEnvironment('Dev');
		await modal.save();
		const failure = await modal.failure();
		assert.match(failure, /Aurora Dev/);
		assert.match(failure, /Environment/);
		assert.ok(!(await modal.success.isVisible()));
	});

	it('asks for addresses only when Environment is Custom', async () => {
		const addresses = ['apiBaseUrl', 'audience', 'tokenUrl'];
		for (const name of addresses) assert.ok(!(await modal.field(name).isVisible()), name);
		await modal.chooseEnvironment('Custom');
		for (const name of addresses) await modal.field(name).waitFor();
	});
});
