import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { answers } from '../sandbox/sandbox.mjs';
import { poll } from './support/n8nClient.mjs';
import { chain, node } from './support/workflows.mjs';
import { startWorld } from './support/world.mjs';

/** n8n takes one fixed second for each poll time, but several poll times: here a poll every 2 seconds. */
const POLL_TIMES = Array.from({ length: 30 }, (_, index) => ({
	mode: 'custom',
	cronExpression: `${index * 2} * * * * *`,
}));

describe('the Aurora Trigger', () => {
	let world, sandbox, custom, rest;
	before(async () => {
		world = await startWorld();
		({ sandbox, rest } = world);
		({ custom } = sandbox);
	});
	after(async () => await world?.stop());
	beforeEach(() => sandbox.reset());

	it('starts the workflow for each account that appears, changes or goes, also while n8n is down', async () => {
		const workflow = await activeTrigger();
		await polls(2);
		assert.deepEqual(await workflow.events(), [], 'what is there at first is no event');

		const created = custom.addAccount({ name: 'Newcomer' });
		assert.deepEqual(await workflow.next(), [{ event: 'accountCreated', account: created }]);

		const updated = custom.updateAccount(3, { status: 'closed', balance: 0 });
		assert.deepEqual(await workflow.next(), [
			{ event: 'accountUpdated', changedFields: ['balance', 'status'], account: updated },
		]);

		custom.removeAccount(5);
		assert.deepEqual(await workflow.next(), [{ event: 'accountRemoved', account: { id: 5 } }]);

		const renamed = custom.updateAccount(1, { name: 'Another name' });
		await poll('the change to be noticed', async () => (await workflow.unseen()) || undefined);
		assert.deepEqual(await workflow.next(), [
			{ event: 'accountUpdated', changedFields: ['name'], account: renamed },
		]);

		await world.n8n.restart();
		await polls(2);
		assert.equal(await workflow.unseen(), 0, 'a restart alone is no event');

		const whileDown = world.n8n.restart();
		const late = custom.addAccount({ name: 'Came at night' });
		custom.removeAccount(2);
		await whileDown;
		const atNight = [
			...(await workflow.next()),
			...((await workflow.unseen()) ? await workflow.next() : []),
		];
		assert.deepEqual(atNight, [
			{ event: 'accountCreated', account: late },
			{ event: 'accountRemoved', account: { id: 2 } },
		]);
		await workflow.remove();
	});

	it('reports after failed polls everything since the last good one, and nothing twice', async () => {
		const workflow = await activeTrigger({ options: { maxRetries: 0 } });
		const state = await workflow.state();
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
		assert.notDeepEqual(await workflow.state(), state);
		await polls(2);
		assert.equal(await workflow.unseen(), 0);
		await workflow.remove();
	});

	it('reports a change once when reading takes longer than the time between polls', async () => {
		const workflow = await activeTrigger();
		custom.api.always({ delayMs: 5_000 });
		const added = custom.addAccount({ name: 'Added meanwhile' });
		assert.deepEqual(await workflow.next(), [{ event: 'accountCreated', account: added }]);
		await polls(3);
		assert.equal(await workflow.unseen(), 0);
		await workflow.remove();
	});

	it('takes no incomplete listing for removals', async () => {
		custom.setAccounts(25);
		custom.dialect({ envelope: 'results-next', paging: 'next-in-body', pageSize: 10 });
		const workflow = await activeTrigger({ options: { maxRetries: 0 } });
		const state = await workflow.state();

		// The second page fails.
		custom.api.always(({ url = '', path = url }) =>
			/page|skip|cursor|after/.test(path) ? { status: 500 } : undefined,
		);
		await workflow.nextFailure();
		// The listing says that there is more than it gives.
		custom.api.always({ status: 200, body: { data: custom.accounts.slice(0, 10), total: 25 } });
		assert.match(
			(await workflow.nextFailure()).message,
			/says that there are 25 records, but it gives 10/,
		);
		// Nothing at all.
		custom.api.always({ status: 200, body: '' });
		await workflow.nextFailure();
		assert.deepEqual(await workflow.state(), state);

		// An account that slips through once, and is there when looked for again.
		const accounts = [...custom.accounts];
		custom.api.always(null);
		custom.dialect({});
		custom.api.next({ status: 200, body: accounts.slice(1) });
		await polls(3);
		assert.equal(await workflow.unseen(), 0);
		await workflow.remove();
	});

	it('begins a new record with another environment instead of firing for everything', async () => {
		const { dev, live } = sandbox;
		live.setAccounts([{ id: 'only-in-live', name: 'Live' }]);
		const credential = await world.credentialFor(dev);
		const workflow = await activeTrigger({ credential, instance: dev });
		await rest.updateCredential(credential.id, live.credential);
		await polls(2, live);
		assert.equal(await workflow.unseen(), 0);
		const added = live.addAccount({ name: 'New in Live' });
		assert.deepEqual(await workflow.next(), [{ event: 'accountCreated', account: added }]);
		await workflow.remove();
	});

	it('begins a new record when it is activated again', async () => {
		const workflow = await activeTrigger();
		await rest.deactivate(workflow.id);
		custom.addAccount({ name: 'While inactive' });
		await rest.activate(workflow.id);
		await polls(3);
		assert.equal(await workflow.unseen(), 0);
		await workflow.remove();
	});

	it('shows up to five accounts when it is tested by hand, and changes no state', async () => {
		const workflow = await savedTrigger({ event: ['accountUpdated'] });
		const run = await rest.execute(workflow.id, 'Aurora Trigger');
		const items = run.json('Aurora Trigger');
		assert.deepEqual(
			items.map(({ account }) => account),
			custom.accounts.slice(0, 5),
		);
		assert.ok(items.every(({ event }) => event === 'accountUpdated'));
		assert.deepEqual(await rest.staticData(workflow.id), {});
		await workflow.remove();
	});

	it('leaves out events that were not chosen and fields that are ignored', async () => {
		const workflow = await activeTrigger({
			event: ['accountUpdated'],
			options: { ignoreFields: 'status, owner.email' },
		});
		custom.addAccount({ name: 'Not chosen' });
		custom.updateAccount(1, { status: 'whatever' });
		const owner = { ...custom.accounts[1].owner, email: 'other@example.com' };
		custom.updateAccount(2, { owner });
		await polls(2);
		const updated = custom.updateAccount(3, { name: 'Chosen' });
		assert.deepEqual(await workflow.next(), [
			{ event: 'accountUpdated', changedFields: ['name'], account: updated },
		]);
		await workflow.remove();
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
			const told = refusal + world.n8n.log();
			return told.includes('Aurora does not allow the client') || undefined;
		});
		assert.deepEqual(await workflow.state(), {});
		await workflow.remove();
	});

	/** Waits until the API has answered this many further polls. */
	async function polls(count, instance = custom) {
		const { count: start } = instance.api;
		await poll(`${count} polls`, async () =>
			instance.api.count >= start + count ? true : undefined,
		);
	}

	async function savedTrigger({ credential, event, options = {}, instance = custom } = {}) {
		const parameters = {
			event: event ?? ['accountCreated', 'accountUpdated', 'accountRemoved'],
			pollTimes: { item: POLL_TIMES },
			options,
		};
		const trigger = node('n8n-nodes-aurora.auroraTrigger', 1, {
			name: 'Aurora Trigger',
			parameters,
			credential: credential ?? (await world.credentialFor(instance)),
		});
		const last = node('n8n-nodes-base.noOp', 1, { name: 'Last' });
		const { id } = await rest.createWorkflow({ name: 'Trigger', ...chain([trigger, last]) });
		const seen = new Set();
		const fresh = async () =>
			(await rest.executions(id)).filter((execution) => !seen.has(execution.id));
		const first = async (kind) =>
			await poll(`an execution with ${kind}`, async () => {
				const oldest = (await fresh()).filter(({ status }) => status === kind).at(-1);
				if (!oldest) return undefined;
				seen.add(oldest.id);
				return await rest.execution(oldest.id);
			});
		return {
			id,
			/** All events of executions that were not looked at yet. */
			events: async () => await fresh(),
			/** Executions that were not looked at yet, failed polls aside. */
			unseen: async () => (await fresh()).filter(({ status }) => status === 'success').length,
			/** The events of the next execution, without the time. */
			async next() {
				const items = (await first('success')).json('Aurora Trigger');
				return items.map(({ detectedAt, ...event }) => {
					assert.match(detectedAt, /^\d{4}-\d\d-\d\dT.*Z$/);
					return event;
				});
			},
			/** The failure of a poll that begins from now on. */
			async nextFailure() {
				for (const { id: old, status } of await fresh()) if (status === 'error') seen.add(old);
				return (await first('error')).error();
			},
			state: async () => await rest.staticData(id),
			remove: async () => await rest.deleteWorkflow(id),
		};
	}

	async function activeTrigger(options) {
		const workflow = await savedTrigger(options);
		await rest.activate(workflow.id);
		// n8n activates in the background, and polls once at once.
		await poll('the first record', async () => {
			return Object.keys(await workflow.state()).length > 0 || undefined;
		});
		return workflow;
	}
});
