import { around, cutBelow } from './screenshots.mjs';

/** The window in which a person creates or edits a credential. */
export class CredentialModal {
	/** @param {import('./editor.mjs').Editor} editor */
	constructor(editor) {
		this.editor = editor;
		this.window = editor.byId('editCredential-modal');
		this.saveButton = this.window.getByTestId('credential-save-button').locator('button');
		/** The green banner; it is always in the page, and hidden when it does not apply. */
		this.success = this.window.getByTestId('credentials-config-container-test-success');
	}

	/** What is typed into. @param {string} name of the credential's field */
	input(name) {
		return this.field(name).locator('input');
	}

	/** @param {Record<string, string>} texts by field */
	async fill(texts) {
		for (const [name, text] of Object.entries(texts)) await this.input(name).fill(text);
	}

	/** @param {string} name of a switch */
	async turnOn(name) {
		await this.field(name).locator('.el-switch, [role=switch]').first().click();
	}

	/** Saves and waits until n8n has tested the connection. */
	async save() {
		const tested = this.editor.page.waitForResponse((response) =>
			response.url().endsWith('/rest/credentials/test'),
		);
		await this.saveButton.click();
		await tested;
	}

	/** The red banner, unfolded. @returns {Promise<string>} what it says */
	async failure() {
		const banner = this.window.locator('.el-tag--danger:visible');
		await banner.waitFor();
		// Once unfolded it stays so.
		const more = banner.getByText('More details');
		if (await more.isVisible()) await more.click();
		return (await banner.innerText()).trim();
	}

	/** A picture of the upper part of the window. @param {string} field the last one in it @param {string} name */
	async pictureUpTo(field, name) {
		const area = await cutBelow(await around(this.window), this.field(field));
		await this.editor.picture(name, area);
	}

	/** @param {string} name of the credential's field */
	field(name) {
		return this.window.getByTestId(`parameter-input-${name}`);
	}
}
