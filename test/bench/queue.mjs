import assert from 'node:assert/strict';
import { getById } from '../e2e/support/parameters.mjs';
import { callWebhooks } from '../queue/support/calls.mjs';
import { ensurePrograms } from '../queue/support/programs.mjs';
import { startQueueWorld } from '../queue/support/queueWorld.mjs';
import { aurora, httpRequest } from './flows.mjs';
import { inTurn } from './measure.mjs';

const EXECUTIONS = 200;

/** 200 executions at once on two workers, which get one account each: milliseconds for all of them. */
export async function queueMode(rounds) {
	await ensurePrograms();
	const world = await startQueueWorld();
	const { custom, cluster, credential } = world;
	try {
		world.clearCounts();
		const ids = custom.accounts.map(({ id }) => id);
		const account = '={{ $json.body.account }}';
		const url = `=${custom.apiOrigin}/Accounts/{{ $json.body.account }}`;
		const load = async (node) => {
			const { path } = await world.createWorkflow(node);
			const calls = Array.from({ length: EXECUTIONS }, (_, at) => ({
				path,
				body: { account: ids[at % ids.length] },
			}));
			return async () => {
				const started = performance.now();
				const answers = await callWebhooks(cluster.main.url, calls, EXECUTIONS);
				assert.ok(answers.every(world.isRight));
				return performance.now() - started;
			};
		};
		const things = {
			ours: await load(aurora(getById(account), credential)),
			http: await load(httpRequest({ url }, credential)),
		};
		return await inTurn(things, rounds);
	} finally {
		await world.stop();
	}
}
