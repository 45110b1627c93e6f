import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { decodeExecution } from '../../e2e/support/execution.mjs';

/** n8n's own database, read beside it: thousands of executions in no time. */
export class StoredExecutions {
	#database;

	/** @param {string} folder n8n's data folder */
	constructor(folder) {
		this.file = path.join(folder, '.n8n/database.sqlite');
		this.#database = new DatabaseSync(this.file, { readOnly: true, timeout: 10_000 });
	}

	/**
	 * The executions of workflows that have ended, oldest first.
	 * @param {string[]} workflowIds
	 * @param {{ after?: number }} [options] after: execution id
	 * @returns {(import('../../e2e/support/execution.mjs').Execution & { workflowId: string })[]}
	 */
	ended(workflowIds, { after = 0 } = {}) {
		const places = workflowIds.map(() => '?').join();
		const rows = this.#database
			.prepare(
				`select e.id, e.workflowId, e.status, e.startedAt, e.stoppedAt, d.data
				from execution_entity e join execution_data d on d.executionId = e.id
				where e.workflowId in (${places}) and e.id > ? and e.stoppedAt is not null
				and e.status not in ('new', 'running', 'waiting') order by e.id`,
			)
			.all(...workflowIds, after);
		return rows.map((row) => ({ ...decodeExecution(row), workflowId: row.workflowId }));
	}

	/** @param {string} sql @param {...unknown} values @returns {Record<string, any>[]} */
	rows(sql, ...values) {
		return this.#database.prepare(sql).all(...values);
	}

	/** The same one after the other. @param {string} sql @returns {Iterable<Record<string, any>>} */
	each(sql) {
		return this.#database.prepare(sql).iterate();
	}

	close() {
		this.#database.close();
	}
}
