// Account → Search, as n8n runs it.
import type { IDataObject } from 'n8n-workflow';

import { Aurora } from '../../../../../nodes/Aurora/Aurora.node';

import type { Reply } from '../../../support/auroraLive';
import { outcomeOf, type NodeSetup } from '../../../support/execution';
import { records } from '../../../support/fakeClient';

const accounts = [
	{ id: 1, name: 'Ada', owner: { email: 'ada@example.com' } },
	{ id: 2, name: 'Bob', owner: { email: 'bob@example.com' } },
	{ id: 3, name: 'Ada', owner: { email: 'ada@example.org' } },
];

const search = async (
	parameters: IDataObject,
	input: IDataObject[] = [{}],
	reply: Reply = [200, accounts],
	onError?: NodeSetup['onError'],
) => {
	const all = { resource: 'account', operation: 'search', ...parameters };
	return await outcomeOf({ parameters: all, input, onError }, reply);
};

test('finds by name, exactly, unless told otherwise', async () => {
	const { output, paths } = await search({ value: 'ada' });
	expect(output).toEqual([
		{ json: accounts[0], pairedItem: { item: 0 } },
		{ json: accounts[2], pairedItem: { item: 0 } },
	]);
	expect(paths).toEqual(['/Accounts?orderBy=id%20asc']);
});

test.each([
	['contains', 'owner.email', 'example', [1, 2, 3]],
	['startsWith', 'owner.email', 'ADA@', [1, 3]],
	['startsWith', { __rl: true, mode: 'list', value: 'owner.email' }, 'ADA@', [1, 3]],
	['equals', { __rl: true, mode: 'name', value: '={{ "i" + "d" }}' }, 2, [2]],
	['equals', 'id', 2, [2]],
	['equals', 'name', 'nobody', []],
])('Match is that of the node: %s %s %s', async (match, field, value, ids) => {
	const found = await search({ match, field, value });
	expect(found.records.map(({ id }) => id)).toEqual(ids);
});

test('1,000 lookups are one list', async () => {
	const input = Array.from({ length: 1_000 }, (_, at) => ({ wanted: 1 + (at % 3) }));
	const { output, paths } = await search({ field: 'id', value: '={{ $json.wanted }}' }, input);
	expect(paths).toHaveLength(1);
	expect(output.map(({ json }) => json.id)).toEqual(input.map(({ wanted }) => wanted));
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(input.map((_, item) => ({ item })));
});

test.each([
	['query', { queryParameters: { parameter: [{ name: 'region', value: '={{ $json.by }}' }] } }],
	['way of reading', { itemsProperty: '={{ $json.by }}' }],
])('items with another %s search another list', async (_, options) => {
	const lists: Reply = [200, { north: accounts, south: [], items: accounts }];
	const input = ['north', 'south', 'north'].map((by) => ({ by }));
	expect((await search({ value: 'ada', options }, input, lists)).paths).toHaveLength(2);
});

test('what an item finds is its own: changing it changes no other', async () => {
	const [one, other] = (await search({ value: 'Bob' }, [{}, {}])).records;
	expect(one).toEqual(other);
	expect(one).not.toBe(other);
});

test('a list that fails is requested once and fails for every item', async () => {
	const input = Array.from({ length: 50 }, () => ({}));
	const failed = await search({ value: 'ada' }, input, [404, {}], 'continueRegularOutput');
	expect(failed.records).toHaveLength(50);
	for (const { error } of failed.records) expect(error).toMatchObject({ statusCode: 404 });
	expect(failed.paths).toHaveLength(1);
});

describe('an incomplete list', () => {
	const part: Reply = [200, { data: accounts, total: 1_234 }];

	test('is an error: a record that exists could be missed', async () => {
		const { error } = await search({ value: 'ada' }, [{}], part);
		expect(error?.message).toMatch(/1234 records, but only 3 were returned/);
	});

	test('with Pagination Off is searched, with a hint', async () => {
		const options = { paging: { settings: { pagination: 'off' } } };
		const { records: found, hints } = await search({ value: 'Ada', options }, [{}], part);
		expect(found).toHaveLength(2);
		expect(hints).toEqual([
			"Only the first 3 accounts were searched, because 'Mode' of 'Pagination' is Off and there are more.",
		]);
	});
});

