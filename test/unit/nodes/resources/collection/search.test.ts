// Account → Search, as n8n runs it.
import type { IDataObject } from 'n8n-workflow';

import { liveApi, type Reply } from '../../../support/auroraLive';
import { prepareExecution } from '../../../support/execution';
import { records } from '../../../support/fakeClient';

const accounts = [
	{ id: 1, name: 'Ada', owner: { email: 'ada@example.com' } },
	{ id: 2, name: 'Bob', owner: { email: 'bob@example.com' } },
	{ id: 3, name: 'Ada', owner: { email: 'ada@example.org' } },
];

async function search(
	parameters: IDataObject,
	input: IDataObject[] = [{}],
	reply: Reply = [200, accounts],
) {
	const received = liveApi(() => reply);
	const execution = prepareExecution({
		parameters: { resource: 'account', operation: 'search', ...parameters },
		input,
	});
	const ended = await execution.run().then(
		(output) => ({ output, error: undefined }),
		(error: Error & { description: string }) => ({ output: [], error }),
	);
	return { ...ended, paths: received.map(({ path }) => path), hints: execution.hints() };
}

test('finds by name, exactly, unless told otherwise', async () => {
	const { output, paths } = await search({ value: 'ada' });
	expect(output).toEqual([
		{ json: accounts[0], pairedItem: { item: 0 } },
		{ json: accounts[2], pairedItem: { item: 0 } },
	]);
	expect(paths).toEqual(['/Accounts?orderBy=id%20asc']);
});

test.each([
	['equals', 'owner.email', 'bob@example.com', [2]],
	['contains', 'owner.email', 'example', [1, 2, 3]],
	['startsWith', 'owner.email', 'ADA@', [1, 3]],
	['equals', 'id', 2, [2]],
	['equals', 'name', 'nobody', []],
])('%s %s %s', async (match, field, value, ids) => {
	const { output } = await search({ match, field, value });
	expect(output.map(({ json }) => json.id)).toEqual(ids);
});

test('1,000 lookups are one listing', async () => {
	const input = Array.from({ length: 1_000 }, (_, at) => ({ wanted: 1 + (at % 3) }));
	const { output, paths } = await search({ field: 'id', value: '={{ $json.wanted }}' }, input);
	expect(paths).toHaveLength(1);
	expect(output.map(({ json }) => json.id)).toEqual(input.map(({ wanted }) => wanted));
	expect(output.map(({ pairedItem }) => pairedItem)).toEqual(input.map((_, item) => ({ item })));
});

test('items that ask for another listing get another', async () => {
	const options = {
		queryParameters: { parameter: [{ name: 'region', value: '={{ $json.region }}' }] },
	};
	const { paths } = await search({ value: 'ada', options }, [
		{ region: 'north' },
		{ region: 'south' },
		{ region: 'north' },
	]);
	expect(paths).toHaveLength(2);
});

test('what an item finds is its own: changing it changes no other', async () => {
	const { output } = await search({ value: 'Bob' }, [{}, {}]);
	expect(output[0].json).toEqual(output[1].json);
	expect(output[0].json).not.toBe(output[1].json);
});

test('a listing that fails is asked for once and fails for every item', async () => {
	const received = liveApi(() => [400, {}]);
	const execution = prepareExecution({
		parameters: { resource: 'account', operation: 'search', value: 'ada' },
		input: Array.from({ length: 50 }, () => ({})),
		onError: 'continueRegularOutput',
	});
	const output = await execution.run();
	expect(output).toHaveLength(50);
	expect(output.every(({ json }) => /status 400/.test(String(json.error)))).toBe(true);
	expect(received).toHaveLength(1);
});

test('a listing that is incomplete is an error: an account that exists could be missed', async () => {
	const { error } = await search(
		{ value: 'ada' },
		[{}],
		[200, { data: records(20), total: 1_234 }],
	);
	expect(error?.message).toMatch(/1234 records, but it gives 20/);
});

test('with Pagination off, a hint says that only a part was searched', async () => {
	const { hints } = await search(
		{ value: 'Ada', options: { pagination: 'off' } },
		[{}],
		[200, { data: accounts, total: 1_234 }],
	);
	expect(hints).toEqual([
		"Only the first 3 accounts were searched, because 'Pagination' is Off and there are more.",
	]);
});

test.each([
	[{ field: ' ', value: 'x' }, "'Field' is empty"],
	[{ field: 'name', value: '' }, "'Value' is empty"],
	[{ field: 'name', value: '  ' }, "'Value' is empty"],
	[{ field: 'nome', value: 'x' }, "No account has a field 'nome'"],
	[{ field: 'name', value: 'x', match: 'like' }, "'Match' can't be 'like'"],
])('%j is refused', async (parameters, message) => {
	const { error } = await search(parameters);
	expect(error?.message).toBe(message);
	expect(error?.description).not.toBe('');
});

test('a value that is no text is refused', async () => {
	const { error } = await search({ field: 'name', value: '={{ $json.wanted }}' }, [
		{ wanted: { a: 1 } },
	]);
	expect(error?.message).toMatch(/^'Value'/);
});
