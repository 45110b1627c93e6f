/** n8n's Settings > Community nodes, in the words of a person who uses it. */
export class CommunityNodesScreen {
	/** @param {import('playwright-core').Page} page signed in @param {string} url of n8n */
	constructor(page, url) {
		this.page = page;
		this.url = url;
		this.cards = page.getByTestId('community-package-card');
	}

	/** Opens the screen and waits for what is installed. */
	async open() {
		const listed = this.#answerOf('GET');
		await this.page.goto(`${this.url}/settings/community-nodes`, { waitUntil: 'domcontentloaded' });
		await listed;
		await this.page.getByRole('button', { name: 'Install' }).waitFor();
	}

	/** What the screen lists. @returns {Promise<string[][]>} the lines of each card */
	async packages() {
		return await Promise.all((await this.cards.all()).map(linesOf));
	}

	/** Installs a package that is typed in. @param {string} name */
	async install(name) {
		await this.page.getByRole('button', { name: 'Install' }).click();
		const window = this.page.getByRole('dialog');
		const button = window.getByTestId('install-community-package-button');
		await window.getByTestId('package-name-input').fill(name);
		const isOfferedUnread = await button.isEnabled();
		await window.getByRole('checkbox').click();
		await this.#confirm(button, 'Package installed', 'POST');
		return { isOfferedUnread };
	}

	/** Updates the only package. @param {string} workflow that n8n must name before, because it uses it */
	async update(workflow) {
		await this.cards.getByRole('button', { name: 'Update' }).click();
		await this.#confirmInWindow('Confirm update', workflow, 'Package updated', 'PATCH');
	}

	/** Uninstalls the only package. @param {string} workflow that n8n must name before, because it uses it */
	async uninstall(workflow) {
		await this.cards.getByTestId('action-toggle').click();
		await this.page.getByText('Uninstall package').click();
		await this.#confirmInWindow('Confirm uninstall', workflow, 'Package uninstalled', 'DELETE');
	}

	/**
	 * What n8n knows of Aurora, as it tells the editor: names in the order of the alphabet; the tool that
	 * n8n makes of a node itself is left out.
	 * @returns {Promise<{ nodes: string[], credentials: string[] }>}
	 */
	async knownTypes() {
		const names = async (kind) => {
			const response = await this.page.request.get(`${this.url}/types/${kind}.json`);
			const all = (await response.json()).map(({ name }) => name);
			return [...new Set(all)].filter((name) => /aurora(?!.*Tool$)/i.test(name)).sort();
		};
		return { nodes: await names('nodes'), credentials: await names('credentials') };
	}

	async #confirmInWindow(label, workflow, message, method) {
		const window = this.page.getByRole('dialog');
		await window.getByText(workflow).waitFor();
		await this.#confirm(window.getByRole('button', { name: label }), message, method);
	}

	/** Presses the button and waits until n8n says that it is done, and the window is gone. */
	async #confirm(button, message, method) {
		const answered = this.#answerOf(method);
		await button.click();
		const response = await answered;
		if (!response.ok())
			throw new Error(`n8n refused (${response.status()}): ${await response.text()}`);
		await this.page.getByText(message).waitFor();
		await button.waitFor({ state: 'hidden' });
	}

	async #answerOf(method) {
		return await this.page.waitForResponse(
			(response) =>
				response.request().method() === method &&
				new URL(response.url()).pathname === '/rest/community-packages',
		);
	}
}

async function linesOf(element) {
	const lines = (await element.innerText()).split('\n');
	return lines.map((line) => line.replace(/\s+/g, ' ').trim()).filter(Boolean);
}