test.each([
	[{ field: ' ' }, "'Field' is empty"],
	[{ value: '' }, "'Value' is empty"],
	[{ value: '  ' }, "'Value' is empty"],
	[{ value: '={{ null }}' }, "'Value' is empty"],
	[{ value: '={{ undefined }}' }, "'Value' is empty"],
	[{ value: '={{ [1] }}' }, "'Value' must be text or a number"],
	[{ field: 'nome' }, "No account has a field 'nome'"],
	[{ match: 'like' }, "'Match' can't be 'like'"],
	[{ returnAll: 'some' }, "'Return All' can't be 'some'"],
	[{ options: { ifNotFound: 'fail' } }, "'If Not Found' can't be 'fail'"],
])('%j is refused', async (parameters, message) => {
	const { error } = await search({ field: 'name', value: 'x', ...parameters });
	expect(error?.message).toBe(message);
	expect(error?.description).not.toBe('');
});

test('a value of 0 or false is searched for', async () => {
	const reply: Reply = [200, [{ id: 0 }, { id: 1 }, ...records(1, 2)]];
	const found = await search({ field: 'id', value: '={{ 0 }}' }, [{}], reply);
	expect(found.records).toEqual([{ id: 0 }]);
});

test('Limit is how many an item may find, with a hint', async () => {
	const limited = { match: 'contains', value: 'a', returnAll: '={{ "false" }}', limit: 1 };
	const { records: found, hints } = await search(limited, [{}, {}]);
	expect(found.map(({ id }) => id)).toEqual([1, 1]);
	expect(hints).toEqual([
		"More accounts match than 'Limit' allows. Raise it, or turn on 'Return All'.",
	]);
	expect((await search({ ...limited, limit: 2 })).hints).toEqual([]);
});

describe('as a tool', () => {
	const type = new Aurora();
	type.description = { ...type.description, name: 'auroraTool' };
	const asTool = async (more: IDataObject) => {
		const parameters = { resource: 'account', operation: 'search', ...more };
		return await outcomeOf({ type, parameters }, [200, accounts]);
	};

	test('hints are part of the output', async () => {
		const { output } = await asTool({ value: 'Nobody' });
		expect(output).toEqual([{ json: { hint: 'No account was found' }, pairedItem: { item: 0 } }]);
		const { records: found } = await asTool({ value: 'Ada', returnAll: false, limit: 1 });
		expect(found).toEqual([
			accounts[0],
			{ hint: "More accounts match than 'Limit' allows. Raise it, or turn on 'Return All'." },
		]);
		expect((await asTool({ value: 'Bob' })).records).toEqual([accounts[1]]);
	});

	test('an error says what to do in its message', async () => {
		const { error } = await asTool({ value: 'Ada', field: 'nome' });
		expect(error?.message).toBe(`No account has a field 'nome'. ${error?.description}`);
	});
});

describe('nothing found', () => {
	const wanted = [
		{ name: 'Ada', n: 1 },
		{ name: 'Nobody', n: 2 },
	];
	const byName = async (ifNotFound: string, onError?: NodeSetup['onError']) =>
		await search(
			{ value: '={{ $json.name }}', options: { ifNotFound } },
			wanted,
			undefined,
			onError,
		);

	test('is no item, and a hint says so', async () => {
		const { output, hints } = await byName('nothing');
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
		expect(hints).toEqual(['1 of 2 input items: No account was found']);
		expect((await search({ value: 'x' })).hints).toEqual(['No account was found']);
	});

	test('is the input item, if wanted', async () => {
		const { output } = await byName('input');
		expect(output[2]).toEqual({ json: wanted[1], pairedItem: { item: 1 } });
	});

	test('is an error, if wanted', async () => {
		const { records: found } = await byName('Error', 'continueRegularOutput');
		expect(found[2]).toMatchObject({
			error: { message: 'No account was found', retryable: false },
		});
	});
});
