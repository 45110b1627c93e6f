import assert from 'node:assert/strict';
import { createRunnable } from '../e2e/support/runnableWorkflow.mjs';
import { auroraNode, httpRequestNode, node } from '../e2e/support/workflows.mjs';

const NAME = 'Under Test';

/** Items { id } for the node under test. @param {number} count @param {number} modulo ids repeat from 1 after it */
export function ids(count, modulo = count) {
	const jsCode = `return Array.from({ length: ${count} }, (_, at) => ({ json: { id: at % ${modulo} + 1 } }));`;
	return node('n8n-nodes-base.code', 2, { name: 'Ids', parameters: { jsCode } });
}

/** The Aurora node at its default settings. @param {object} parameters @param {object} credential */
export const aurora = (parameters, credential) =>
	auroraNode({ name: NAME, parameters, credential });

/** The newest HTTP Request node, with an Aurora credential. @param {object} parameters @param {object} credential */
export const httpRequest = (parameters, credential) => ({
	...httpRequestNode({ name: NAME, parameters, credential }),
	typeVersion: 4.5,
});

/**
 * A workflow ready to be timed.
 * @param {import('./world.mjs').BenchWorld} world
 * @param {object[]} nodes in a row; the last one has to put out `expected`
 * @param {object[]} expected
 * @returns {Promise<() => Promise<number>>} runs it once: the milliseconds that n8n itself measured for
 *   the node under test and those after it
 */
export async function flow({ rest }, nodes, expected) {
	const { run } = await createRunnable(rest, nodes);
	const names = nodes.map(({ name }) => name);
	const timed = names.slice(names.indexOf(NAME));
	return async () => {
		const execution = await run();
		assert.equal(execution.error()?.message, undefined);
		assert.deepEqual(execution.json(names.at(-1)), expected);
		const { runData } = execution.data.resultData;
		return timed.reduce((sum, name) => sum + runData[name][0].executionTime, 0);
	};
}
