import assert from 'node:assert/strict';
import { poll } from '../../e2e/support/n8nClient.mjs';
import { chain, node } from '../../e2e/support/workflows.mjs';

const POLL_TIMEOUT = { timeoutMs: 300_000 };

/**
 * Active workflows on a lane, each of which begins with an Aurora Trigger; they poll at the same
 * seconds.
 * @param {{ rest: import('../../e2e/support/n8nClient.mjs').N8nClient, stored: import('./storedExecutions.mjs').StoredExecutions }} world
 * @param {import('./lane.mjs').Lane} lane
 * @param {{ count: number, everySeconds: number, options: Record<string, unknown> }} options
 */
export async function makeTriggers({ rest, stored }, lane, { count, everySeconds, options }) {
	const pollTimes = pollTimesEvery(everySeconds, lane.number);
	const last = node('n8n-nodes-base.noOp', 1, { name: 'Last' });
	const ids = [];
	for (let index = 0; index < count; index++) {
		const tag = { parameter: [{ name: 'tag', value: String(index) }] };
		const trigger = node('n8n-nodes-aurora.auroraTrigger', 1, {
			name: 'Aurora Trigger',
			credential: lane.credential,
			parameters: {
				event: ['accountCreated', 'accountUpdated', 'accountRemoved'],
				pollTimes: { item: pollTimes },
				options: { ...options, queryParameters: tag },
			},
		});
		const { id } = await rest.createWorkflow({ name: 'Trigger', ...chain([trigger, last]) });
		await rest.activate(id);
		ids.push(id);
	}
	await poll('the first records', async () => {
		const places = ids.map(() => '?').join();
		const states = stored.rows(
			`select staticData from workflow_entity where id in (${places})`,
			...ids,
		);
		return states.every(({ staticData }) => staticData?.includes('source')) || undefined;
	});
	const seen = new Map(ids.map((id) => [id, 0]));

	/** What each workflow did since the last `forget`, oldest first. @returns {object[][]} */
	const history = () => {
		const found = stored.ended(ids, { after: Math.min(...seen.values()) });
		return ids.map((workflow) =>
			found.filter(
				({ id, workflowId }) => workflowId === workflow && Number(id) > seen.get(workflow),
			),
		);
	};
	return {
		lane,
		count,
		history,
		/** Looks at what was done so far no more. */
		forget(histories) {
			for (const [index, done] of histories.entries())
				if (done.length > 0) seen.set(ids[index], Number(done.at(-1).id));
		},
		/** @param {string} what @param {(history: object[]) => boolean} isDone of each workflow */
		async until(what, isDone) {
			const ask = async () => {
				const histories = history();
				return histories.every(isDone) ? histories : undefined;
			};
			return await poll(what, ask, POLL_TIMEOUT);
		},
	};
}

/** n8n takes one fixed second for each poll time; lanes poll at different seconds. */
function pollTimesEvery(seconds, number) {
	assert.equal(60 % seconds, 0);
	return Array.from({ length: 60 / seconds }, (_, index) => ({
		mode: 'custom',
		cronExpression: `${((index * seconds + number) % seconds) + index * seconds} * * * * *`,
	}));
}
