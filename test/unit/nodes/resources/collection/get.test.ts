// Account → Get, as n8n runs it.
import type { IDataObject } from 'n8n-workflow';

import type { Received, Reply } from '../../../support/auroraLive';
import { outcomeOf } from '../../../support/execution';

const locator = (value: unknown, mode = 'id') => ({
	accountId: { __rl: true, mode, value } as IDataObject,
});

const get = async (
	reply: Reply | ((request: Received) => Reply),
	parameters: IDataObject = locator('7'),
	input?: IDataObject[],
) => {
	const all = { resource: 'account', operation: 'get', ...parameters };
	return await outcomeOf({ parameters: all, input }, reply);
};

const LIST = '/Accounts?orderBy=id%20asc';

/** Replies to requests for single accounts, and for the list. */
const replies = (single: Reply, list: Reply) => (request: Received) =>
	request.path === LIST ? list : single;

test.each([
	['id', '7', '/Accounts/7'],
	['list', '7', '/Accounts/7'],
	['id', 7, '/Accounts/7'],
	['id', ' 7 ', '/Accounts/7'],
	['id', '../Admin', '/Accounts/..%2FAdmin'],
])('chosen by %s, %j is requested at %s', async (mode, value, path) => {
	const { paths } = await get([200, { id: String(value).trim() }], locator(value, mode));
	expect(paths).toEqual([path]);
});

const ada = { id: 7, name: 'Ada' };
const withData = { id: 7, data: { colour: 'red' } };

test.each<[string, unknown, unknown]>([
	['alone', ada, ada],
	...['data', 'item', 'result', 'value', 'record', 'account'].map(
		(name): [string, unknown, unknown] => [`in ${name}`, { [name]: ada, links: {} }, ada],
	),
	['as the only entry of a list', [ada], ada],
	['alone, with a field that is named data', withData, withData],
	['without a known name', { site: ada, count: 1 }, ada],
	['further in', { data: [{ account: ada }] }, ada],
])('the account is found: %s', async (_, body, account) => {
	expect((await get([200, body as object])).records).toEqual([account]);
});

test.each([
	{ name: 'Ada', site: { id: 8 } },
	...[[1, 2], [{ a: 1 }], { a: 1 }, []].map((values) => ({ name: 'Ada', values })),
])(
	'%j, without an ID, is what its address gives, where none in the list has one',
	async (single) => {
		expect((await get(replies([200, single], [200, [single]]))).records).toEqual([single]);
	},
);

test('the name of the collection counts before others', async () => {
	const body = { data: { page: 1 }, account: ada };
	expect((await get([200, body])).records).toEqual([ada]);
});

describe.each([
	['nothing', [204]],
	['an empty body', [200, '']],
	['an empty object', [200, {}]],
	['an empty list', [200, []]],
	['several', [200, [{ id: 7 }, { id: 2 }]]],
	['another account', [200, { id: 70 }]],
	['a plain value', [200, '5']],
	['null', [200, { data: null }]],
	['an error in a 200', [200, { success: false }]],
	['words alone', [200, { message: 'Account not found' }]],
	['an empty envelope', [200, { items: [], total: 0 }]],
	['a problem', [200, { title: 'Not Found', status: 404 }]],
	...[400, 404, 405, 501].map((status) => [`status ${status}`, [status, {}]]),
] as Array<[string, Reply]>)('where the address of an account gives %s', (_, single) => {
	test('the account comes from the list, which is read once for all items', async () => {
		const parameters = locator('={{ $json.id }}');
		const list: Reply = [200, { items: [{ id: 6 }, ada], total: 2 }];
		const input = [{ id: 7 }, { id: 6 }, { id: 7 }];
		const { records, paths } = await get(replies(single, list), parameters, input);
		expect(records).toEqual([ada, { id: 6 }, ada]);
		expect(paths).toEqual(['/Accounts/7', LIST]);
	});

	test('an account that is not in the list does not exist', async () => {
		const { error } = await get(replies(single, [200, { items: [{ id: 6 }], total: 1 }]));
		expect(error?.message).toBe("There is no account with the ID '7'");
		expect(error).toMatchObject({ httpCode: '404' });
	});

	test('it is an error where the list can not be read', async () => {
		const { error, records } = await get(replies(single, [200, 'no list']));
		expect(records).toEqual([]);
		expect(error?.message).not.toBe('');
	});
});

test('where the address of an account has given one, its 404 is proof enough', async () => {
	const known = ({ path }: Received): Reply => (path === '/Accounts/7' ? [200, ada] : [404, {}]);
	const { error, paths } = await get(known, locator('={{ $json.id }}'), [{ id: 7 }, { id: 9 }]);
	expect(error?.message).toBe("There is no account with the ID '9'");
	expect(paths).toEqual(['/Accounts/7', '/Accounts/9']);
});

test('several items that want one account are one request, and do not share it', async () => {
	const { records, paths } = await get([200, ada], locator('7'), [{}, {}, {}]);
	expect(records).toEqual([ada, ada, ada]);
	expect(paths).toEqual(['/Accounts/7']);
});

test('an account that does not exist is named, with what the API says and no other advice', async () => {
	const { error } = await get(replies([404, { message: 'gone' }], [200, []]));
	expect(error?.message).toBe("There is no account with the ID '7'");
	expect(error).toMatchObject({
		httpCode: '404',
		description:
			"Check the ID in 'Account', and that 'Environment' in the credential is the one that holds the account. Aurora says: gone",
	});
});

test('another status is told as it is', async () => {
	expect((await get([403, {}])).error?.message).toMatch(/status 403/);
});

test('an ID that no record can have is refused before any request', async () => {
	const { error, paths } = await get([200, {}], locator(''));
	expect(error?.message).toBe("'Account' is empty");
	expect(paths).toEqual([]);
});

test.each([
	['a web page', [200, '<html></html>', { 'Content-Type': 'text/html' }], /web page/],
	['broken JSON', [200, '{"id":7,'], /could not be parsed as JSON/],
] as Array<[string, Reply, RegExp]>)('%s is an error', async (_, reply, says) => {
	expect((await get(reply)).error?.message).toMatch(says);
});
