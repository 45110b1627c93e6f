import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { auroraNode, chain, manualTrigger } from '../e2e/support/workflows.mjs';
import { CredentialModal } from './support/credentialModal.mjs';
import { deleteCredentials, session } from './support/session.mjs';

/** Environment Live, as a real user has it: reached at the documented hosts. */
describe('the credential', () => {
	let editor, clientId, clientSecret, modal;
	beforeEach(async () => {
		({ editor } = session);
		({ clientId, clientSecret } = session.world.sandbox.live.credential);
		await deleteCredentials();
		await editor.openNode(chain([manualTrigger(), auroraNode({ name: 'Aurora' })]), 'Aurora');
		await editor.dialog.getByRole('button', { name: 'Connect to Aurora' }).click();
		modal = new CredentialModal(editor);
		await modal.window.waitFor();
	});

	it('asks for what is needed and hides the secret', async () => {
		assert.ok(await modal.saveButton.isDisabled(), 'Save waits for the fields');
		assert.equal(await modal.input('environment').inputValue(), 'Live');
		await modal.fill({ clientId, clientSecret });
		assert.equal(await modal.input('clientSecret').getAttribute('type'), 'password');
		assert.ok(!(await modal.window.innerText()).includes(clientSecret));
		assert.ok(await modal.saveButton.isEnabled());
		await modal.input('clientSecret').blur();
		assert.ok(!(await modal.input('tokenHeader').isVisible()));
		await modal.pictureUpTo('showAdvancedSettings', 'credential');
		await modal.turnOn('showAdvancedSettings');
		for (const label of ['Use OpenID Discovery', 'Send Client Credentials In', 'Send Token In']) {
			await modal.window.getByText(label, { exact: true }).waitFor();
		}
	});

	it('is tested when it is saved, works, and never shows the secret again', async () => {
		await modal.fill({ clientId, clientSecret });
		await modal.save();
		// n8n closes the window after a passed test.
		await modal.window.waitFor({ state: 'hidden' });
		const chosen = editor.byId('node-credentials-select').locator('input');
		assert.equal(await chosen.inputValue(), 'Aurora account');

		await editor.byId('credential-edit-button').click();
		await modal.success.waitFor();
		assert.match(await modal.success.innerText(), /Connection tested successfully/);
		assert.notEqual(await modal.input('clientSecret').inputValue(), clientSecret);
		assert.ok(!(await editor.page.content()).includes(clientSecret));
		await modal.pictureUpTo('clientSecret', 'credential-test-ok');
	});

	it('says so when the secret is wrong', async () => {
		await modal.fill({ clientId, clientSecret: 'not-the-secret' });
		await modal.save();
		const failure = await modal.failure();
		assert.match(failure, /Aurora rejected the Client ID or Client Secret/);
		assert.ok(!(await modal.success.isVisible()));
		await modal.pictureUpTo('clientSecret', 'credential-wrong-secret');
	});
});
