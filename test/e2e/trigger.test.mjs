import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { answers } from '../sandbox/sandbox.mjs';
import { FreshExecutions } from './support/freshExecutions.mjs';
import { poll } from './support/n8nClient.mjs';
import { EVERY_TWO_SECONDS } from './support/triggers.mjs';
import { chain, node } from './support/workflows.mjs';
import { useWorld } from './support/world.mjs';

// triggerScheduler.test.mjs and triggerCursors.test.mjs run these tests with n8n's newer scheduler.
const env = JSON.parse(process.env.AURORA_N8N_ENV ?? '{}');
const world = await useWorld({ env });
const { custom, sandbox, rest, n8n } = world;

/** With durable cursors n8n lets minutes pass after a poll that failed. */
const skip = 'N8N_POLLER_DURABLE_CURSORS_ENABLED' in env;

describe('the Aurora Trigger', () => {
	const saved = [];
	afterEach(async () => {
		for (const id of saved.splice(0)) await rest.deleteWorkflow(id);
		await untilQuiet();
	});

	it('starts the workflow for each account that appears, changes or goes, also while n8n is down', async () => {
		const workflow = await activeTrigger();
		await polls(2);
		assert.equal(await workflow.unseen(), 0, 'what is there at first is no event');

		const created = custom.addAccount({ name: 'Newcomer' });
		assert.deepEqual(await workflow.next(), [{ event: 'accountCreated', account: created }]);

		const updated = custom.updateAccount(3, { status: 'closed', balance: 0 });
		assert.deepEqual(await workflow.next(), [
			{ event: 'accountUpdated', changedFields: ['balance', 'status'], account: updated },
		]);

		custom.removeAccount(5);
		assert.deepEqual(await workflow.next(), [{ event: 'accountRemoved', account: { id: 5 } }]);

		const renamed = custom.updateAccount(1, { name: 'Another name' });
		assert.deepEqual(await workflow.next(), [
			{ event: 'accountUpdated', changedFields: ['name'], account: renamed },
		]);

		await n8n.restart();
		await polls(2);
		assert.equal(await workflow.unseen(), 0, 'a restart alone is no event');

		let late;
		await n8n.restart(() => {
			late = custom.addAccount({ name: 'Came at night' });
			custom.removeAccount(2);
		});
		const atNight = await workflow.next();
		if (await workflow.unseen()) atNight.push(...(await workflow.next()));
		assert.deepEqual(atNight, [
			{ event: 'accountCreated', account: late },
			{ event: 'accountRemoved', account: { id: 2 } },
		]);
	});

	it('reports after failed polls everything since the last good one', { skip }, async () => {
		const workflow = await activeTrigger({ options: { maxRetries: 0 } });
		const added = custom.addAccount({ name: 'Added meanwhile' });
		for (const failure of [
			{ status: 500 },
			answers.invalidToken,
			{ cut: 'midBody' },
			answers.brokenJson,
		]) {
			custom.api.always(failure);
			await workflow.nextFailure();
		}
		custom.api.always(null);
		assert.deepEqual(await workflow.next(), [{ event: 'accountCreated', account: added }]);
		await polls(2);
		assert.equal(await workflow.unseen(), 0);
	});

	it('reports a change once when reading takes longer than the time between polls', async () => {
		const workflow = await activeTrigger();
		custom.api.always({ delayMs: 5_000 });
		const added = custom.addAccount({ name: 'Added meanwhile' });
		assert.deepEqual(await workflow.next(), [{ event: 'accountCreated', account: added }]);
		await polls(3);
		assert.equal(await workflow.unseen(), 0);
	});

	it('begins a new record with another environment instead of firing for everything', async () => {
		const { dev, live } = sandbox;
		live.setAccounts([{ id: 'only-in-live', name: 'Live' }]);
		const credential = await world.credentialFor(dev);
		const workflow = await activeTrigger({ credential }, dev);
		await rest.updateCredential(credential.id, live.credential);
		await polls(2, live);
		assert.equal(await workflow.unseen(), 0);
		const added = live.addAccount({ name: 'New in Live' });
		assert.deepEqual(await workflow.next(), [{ event: 'accountCreated', account: added }]);
	});

	it('begins a new record when it is activated again, and reports what comes from then on', async () => {
		const workflow = await activeTrigger();
		custom.addAccount({ name: 'Noticed' });
		await workflow.next();
		await rest.deactivate(workflow.id);
		custom.addAccount({ name: 'While inactive' });
		await activate(workflow);
		const added = custom.addAccount({ name: 'Right after' });
		assert.deepEqual(await workflow.next(), [{ event: 'accountCreated', account: added }]);
		await polls(2);
		assert.equal(await workflow.unseen(), 0);
	});

	it('records nothing when the accounts can not be read at activation, and says why', async () => {
		const workflow = await savedTrigger();
		custom.api.always({ status: 403 });
		// n8n before 2.41 refuses the activation, newer ones go on and log it.
		const refusal = await rest.activate(workflow.id).then(
			() => '',
			({ message }) => message,
		);
		await poll('the reason', async () => {
			const told = refusal + n8n.log();
			return told.includes('This client may not do this in Aurora') || undefined;
		});
		assert.deepEqual(await workflow.state(), {});
	});

	/** Waits for polls that a deleted workflow had begun: their requests are not those of the next one. */
	async function untilQuiet() {
		let before = -1;
		await poll('the end of all polls', async () => {
			const { count, inFlight } = custom.api;
			const isSame = inFlight === 0 && count === before;
			before = count;
			return isSame || undefined;
		});
	}

	/** Waits until the API has answered this many further polls. */
	async function polls(count, { api } = custom) {
		const { count: start } = api;
		const areDone = async () => api.count - api.inFlight >= start + count || undefined;
		await poll(`${count} polls`, areDone);
	}

	async function savedTrigger({ credential = world.credential, options = {} } = {}) {
		const event = ['accountCreated', 'accountUpdated', 'accountRemoved'];
		const trigger = node('n8n-nodes-aurora.auroraTrigger', 1, {
			name: 'Aurora Trigger',
			parameters: { event, pollTimes: EVERY_TWO_SECONDS, options },
			credential,
		});
		const last = node('n8n-nodes-base.noOp', 1, { name: 'Last' });
		const { id } = await rest.createWorkflow({ name: 'Trigger', ...chain([trigger, last]) });
		saved.push(id);
		const executions = new FreshExecutions(rest, id);
		return {
			id,
			/** How many executions were not looked at yet, failed polls aside. */
			unseen: async () => (await executions.list('success')).length,
			/** The events of the next execution, without the time. */
			async next() {
				const execution = await rest.execution(await executions.next('success'));
				return execution.json('Aurora Trigger').map(({ detectedAt, ...event }) => {
					assert.match(detectedAt, /^\d{4}-\d\d-\d\dT.*Z$/);
					return event;
				});
			},
			/** The failure of a poll that begins from now on. */
			async nextFailure() {
				await executions.skip('error');
				return (await rest.execution(await executions.next('error'))).error();
			},
			state: async () => await rest.staticData(id),
		};
	}

	async function activeTrigger(options, instance) {
		const workflow = await savedTrigger(options);
		await activate(workflow, instance);
		return workflow;
	}

	/** Activates it, and waits for its first record: n8n activates in the background. */
	async function activate({ id }, instance) {
		const first = polls(1, instance);
		await rest.activate(id);
		await first;
	}
});
