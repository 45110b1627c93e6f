/**
 * What a test wants to know of a failed node.
 * @typedef {object} NodeFailure
 * @property {string} message
 * @property {string | undefined} description
 * @property {number | undefined} itemIndex
 * @property {string | undefined} httpCode
 * @property {Record<string, any>} raw everything n8n stored of the error
 */

/**
 * An execution that has ended.
 * @typedef {object} Execution
 * @property {string} id
 * @property {'success' | 'error' | 'crashed' | 'canceled'} status
 * @property {number} durationMs from start to end, as n8n stored it
 * @property {(node: string, output?: number) => object[]} items the items a node put out: { json, pairedItem, … }
 * @property {(node: string, output?: number) => object[]} json only their `json`
 * @property {(node: string) => object[]} jsonOfAllRuns the `json` of all items that a node put out in a loop
 * @property {(node: string) => string[]} hints what the editor shows beside the output of a node
 * @property {(node?: string) => NodeFailure | undefined} error of a node, or of the whole execution
 * @property {Record<string, any>} data everything n8n stored of the run
 */

/**
 * Makes the answer of GET /rest/executions/:id readable.
 * @param {Record<string, any>} stored
 * @returns {Execution}
 */
export function decodeExecution({ id, status, startedAt, stoppedAt, data: encoded }) {
	const data = typeof encoded === 'string' ? unflatten(encoded) : encoded;
	const { runData = {}, error } = data?.resultData ?? {};
	const lastRun = (node) => runData[node]?.at(-1);
	const items = (node, output = 0) => lastRun(node)?.data?.main?.[output] ?? [];
	return {
		id,
		status,
		durationMs: Date.parse(stoppedAt) - Date.parse(startedAt),
		items,
		json: (node, output) => items(node, output).map((item) => item.json),
		jsonOfAllRuns: (node) =>
			(runData[node] ?? []).flatMap((run) => run.data.main.flat().map((item) => item.json)),
		hints: (node) => (lastRun(node)?.hints ?? []).map(({ message }) => message),
		error: (node) => failure(node === undefined ? error : lastRun(node)?.error),
		data,
	};
}

function failure(raw) {
	if (!raw) return undefined;
	return {
		message: raw.message,
		description: raw.description ?? undefined,
		itemIndex: raw.context?.itemIndex,
		httpCode: raw.httpCode ?? undefined,
		raw,
	};
}

/**
 * Decodes n8n's storage format ("flatted"): a list of values in which every string inside an
 * object or list is the position of the real value.
 * @param {string} text
 */
function unflatten(text) {
	const values = JSON.parse(text);
	const done = new Map();
	const resolve = (position) => {
		const value = values[position];
		if (value === null || typeof value !== 'object') return value;
		if (done.has(position)) return done.get(position);
		const copy = Array.isArray(value) ? [] : {};
		done.set(position, copy);
		for (const [key, inner] of Object.entries(value)) {
			copy[key] = typeof inner === 'string' ? resolve(Number(inner)) : inner;
		}
		return copy;
	};
	return resolve(0);
}
