// What the trigger compares with, and when it begins anew. How often, see model.test.ts.
import type { IDataObject } from 'n8n-workflow';

import { API } from '../../support/answers';

import {
	active,
	ada,
	bob,
	created,
	eve,
	EVENTS,
	LiveWorkflow,
	RECORD_EVENTS,
	TriggerWorkflow,
} from './workflow';

const paging = (pagination: string) => ({ paging: { settings: { pagination } } });

describe('what is there already is no event', () => {
	const invoices = { resource: 'record', collection: '/Invoices', event: RECORD_EVENTS };
	const custom = { environment: 'custom', tokenUrl: 'https://auth.example.com', audience: 'a' };
	test.each<[string, IDataObject, (workflow: LiveWorkflow) => unknown]>([
		['another resource', {}, ({ parameters }) => Object.assign(parameters, invoices)],
		['another collection', invoices, ({ parameters }) => (parameters.collection = '/Orders')],
		['counted fields', {}, ({ parameters }) => (parameters.options = { onlyFields: ['name'] })],
		['ignored fields', {}, ({ parameters }) => (parameters.options = { ignoreFields: 'seen' })],
		['a list field', {}, ({ parameters }) => (parameters.options = { itemsProperty: 'a' })],
		['another pagination', {}, ({ parameters }) => (parameters.options = paging('off'))],
		['another environment', {}, (workflow) => workflow.use({ ...custom, apiBaseUrl: `${API}/v2` })],
	])('with %s', async (_, parameters, change) => {
		const workflow = await active(parameters);
		workflow.reply = () => [200, { a: workflow.list }];
		change(workflow);
		workflow.list = [ada, { ...bob, name: 'Rob' }, eve];
		expect(await workflow.begin('update')).toBeNull();
		workflow.list = [ada, { ...bob, name: 'Rob' }];
		const { resource = 'account' } = workflow.parameters;
		expect(await workflow.poll()).toEqual([
			{ event: `${String(resource)}Removed`, [String(resource)]: { id: 3 } },
		]);
	});

	test('when the first poll of an activation fails', async () => {
		const workflow = await active();
		workflow.list = [ada, bob, eve];
		workflow.reply = () => [400, {}];
		await expect(workflow.begin('activate')).rejects.toThrow('400');
		workflow.reply = () => [200, workflow.list];
		expect(await workflow.poll()).toBeNull();
	});

	test('when what n8n has is of the first edition', async () => {
		const today = await active();
		const { source } = today.kept['node:Aurora'] as IDataObject;
		const workflow = new LiveWorkflow({ event: EVENTS }, 'classic', 'old');
		workflow.use(today.credentials);
		const old = { source, fields: ['id', 'name'], length: 8, accounts: 'n1AAAAAABC n2AAAAAABC' };
		workflow.kept = { 'node:Aurora': old };
		workflow.list = [ada, bob];
		expect(await workflow.begin('init')).toBeNull();
		expect(workflow.kept['node:Aurora']).not.toHaveProperty('accounts');
		workflow.list = [ada, bob, eve];
		expect(await workflow.poll()).toEqual([created(eve)]);
	});
});

describe('the record goes on', () => {
	test.each<[string, (workflow: LiveWorkflow) => unknown]>([
		['with a longer timeout', ({ parameters }) => (parameters.options = { timeout: 90 })],
		['with a new secret', (workflow) => workflow.use({ clientSecret: 'new' })],
	])('%s', async (_, change) => {
		const workflow = await active();
		workflow.list = [ada, bob, eve];
		change(workflow);
		expect(await workflow.begin('update')).toEqual([created(eve)]);
	});
});

test.each([
	['is kept', 99, 1],
	['is forgotten', 100, 0],
])('what n8n has not stored %s after %i other triggers', async (what, others, events) => {
	const parameters = { event: ['accountUpdated'] };
	const workflow = new LiveWorkflow(parameters, 'scheduler', what);
	await workflow.begin('activate');
	workflow.list = [eve];
	expect(await workflow.poll()).toBeNull();
	for (let number = 0; number < others; number++)
		await new TriggerWorkflow(parameters, 'scheduler', `${what} ${number}`).begin('activate');
	workflow.list = [{ ...eve, name: 'Eva' }];
	expect((await workflow.poll()) ?? []).toHaveLength(events);
});

test('no poll goes on from a cursor that n8n has not stored yet', async () => {
	const workflow = await active({}, 'cursors');
	expect(await workflow.poll()).toBeNull();
	workflow.list = [ada, bob, eve];
	const { cursor } = workflow;
	expect(await workflow.poll()).toEqual([created(eve)]);
	const stored = workflow.cursor;
	workflow.cursor = cursor;
	expect(await workflow.poll()).toBeNull();
	workflow.cursor = stored;
	expect(await workflow.poll()).toBeNull();
});

test('what n8n keeps holds neither values nor the credential', async () => {
	const workflow = await active();
	const { clientId, clientSecret, accessToken } = workflow.credentials;
	const kept = JSON.stringify(workflow.kept);
	for (const text of ['Ada', String(clientId), String(clientSecret), String(accessToken)]) {
		expect(kept).not.toContain(text);
	}
});
