// What the trigger compares with, and when it begins anew.
import type { IDataObject, WorkflowActivateMode } from 'n8n-workflow';

import { API } from '../../support/answers';

import {
	active,
	ada,
	bob,
	created,
	eve,
	query,
	RECORD_EVENTS,
	type TriggerWorkflow,
} from './workflow';

const ignoring = { ignoreFields: 'seen' };
const listField = { itemsProperty: 'a' };

describe('what is there already is no event', () => {
	test('when the workflow is activated again', async () => {
		const workflow = await active();
		workflow.list = [eve];
		await workflow.activate();
		workflow.list = [eve, ada];
		expect(await workflow.poll()).toEqual([created(ada)]);
	});

	test('when the first poll of an activation fails', async () => {
		const workflow = await active();
		workflow.list = [ada, bob, eve];
		workflow.begin({ activation: 'activate' });
		await workflow.failure(() => [400, {}]);
		expect(await workflow.poll()).toBeNull();
	});

	const invoices = { resource: 'record', collection: '/Invoices', event: RECORD_EVENTS };
	const custom = { environment: 'custom', tokenUrl: 'https://auth.example.com', audience: 'a' };
	test.each<[string, IDataObject, (workflow: TriggerWorkflow) => unknown]>([
		['another resource', {}, ({ parameters }) => Object.assign(parameters, invoices)],
		['another collection', invoices, ({ parameters }) => (parameters.collection = '/Orders')],
		['another query', {}, ({ parameters }) => (parameters.options = query)],
		['other ignored fields', {}, ({ parameters }) => (parameters.options = ignoring)],
		['another client', {}, (workflow) => workflow.use({ clientId: 'another' })],
		['another environment', {}, (workflow) => workflow.use({ ...custom, apiBaseUrl: `${API}/v2` })],
	])('with %s', async (_, parameters, change) => {
		const workflow = await active(parameters);
		change(workflow);
		workflow.begin();
		await workflow.failure(() => [400, {}]);
		workflow.list = [ada, { ...bob, name: 'Rob' }, eve];
		expect(await workflow.poll()).toBeNull();
		workflow.list = [ada, { ...bob, name: 'Rob' }];
		const { resource = 'account' } = workflow.parameters;
		expect(await workflow.poll()).toEqual([
			{ event: `${String(resource)}Removed`, [String(resource)]: { id: 3 } },
		]);
	});

	test('when the resource is changed and changed back', async () => {
		const workflow = await active();
		const before = { ...workflow.parameters };
		Object.assign(workflow.parameters, invoices);
		workflow.begin();
		expect(await workflow.poll()).toBeNull();
		workflow.parameters = before;
		workflow.list = [ada, bob, eve];
		workflow.begin();
		expect(await workflow.poll()).toBeNull();
	});
});

describe('the snapshot goes on', () => {
	test.each<[string, WorkflowActivateMode, (workflow: TriggerWorkflow) => unknown]>([
		['after a restart', 'init', () => {}],
		['when the workflow is saved again', 'update', () => {}],
		['with other events', 'update', ({ parameters }) => (parameters.event = ['accountCreated'])],
		['with a longer timeout', 'update', ({ parameters }) => (parameters.options = { timeout: 90 })],
		['with a list field', 'update', ({ parameters }) => (parameters.options = listField)],
		['with a new secret', 'init', (workflow) => workflow.use({ clientSecret: 'new' })],
	])('%s', async (_, activation, change) => {
		const workflow = await active();
		workflow.list = [ada, bob, eve];
		workflow.reply = () => [200, { a: workflow.list }];
		change(workflow);
		workflow.begin({ activation });
		expect(await workflow.poll()).toEqual([created(eve)]);
	});
});

test('what n8n keeps holds neither values nor the credential', async () => {
	const workflow = await active();
	const { clientId, clientSecret, accessToken } = workflow.credentials;
	const kept = JSON.stringify(workflow.kept);
	for (const text of ['Ada', String(clientId), String(clientSecret), String(accessToken)]) {
		expect(kept).not.toContain(text);
	}
});
