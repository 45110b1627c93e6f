// The trigger as n8n polls it, through n8n-core's own context and HTTP client.
import type { IDataObject } from 'n8n-workflow';

import { liveTokens, type Received, type Reply } from '../../support/auroraLive';

import {
	active,
	ada,
	bob,
	created,
	eve,
	EVENTS,
	LiveWorkflow,
	query,
	RECORD_EVENTS,
} from './workflow';

describe('a poll', () => {
	test('reports what was created, changed and removed', async () => {
		const workflow = await active();
		const other = { ...ada, name: 'Ada L.' };
		workflow.list = [other, eve];
		expect(await workflow.poll()).toEqual([
			{ event: 'accountUpdated', changedFields: ['name'], account: other },
			created(eve),
			{ event: 'accountRemoved', account: { id: 2 } },
		]);
		expect(await workflow.poll()).toBeNull();
	});

	test('without a change reports nothing, writes nothing and is one request', async () => {
		const workflow = await active();
		expect(await workflow.poll()).toBeNull();
		expect(workflow.hasWritten).toBe(false);
		expect(workflow.received.map(({ path }) => path)).toEqual(['/Accounts?orderBy=id%20asc']);
	});

	test('ignores the fields that the options name, and what is no record', async () => {
		const workflow = await active({ options: { ignoreFields: ' seen , owner.email,' } });
		workflow.list = [{ ...ada, seen: 2, owner: {} }, null, 'text', bob];
		expect(await workflow.poll()).toMatchObject([{ changedFields: ['owner'] }]);
		workflow.list = [{ ...ada, seen: 3, owner: { email: 'ada@example.com' } }, bob];
		expect(await workflow.poll()).toBeNull();
	});

	test.each(['Id', 'accountId', 'ACCOUNT_ID', 'uuid'])(
		'knows accounts by their %s',
		async (name) => {
			const workflow = await active();
			workflow.list = [{ [name]: 'a' }, { [name]: 'b' }];
			expect(await workflow.begin('activate')).toBeNull();
			workflow.list = [{ [name]: 'b' }, null];
			expect(await workflow.poll()).toEqual([{ event: 'accountRemoved', account: { id: 'a' } }]);
		},
	);

	test('takes an event by an expression, and the collection of a record', async () => {
		const workflow = await active({
			resource: 'record',
			collection: '={{ " Invoices" }}',
			event: '={{ "recordCreated" }}',
			options: query,
		});
		workflow.list = [ada, bob, eve];
		expect(await workflow.poll()).toEqual([{ event: 'recordCreated', record: eve }]);
		expect(workflow.received.map(({ path }) => path)).toEqual([
			'/Invoices?orderBy=id%20asc&status=new',
		]);
	});
});

describe('a poll that fails changes nothing', () => {
	const failures: Array<[string, (request: Received) => Reply, RegExp]> = [
		['with a status', () => [403, {}], /status 403/],
		['with a refused token', () => [401, {}], /rejected the access token/],
		['with an empty response', () => [200, ''], /empty/],
		['without content', () => [204], /without a list of accounts \(status 204\)/],
		['with a failure', () => [200, { success: false, data: [], message: 'Down' }], /an error/],
		['with a problem', () => [200, { code: 500, message: 'Down', details: [] }], /an error/],
		['with records without IDs', () => [200, [{ name: 'Ada' }]], /have no ID/],
		['with broken JSON', () => [200, '[{"id":1}'], /JSON/],
		[
			'on its second page',
			({ path }) => (path === '/next' ? [500, {}] : [200, { data: [ada], next: '/next' }]),
			/status 500/,
		],
		[
			'with a list that is incomplete',
			() => [200, { data: [ada], total: 9 }],
			/only 1 were returned/,
		],
	];

	test.each(failures)('%s, and the next good one reports everything', async (_, reply, says) => {
		liveTokens();
		const workflow = await active({ options: { maxRetries: 0 } });
		workflow.list = [ada, bob, eve];
		expect((await workflow.failure(reply)).message).toMatch(says);
		expect(await workflow.poll()).toEqual([created(eve)]);
	});

	test('while it looks again for what is missing', async () => {
		const workflow = await active({ options: { maxRetries: 0 } });
		const { message } = await workflow.failure((_, before) =>
			before === 0 ? [200, [ada]] : [500, {}],
		);
		expect(message).toMatch(/status 500/);
	});
});

