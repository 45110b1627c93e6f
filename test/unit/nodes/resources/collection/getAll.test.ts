// Account → Get Many, as n8n runs it.
import type { IDataObject } from 'n8n-workflow';

import type { Received, Reply } from '../../../support/auroraLive';
import { outcomeOf } from '../../../support/execution';
import { records } from '../../../support/fakeClient';

import { pages } from './pages';

async function getMany(
	parameters: IDataObject,
	reply: Reply | ((request: Received) => Reply) = [200, []],
	input?: IDataObject[],
) {
	const all = { resource: 'account', operation: 'getAll', ...parameters };
	const outcome = await outcomeOf({ parameters: all, input }, reply);
	return { ...outcome, ids: outcome.records.map(({ id }) => id) };
}

const ids = (count: number) => records(count).map(({ id }) => id);
const part: Reply = [200, { items: records(10), totalCount: 1_234 }];

test('without any setting: the request on Aurora’s page, and up to 50 accounts', async () => {
	expect(await getMany({}, [200, records(51)])).toMatchObject({
		ids: ids(50),
		paths: ['/Accounts?orderBy=id%20asc'],
		hints: [
			"50 accounts returned, but there are more. Turn on 'Return All', or raise 'Limit', to get the others.",
		],
	});
});

test.each([0, 1_234])('Return All: %i accounts', async (total) => {
	const { ids: got, hints } = await getMany({ returnAll: true }, pages(total));
	expect(got).toEqual(ids(total));
	expect(hints).toEqual([]);
});

test('Return All is everything, or an error that says what to set', async () => {
	const { error } = await getMany({ returnAll: true }, part);
	expect(error?.message).toBe('Aurora says that there are 1234 records, but only 10 were returned');
	expect(error?.description).toContain("Set 'Mode' of 'Pagination' in the options");
});

test('Limit stops reading as soon as it is reached, and says that there is more', async () => {
	const { ids: got, paths, hints } = await getMany({ limit: 150 }, pages(1_234));
	expect(got).toEqual(ids(150));
	expect(paths).toHaveLength(2);
	expect(hints).toHaveLength(1);
});

describe('the hint', () => {
	test.each([
		[1, ''],
		['={{ $json.limit }}', '2 of 3 input items: '],
	])('is given once for all input items: Limit %s', async (limit, whom) => {
		const input = [{ limit: 1 }, { limit: 2 }, { limit: 3 }];
		const { hints } = await getMany({ limit }, [200, records(3)], input);
		expect(hints).toEqual([`${whom}Not all accounts were returned. ${limited}`]);
	});

	const limited = "Turn on 'Return All', or raise 'Limit', to get the others.";
	const paged = "Set 'Mode' of 'Pagination' in the options to get the others.";
	test.each([
		[{ limit: 5 }, `5 accounts returned, but there are 1234. ${limited}`],
		[{ limit: 50 }, `10 accounts returned, but there are 1234. ${paged}`],
		[
			{ returnAll: true, options: { pagination: 'off' } },
			`10 accounts returned, but there are 1234. ${paged}`,
		],
	])('with %j of a list of 1234 is: %s', async (parameters, hint) => {
		expect((await getMany(parameters, part)).hints).toEqual([hint]);
	});
});

test('Return All may be a text, as an expression gives it; others are refused', async () => {
	expect((await getMany({ returnAll: 'true' }, pages(100))).ids).toEqual(ids(100));
	const { error, paths } = await getMany({ returnAll: 'yes' });
	expect(error?.message).toBe("'Return All' can't be 'yes'");
	expect(paths).toEqual([]);
});

test('Limit may be a text, as an expression gives it; others are refused', async () => {
	expect((await getMany({ limit: '2' }, [200, records(3)])).ids).toEqual([1, 2]);
	const { error, paths } = await getMany({ limit: 0 });
	expect(error?.message).toBe("'Limit' must be a whole number of 1 or more");
	expect(paths).toEqual([]);
});

