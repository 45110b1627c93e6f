import assert from 'node:assert/strict';
import { getById } from '../e2e/support/parameters.mjs';
import { inputItems, node } from '../e2e/support/workflows.mjs';
import { callWebhooks } from '../queue/support/calls.mjs';
import { ensurePrograms } from '../queue/support/programs.mjs';
import { startQueueWorld } from '../queue/support/queueWorld.mjs';
import { aurora, httpRequest } from './flows.mjs';
import { inTurn } from './measure.mjs';

const EXECUTIONS = 200;
const MANY = 10;

/**
 * 200 executions at once on two workers, which get one account each, ten, or, as n8n's own share, none:
 * milliseconds for all of them.
 * @param {number} rounds
 */
export async function queueMode(rounds) {
	await ensurePrograms();
	const world = await startQueueWorld();
	const { custom, cluster, credential } = world;
	/** @param {object} under the node under test @param {number} size items of each execution */
	const load = async (under, size) => {
		const { path } = await world.createWorkflow(inputItems(), under);
		const items = custom.accounts.slice(0, size).map(({ id }) => ({ id }));
		const calls = Array.from({ length: EXECUTIONS }, () => ({ path, body: { items } }));
		return async () => {
			const started = performance.now();
			const answers = await callWebhooks(cluster.main.url, calls, EXECUTIONS);
			const ms = performance.now() - started;
			for (const { body } of answers)
				assert.deepEqual(
					body.map(({ id }) => ({ id })),
					items,
				);
			return ms;
		};
	};
	try {
		world.clearCounts();
		const url = `=${custom.apiOrigin}/Accounts/{{ $json.id }}`;
		const get = aurora(getById('={{ $json.id }}'), credential);
		const http = httpRequest({ url }, credential);
		const things = {
			one: await load(get, 1),
			oneHttp: await load(http, 1),
			none: await load(node('n8n-nodes-base.noOp', 1, { name: 'Nothing' }), 1),
			ten: await load(get, MANY),
			tenHttp: await load(http, MANY),
		};
		return await inTurn(things, rounds);
	} finally {
		await world.stop();
	}
}