describe('a record is removed', () => {
	/** What two readings show, one after the other. */
	const readings =
		(...lists: object[][]) =>
		(_: unknown, before: number): Reply => [200, lists[Math.min(before, lists.length - 1)]];

	test('only when two readings lack it', async () => {
		const workflow = await active();
		workflow.reply = readings([ada], [ada]);
		expect(await workflow.poll()).toEqual([{ event: 'accountRemoved', account: { id: 2 } }]);
		expect(workflow.received).toHaveLength(2);
	});

	test.each([
		['is back in the second', [[ada], [ada, bob]]],
		['is in the first, another in the second', [[ada], [bob]]],
	])('not when it %s', async (_, lists) => {
		const workflow = await active();
		workflow.reply = readings(...lists);
		expect(await workflow.poll()).toBeNull();
		workflow.reply = readings([ada, bob]);
		expect(await workflow.poll()).toBeNull();
	});

	const round = (count: number) => Array.from({ length: count }, (_, id) => ({ id, name: 'x' }));

	test('not when nothing says that the list is whole', async () => {
		const workflow = await active();
		workflow.list = round(20);
		expect(await workflow.begin('activate')).toBeNull();
		workflow.list = round(15);
		expect(await workflow.poll()).toBeNull();
		workflow.list = round(19);
		expect(await workflow.poll()).toEqual([{ event: 'accountRemoved', account: { id: 19 } }]);
	});

	test('and the second reading is what counts for the others', async () => {
		const workflow = await active();
		workflow.reply = readings([ada], [{ ...ada, name: 'Ada L.' }, eve]);
		expect(await workflow.poll()).toMatchObject([
			{ event: 'accountUpdated', account: { name: 'Ada L.' } },
			created(eve),
			{ event: 'accountRemoved', account: { id: 2 } },
		]);
	});
});

describe('a test by hand', () => {
	test('gives a sample of each chosen event, and changes nothing', async () => {
		const workflow = new LiveWorkflow({
			event: ['accountRemoved', 'accountUpdated', 'accountCreated'],
		});
		workflow.list = [ada, bob];
		expect(await workflow.test()).toEqual([
			{ ...created(ada), sample: true },
			{ event: 'accountUpdated', changedFields: ['name'], account: ada, sample: true },
			{ event: 'accountRemoved', account: { id: 1 }, sample: true },
		]);
		expect(workflow.kept).toEqual({});
		workflow.parameters.event = ['accountUpdated'];
		workflow.list = [{ accountId: 'x' }];
		expect(await workflow.test()).toMatchObject([{ changedFields: [], sample: true }]);
	});

	test.each([
		['account', 'an account'],
		['record', 'a record'],
	])('without any %s says so', async (resource, one) => {
		const event = [`${resource}Created`];
		const workflow = new LiveWorkflow({ resource, collection: '/Invoices', event });
		await expect(workflow.test()).rejects.toMatchObject({
			message: `There is no ${resource} to show as a sample`,
			description: `Create ${one} in Aurora first, or activate the workflow: it starts when one is created.`,
		});
	});
});

describe('settings that can not be used are refused before any request', () => {
	test.each<[IDataObject, string]>([
		[{ event: [] }, "'Trigger On' is empty"],
		[{ event: '={{ null }}' }, "'Trigger On' is empty"],
		[{ event: ['recordCreated', 'Created'] }, "'Trigger On' is empty"],
		[{ resource: 'invoice' }, "The resource 'invoice' does not exist"],
		[{ resource: 'record', event: RECORD_EVENTS }, "'Collection' is empty"],
		[{ options: { timeout: 0 } }, "'Timeout' must be a whole number from 1 to 3600"],
		[{ options: { eventsPerPoll: 0 } }, "'Events per Poll' must be a whole number of 1 or more"],
	])('%j', async (parameters, message) => {
		const workflow = new LiveWorkflow({ event: EVENTS, ...parameters });
		const refused = await workflow.failure();
		expect(refused.message).toBe(message);
		expect(refused.description).not.toBe('');
		expect(workflow.received).toEqual([]);
	});
});

test('Pagination Off is refused for a list with more pages, and is fine for one page', async () => {
	const options = { paging: { settings: { pagination: 'off' } } };
	const workflow = await active({ options });
	expect(await workflow.failure(() => [200, { data: [ada], total: 2 }])).toMatchObject({
		message: 'The list of accounts is incomplete',
		description: expect.stringContaining('the other accounts would count as removed') as string,
	});
});

describe('changed fields of more records than the state has room for', () => {
	const wide = Object.fromEntries([...'abcdefghijklmnopqrstuvw'].map((name) => [name, 0]));
	const people = (name: string) =>
		Array.from({ length: 14_001 }, (_, id) => ({ id, name: id < 2 ? name : 'x', ...wide }));

	test('are left out, which is said once', async () => {
		const workflow = await active({ options: { eventsPerPoll: 1 } });
		workflow.list = people('Ada');
		expect(await workflow.begin('activate')).toBeNull();
		workflow.list = people('Ada L.');
		const [[first], [second]] = [(await workflow.poll())!, (await workflow.poll())!];
		expect(Object.keys(first)).toEqual(['event', 'account', 'note']);
		expect(first.note).toMatch(/^'changedFields' is left out from now on: .* 2 MB/);
		expect(Object.keys(second)).toEqual(['event', 'account']);
	});
});
