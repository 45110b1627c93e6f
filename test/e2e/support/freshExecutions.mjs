import { poll } from './n8nClient.mjs';

/** The executions of a workflow that were not looked at yet. */
export class FreshExecutions {
	#seen = new Set();

	/**
	 * @param {import('./n8nClient.mjs').N8nClient} rest
	 * @param {string} workflowId
	 */
	constructor(rest, workflowId) {
		this.rest = rest;
		this.workflowId = workflowId;
	}

	/** The newest first. @param {string} [status] only those with this one */
	async list(status) {
		const all = await this.rest.executions(this.workflowId);
		return all.filter((each) => !this.#seen.has(each.id) && (!status || each.status === status));
	}

	/** From now on only those count that begin from now on. @param {string} [status] only those with this one */
	async skip(status) {
		for (const { id } of await this.list(status)) this.#seen.add(id);
	}

	/** The id of the oldest, as soon as there is one. @param {string} [status] only with this one */
	async next(status) {
		const what = `an execution of workflow ${this.workflowId} ${status ? `with ${status}` : ''}`;
		const { id } = await poll(what, async () => (await this.list(status)).at(-1));
		this.#seen.add(id);
		return id;
	}
}
