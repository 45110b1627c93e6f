// Account → Get Many, as n8n runs it.
import type { IDataObject } from 'n8n-workflow';

import { liveApi, type Reply } from '../../../support/auroraLive';
import { prepareExecution } from '../../../support/execution';
import { records } from '../../../support/fakeClient';

async function getMany(parameters: IDataObject, reply: (path: string) => Reply, input = [{}]) {
	const received = liveApi(({ path }) => reply(path));
	const execution = prepareExecution({
		parameters: { resource: 'account', operation: 'getAll', ...parameters },
		input,
	});
	const ended = await execution.run().then(
		(output) => ({ ids: output.map(({ json }) => json.id), error: undefined }),
		(error: Error & { description: string }) => ({ ids: [], error }),
	);
	return { ...ended, paths: received.map(({ path }) => path), hints: execution.hints() };
}

const ids = (count: number) => records(count).map(({ id }) => id);
const skipIn = (path: string) => Number(new URLSearchParams(path.split('?')[1]).get('skip') ?? 0);
const linked =
	(total: number) =>
	(path: string): Reply => {
		const skip = skipIn(path);
		const link = `</Accounts?skip=${skip + 100}>; rel="next"`;
		const headers = skip + 100 < total ? { Link: link } : undefined;
		return [200, records(Math.max(0, Math.min(100, total - skip)), skip + 1), headers];
	};

test('without any setting: the documented request, and up to 50 accounts', async () => {
	expect(await getMany({}, () => [200, records(51)])).toEqual({
		ids: ids(50),
		error: undefined,
		paths: ['/Accounts?orderBy=id%20asc'],
		hints: [
			"50 accounts returned, but there are more. Turn on 'Return All', or raise 'Limit', to get the others.",
		],
	});
});

test.each([0, 1, 100, 1_234])('Return All: %i accounts', async (total) => {
	const { ids: got, hints } = await getMany({ returnAll: true }, linked(total));
	expect(got).toEqual(ids(total));
	expect(hints).toEqual([]);
});

test('Return All is everything, or an error that says what to set', async () => {
	const { error } = await getMany({ returnAll: true }, () => [
		200,
		{ data: records(100), total: 1_234 },
	]);
	expect(error?.message).toBe('The listing says that there are 1234 records, but it gives 100');
	expect(error?.description).toContain("Set 'Pagination' in the options");
});

test('Limit stops asking as soon as it is reached, and says that there is more', async () => {
	const { ids: got, paths, hints } = await getMany({ limit: 150 }, linked(1_234));
	expect(got).toEqual(ids(150));
	expect(paths).toHaveLength(2);
	expect(hints).toHaveLength(1);
});

test('a hint is given once for all input items', async () => {
	const { hints } = await getMany({ limit: 1 }, () => [200, records(2)], [{}, {}, {}]);
	expect(hints).toHaveLength(1);
});

test('the number of all is told where it is known', async () => {
	const { hints } = await getMany({ limit: 5 }, () => [
		200,
		{ items: records(10), totalCount: 1_234 },
	]);
	expect(hints[0]).toMatch(/^5 accounts returned, but there are 1234\./);
});
test('where it is the pagination that ends the listing, the hint names that option', async () => {
	const part: Reply = [200, { items: records(10), totalCount: 1_234 }];
	const limited = await getMany({ limit: 50 }, () => part);
	expect(limited.hints[0]).toContain("'Pagination'");
	const all = await getMany({ returnAll: true, options: { pagination: 'off' } }, () => part);
	expect(all.hints[0]).toContain("'Pagination'");
	expect(all.hints[0]).not.toContain("Turn on 'Return All'");
});

describe('Limit', () => {
	test.each([0, -1, 1.5, 'many'])('%s is refused', async (limit) => {
		const { error, paths } = await getMany({ limit }, () => [200, []]);
		expect(error?.message).toMatch(/^'Limit' has to be a whole number of 1 or more/);
		expect(paths).toEqual([]);
	});

	test('may be a text, as an expression gives it', async () => {
		expect((await getMany({ limit: '2' }, () => [200, records(3)])).ids).toEqual([1, 2]);
	});
});

describe('Sort', () => {
	const sort = (...by: IDataObject[]) => ({ sort: { by } });

	test('by several fields', async () => {
		const rules = sort({ field: ' name ', direction: 'desc' }, { field: 'id', direction: 'asc' });
		expect((await getMany(rules, () => [200, []])).paths).toEqual([
			'/Accounts?orderBy=name%20desc%2Cid%20asc',
		]);
	});

	test.each([
		['', "'Field' of a sort rule is empty"],
		['name, id', "'Field' of a sort rule can't be 'name, id'"],
		['id desc', "'Field' of a sort rule can't be 'id desc'"],
	])('by %j is refused', async (field, message) => {
		const { error, paths } = await getMany(sort({ field, direction: 'asc' }), () => [200, []]);
		expect(error?.message).toBe(message);
		expect(paths).toEqual([]);
	});
});

test('Query Parameters are added, and one replaces the order', async () => {
	const queryParameters = { parameter: [{ name: 'status', value: 'on hold' }] };
	const replaced = { parameter: [{ name: 'orderBy', value: 'name desc' }] };
	expect((await getMany({ options: { queryParameters } }, () => [200, []])).paths).toEqual([
		'/Accounts?orderBy=id%20asc&status=on%20hold',
	]);
	expect(
		(await getMany({ options: { queryParameters: replaced } }, () => [200, []])).paths,
	).toEqual(['/Accounts?orderBy=name%20desc']);
});

const offsets = async (options: IDataObject) =>
	await getMany({ returnAll: true, options: { pagination: 'offset', ...options } }, (path) => [
		200,
		{ page: { rows: records(skipIn(path) < 4 ? 2 : 1, skipIn(path) + 1) }, tags: [] },
	]);

test('Items Property and Pagination are those of the options', async () => {
	const { ids: got, paths } = await offsets({ itemsProperty: 'page.rows' });
	expect(got).toEqual(ids(5));
	expect(paths).toEqual(
		[0, 2, 4].map((skip) => `/Accounts?orderBy=id%20asc&skip=${skip}&pageSize=100`),
	);
});

test('so are the names and the size', async () => {
	const names = { offsetParameter: '$skip', pageSizeParameter: '$top', pageSize: 2 };
	const { paths } = await offsets({ itemsProperty: 'page.rows', ...names });
	expect(paths[0]).toBe('/Accounts?orderBy=id%20asc&%24skip=0&%24top=2');
});

test('each input item has its own settings', async () => {
	const { ids: got, paths } = await getMany(
		{ limit: '={{ $json.limit }}', sort: { by: [{ field: '={{ $json.by }}', direction: 'asc' }] } },
		() => [200, records(5)],
		[
			{ limit: 1, by: 'a' },
			{ limit: 3, by: 'b' },
		],
	);
	expect(got).toEqual([1, 1, 2, 3]);
	expect(paths).toEqual(['/Accounts?orderBy=a%20asc', '/Accounts?orderBy=b%20asc']);
});

test('an answer that is no listing is an error', async () => {
	const { error } = await getMany({}, () => [
		200,
		'<!doctype html>',
		{ 'Content-Type': 'text/html' },
	]);
	expect(error?.message).toBe('Aurora answered with a web page instead of data');
});