describe('Sort', () => {
	test.each([
		[
			'by several fields',
			[
				{ field: ' name ', direction: 'desc' },
				{ field: 'id', direction: 'asc' },
			],
			'name%20desc%2Cid%20asc',
		],
		['in any case', [{ field: 'name', direction: ' DESC' }], 'name%20desc%2Cid%20asc'],
		['without a direction', [{ field: 'name' }], 'name%20asc%2Cid%20asc'],
		['without a rule', [], 'id%20asc'],
		[
			'by a field of the list',
			[{ field: { __rl: true, mode: 'list', value: 'owner.email' }, direction: 'asc' }],
			'owner.email%20asc%2Cid%20asc',
		],
	])('%s', async (_, by, order) => {
		expect((await getMany({ sort: { by } })).paths).toEqual([`/Accounts?orderBy=${order}`]);
	});

	const sort = { by: [{ field: 'name', direction: 'asc' }] };

	test('is without the rule by ID where the service refuses it', async () => {
		const { ids: got, paths } = await getMany({ sort }, ({ path }) =>
			path.includes('id%20asc') ? [400, {}] : [200, records(3)],
		);
		expect(got).toEqual([1, 2, 3]);
		expect(paths.map((path) => path.split('?')[1])).toEqual([
			'orderBy=name%20asc%2Cid%20asc',
			'orderBy=name%20asc',
		]);
	});

	test.each([403, 404, 405, 410])('stays as it is after %i: it is not why', async (status) => {
		const { error, paths } = await getMany({ sort }, [status, {}]);
		expect(error?.httpCode).toBe(String(status));
		expect(paths).toHaveLength(1);
	});

	test.each([
		['', 'asc', "'Field' of a sort rule is empty"],
		['name,id', 'asc', "'Field' of a sort rule can't be 'name,id'"],
		['id desc', 'asc', "'Field' of a sort rule can't be 'id desc'"],
		['name', 'up', "'Direction' can't be 'up'"],
	])('by %j, %s is refused', async (field, direction, message) => {
		const { error, paths } = await getMany({ sort: { by: [{ field, direction }] } });
		expect(error?.message).toBe(message);
		expect(paths).toEqual([]);
	});
});

test.each([
	['status', 'on hold', 'orderBy=id%20asc&status=on%20hold'],
	['orderBy', 'name desc', 'orderBy=name%20desc'],
])('the query parameter %s is added, or replaces the node’s own', async (name, value, query) => {
	const options = { queryParameters: { parameter: [{ name, value }] } };
	expect((await getMany({ options })).paths).toEqual([`/Accounts?${query}`]);
});

test('Output Fields are what comes out', async () => {
	const options = { outputFields: ['id', 'owner.email'] };
	const account = { id: 1, name: 'Ada', owner: { email: 'a', phone: 'b' } };
	const { records: found } = await getMany({ options }, [200, [account]]);
	expect(found).toEqual([{ id: 1, owner: { email: 'a' } }]);
	const parameters = { operation: 'get', accountId: '1', options };
	expect((await getMany(parameters, [200, account])).records).toEqual(found);
	const search = { operation: 'search', value: 'Ada', options };
	expect((await getMany(search, [200, [account]])).records).toEqual(found);
});

describe('an output field that no record has is named in a hint', () => {
	const accounts = [{ id: 1 }, { id: 2, owner: { email: null }, tags: [{ name: 'x' }] }];
	const hint = (field: string) =>
		`No record has the field '${field}' of 'Output Field Names or IDs'.`;

	test.each([
		[{ returnAll: true }, accounts],
		[{ operation: 'search', field: 'id', value: '2' }, accounts],
		[{ operation: 'get', accountId: '2' }, accounts[1]],
	])('%j', async (parameters, reply) => {
		const outputFields = ['id', 'Id', 'owner.email', 'owner.mail', 'tags.name', 'tags.mame'];
		const { hints } = await getMany({ ...parameters, options: { outputFields } }, [200, reply]);
		expect(hints).toEqual(['Id', 'owner.mail', 'tags.mame'].map(hint));
	});

	test('but not where there is no record, or none is named', async () => {
		expect((await getMany({ options: { outputFields: ['x'] } })).hints).toEqual([]);
		expect((await getMany({}, [200, accounts])).hints).toEqual([]);
	});
});

test('each input item has its own settings', async () => {
	const by = [{ field: '={{ $json.by }}', direction: 'asc' }];
	const input = [
		{ limit: 1, by: 'a' },
		{ limit: 3, by: 'b' },
	];
	const parameters = { limit: '={{ $json.limit }}', sort: { by } };
	const { ids: got, paths } = await getMany(parameters, [200, records(5)], input);
	expect(got).toEqual([1, 1, 2, 3]);
	expect(paths).toEqual([
		'/Accounts?orderBy=a%20asc%2Cid%20asc',
		'/Accounts?orderBy=b%20asc%2Cid%20asc',
	]);
});
