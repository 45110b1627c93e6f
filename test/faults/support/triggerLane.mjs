import assert from 'node:assert/strict';
import { poll } from '../../e2e/support/n8nClient.mjs';
import { chain, node } from '../../e2e/support/workflows.mjs';

const POLL_TIMEOUT = { timeoutMs: 300_000 };

/**
 * A lane with active workflows, each of which begins with an Aurora Trigger; they poll at the same
 * seconds.
 * @param {{ rest: import('../../e2e/support/n8nClient.mjs').N8nClient, stored: import('./storedExecutions.mjs').StoredExecutions }} world
 * @param {import('./lane.mjs').Lane} lane
 * @param {{ count: number, everySeconds: number, options: Record<string, unknown> }} options
 */
export async function makeTriggers({ rest, stored }, lane, { count, everySeconds, options }) {
	const credential = await rest.createCredential({
		name: `Lane ${lane.number}`,
		data: lane.newCredential(),
	});
	const pollTimes = pollTimesEvery(everySeconds, lane.number);
	const ids = [];
	for (let index = 0; index < count; index++) {
		const tag = { parameter: [{ name: 'tag', value: String(index) }] };
		const trigger = node('n8n-nodes-aurora.auroraTrigger', 1, {
			name: 'Aurora Trigger',
			credential,
			parameters: {
				event: ['accountCreated', 'accountUpdated', 'accountRemoved'],
				pollTimes: { item: pollTimes },
				options: { ...options, queryParameters: tag },
			},
		});
		const last = node('n8n-nodes-base.noOp', 1, { name: 'Last' });
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

	return {
		lane,
		count,
		ids,
		/** A new secret: the package knows neither token nor failure of this credential. */
		async renewCredential() {
			await rest.request('PATCH', `/credentials/${credential.id}`, {
				name: credential.name,
				type: 'auroraApi',
				data: lane.newCredential(),
			});
		},
		/** What each workflow did since the last `forget`, oldest first. */
		async history() {
			const after = Math.min(...seen.values());
			const found = stored
				.ended(ids, { after })
				.filter(({ id, workflowId }) => Number(id) > seen.get(workflowId));
			return ids.map((workflowId) =>
				found.filter((execution) => execution.workflowId === workflowId),
			);
		},
		/** Looks at what was done so far no more. */
		forget(histories) {
			for (const [index, history] of histories.entries()) {
				if (history.length) seen.set(ids[index], Number(history.at(-1).id));
			}
		},
		/** @param {string} what @param {(histories: object[][]) => boolean} isDone of each workflow's history */
		async until(what, isDone) {
			return await poll(
				what,
				async () => {
					const histories = await this.history();
					return isDone(histories) ? histories : undefined;
				},
				POLL_TIMEOUT,
			);
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
