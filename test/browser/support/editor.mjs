import { around, cutBelow, takeScreenshot } from './screenshots.mjs';

/** @typedef {import('playwright-core').Locator} Locator */
/** @typedef {{ nodes: object[], connections: object }} Workflow */

/** n8n's editor on one page of the browser, in the words of a person who uses it. */
export class Editor {
	/**
	 * @param {import('playwright-core').Page} page signed in
	 * @param {import('../../e2e/support/n8nClient.mjs').N8nClient} rest
	 */
	constructor(page, rest) {
		this.page = page;
		this.rest = rest;
	}

	/** How the pages look that are opened from now on. @param {'light' | 'dark'} theme */
	async useTheme(theme) {
		this.theme = theme;
		await this.page.addInitScript((name) => localStorage.setItem('N8N_THEME', name), theme);
	}

	/** An element by n8n's own id for tests. @param {string} id */
	byId(id) {
		return this.page.getByTestId(id);
	}

	/** An empty workflow. */
	async openNewWorkflow() {
		await this.#open('/workflow/new');
		await this.byId('canvas-add-button').waitFor();
	}

	/** Saves a workflow and shows its canvas. @param {Workflow} workflow */
	async openWorkflow(workflow) {
		const { id } = await this.rest.createWorkflow(workflow);
		await this.#open(`/workflow/${id}`);
		const last = workflow.nodes.length - 1;
		await this.byId('canvas-node').nth(last).waitFor();
	}

	/** The open workflow as n8n holds it. @returns {Promise<Workflow>} */
	async savedWorkflow() {
		const [, id] = /workflow\/(\w+)/.exec(this.page.url());
		return await this.rest.request('GET', `/workflows/${id}`);
	}

	/** Saves a workflow and shows the dialog of one of its nodes. @param {Workflow} workflow @param {string} name */
	async openNode(workflow, name) {
		const { id } = await this.rest.createWorkflow(workflow);
		await this.#open(`/workflow/${id}/${workflow.nodes.find((node) => node.name === name).id}`);
		await this.dialog.waitFor();
		await this.byId('node-execute-button').waitFor();
	}

	/** The dialog of a node. */
	get dialog() {
		return this.byId('ndv');
	}

	get outputPanel() {
		return this.byId('output-panel');
	}

	/** Types into the search field of the node panel. @param {string} text */
	async searchNodes(text) {
		await this.byId('node-creator-search-bar').fill(text);
	}

	/** A row of the node panel. @param {string} name its whole first line */
	panelRow(name) {
		return this.byId('item-iterator-item').filter({
			has: this.page.getByText(name, { exact: true }),
		});
	}

	/** A field of the node dialog. @param {string} name of the parameter */
	parameter(name) {
		return this.dialog.getByTestId(`parameter-input-${name}`);
	}

	/** Opens a dropdown. @param {Locator} field @returns {Promise<Locator>} its visible entries */
	async openDropdown(field) {
		await field.locator('input:enabled').first().waitFor(); // disabled while its list loads
		// What is chosen already may lie over the input.
		await field.locator('.el-select__caret').first().click();
		const entries = this.page.locator('.el-select-dropdown__item:visible');
		await entries.first().waitFor();
		return entries;
	}

	/** Chooses from a dropdown. @param {Locator} field @param {string} entry its name */
	async choose(field, entry) {
		const entries = await this.openDropdown(field);
		await entries.filter({ has: this.page.getByText(entry, { exact: true }) }).click();
		await entries.first().waitFor({ state: 'hidden' });
	}

	/** Presses "Execute step" or "Fetch Test Event". */
	async execute() {
		await this.dialog.getByTestId('node-execute-button').first().click();
	}

	/** The output's table once it has this many rows. @param {number} count */
	async table(count) {
		const rows = this.outputPanel.locator('table tbody tr');
		await rows.nth(count - 1).waitFor();
		const columns = await this.outputPanel.locator('table thead th').allInnerTexts();
		return {
			columns: columns.map((name) => name.trim()).filter(Boolean),
			rows: await Promise.all((await rows.all()).map((row) => row.locator('td').allInnerTexts())),
		};
	}

	lastRow() {
		return this.outputPanel.locator('table tbody tr').last();
	}

	/** What the output panel says of a failed run. */
	async error() {
		const text = async (part) =>
			(await this.outputPanel.getByTestId(`node-error-${part}`).innerText()).trim();
		return { message: await text('message'), description: await text('description') };
	}

	/** Drags the parameters to the left, to give the output the room. */
	async widenOutput() {
		const handle = this.byId('panel-drag-button').first();
		const { y } = await handle.boundingBox();
		await handle.hover();
		await this.page.mouse.down();
		for (const x of [400, 200, 60]) await this.page.mouse.move(x, y + 5);
		await this.page.mouse.up();
	}

	/** The area of fields and output, without the input. @param {...Locator} last elements to cut below */
	async fieldsAndOutput(...last) {
		return await cutBelow(await around(this.byId('node-parameters'), this.outputPanel), ...last);
	}

	/** Takes one of the fields and the output, which gets more room. @param {string} name @param {...Locator} last elements to cut below */
	async pictureOfOutput(name, ...last) {
		await this.widenOutput();
		await this.picture(name, await this.fieldsAndOutput(...last));
	}

	/** Takes a screenshot: those of the dark theme are to be looked at, not for the docs. @param {string} name @param {import('./screenshots.mjs').Area} [area] */
	async picture(name, area) {
		// Nothing is shown as it looks under the mouse.
		await this.page.mouse.move(1, 1);
		if (this.theme === 'light') await takeScreenshot(this.page, name, area);
		else await takeScreenshot(this.page, `dark ${name}`, area, process.env.AURORA_PICTURES);
	}

	async #open(path) {
		await this.page.goto(`${this.rest.url}${path}`, { waitUntil: 'domcontentloaded' });
	}
}
