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

	test.each(['Id', 'accountId', 'ACCOUNT_ID', 'uuid'])('knows accounts by %s', async (name) => {
		const workflow = await active();
		workflow.list = [{ [name]: 'a' }, { [name]: 'b' }];
		expect(await workflow.begin('activate')).toBeNull();
		workflow.list = [{ [name]: 'b' }, null];
		expect(await workflow.poll()).toEqual([{ event: 'accountRemoved', account: { id: 'a' } }]);
	});

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
		['with records without IDs', () => [200, [{ name: 'Ada' }]], /^1 of 1 accounts has no ID/],
		['with some without IDs', () => [200, [ada, {}, { id: '' }]], /^2 of 3 accounts have no ID/],
		['with a list elsewhere', () => [200, { users: [eve] }], /list of accounts has moved/],
		[
			'with details of an error',
			() => [200, { message: 'Validation failed', details: [eve] }],
			/responded with an error/,
		],
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

	/** A poll that finds so many records, in a list that says nothing about its size. */
	async function removedIn(workflow: LiveWorkflow, count: number): Promise<unknown[]> {
		workflow.list = round(count);
		return ((await workflow.poll()) ?? []).map(({ account }) => (account as { id: number }).id);
	}

	test.each([
		[6, 5],
		[33, 32],
	])('of %i down to %i: a list that was longer is not cut there', async (from, to) => {
		const workflow = await active({ event: ['accountRemoved'], options: { eventsPerPoll: 2 } });
		workflow.list = round(from);
		await workflow.begin('activate');
		expect(await removedIn(workflow, to)).toHaveLength(Math.min(2, from - to));
		expect(await removedIn(workflow, to)).toEqual([]);
	});

	test('with the next polls, where one poll has room for a part of them', async () => {
		const workflow = await active({ event: ['accountRemoved'], options: { eventsPerPoll: 2 } });
		workflow.list = round(15);
		await workflow.begin('activate');
		const told = [];
		for (let poll = 0; poll < 4; poll++) told.push(...(await removedIn(workflow, 10)));
		expect(told).toEqual([10, 11, 12, 13, 14]);
	});

	test('not when the list may be cut at its size, until it is another one', async () => {
		const workflow = await active();
		workflow.list = round(20);
		await workflow.begin('activate');
		workflow.list = [{ id: 99 }, ...round(19)];
		expect(await workflow.poll()).toEqual([created({ id: 99 })]);
		expect(await workflow.poll()).toBeNull();
		expect(await removedIn(workflow, 19)).toEqual([19, 99]);
	});

	test('not when a count says that some are missing', async () => {
		const workflow = await active();
		workflow.list = round(12);
		await workflow.begin('activate');
		workflow.reply = ({ path }) => [
			200,
			{ data: path.includes('page=2') ? round(10).slice(5) : round(5), total: 11, next: '?page=2' },
		];
		expect(await workflow.poll().catch(() => null)).toBeNull();
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
			description: `Create ${one} in Aurora first, or publish (activate) the workflow: it starts when one is created.`,
		});
	});
});

describe('settings that can not be used are refused before any request', () => {
	test.each<[IDataObject, string]>([
		[{ event: [] }, "'Trigger On' is empty"],
		[{ event: '={{ null }}' }, "'Trigger On' is empty"],
		[{ event: ['recordCreated'] }, "'Trigger On' can't be 'recordCreated'"],
		[{ event: ['foo', 'accountCreated'] }, "'Trigger On' can't be 'foo'"],
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

test('a list that moves says where it was and is, and nothing is lost', async () => {
	const workflow = await active();
	workflow.reply = () => [200, { accounts: [ada] }];
	await workflow.begin('activate');
	for (const [reply, where] of [
		[{ users: [eve] }, "at 'users'. "],
		[[eve], 'the response itself. '],
	] as const) {
		const { description } = await workflow.failure(() => [200, reply]);
		expect(description).toContain(`It was at 'accounts', and is now ${where}Nothing is lost`);
	}
	// An empty list may stand elsewhere.
	workflow.reply = () => [200, { accounts: {} }];
	expect(await workflow.poll()).toBeNull();
	workflow.reply = () => [200, { accounts: [ada, eve] }];
	expect(await workflow.poll()).toEqual([created(eve)]);
});

describe('Only These Field Names or IDs', () => {
	test.each(['Seen', 'owner.emial', 'ownr.email', 'contacts.emial'])(
		'fail the poll where no record has one, as in Search: %s',
		async (field) => {
			const options = { onlyFields: ['owner.email', 'contacts.email', field] };
			const workflow = new LiveWorkflow({ event: EVENTS, options });
			workflow.list = [];
			await workflow.begin('activate');
			const whole = { ...ada, owner: { email: 'a' }, contacts: [{ email: 'b' }] };
			workflow.list = [whole, bob, { id: 3, owner: null, contacts: [] }];
			expect(await workflow.failure()).toMatchObject({
				message: `No account has a field '${field}'`,
				description: expect.stringMatching(
					/^Check 'Only These Field Names or IDs'\. .* id, name, seen, owner, contacts\./,
				) as string,
			});
		},
	);

	test('that a record had, and now none has, count on', async () => {
		const workflow = await active({ options: { onlyFields: ['name', 'seen'] } });
		workflow.list = [{ id: 1, name: 'Ada' }, bob];
		expect(await workflow.poll()).toMatchObject([{ changedFields: ['seen'] }]);
		workflow.list = [{ id: 1, name: 'Ada' }];
		expect(await workflow.poll()).toMatchObject([{ event: 'accountRemoved' }]);
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
