// Account → Get, as n8n runs it.
import type { IDataObject } from 'n8n-workflow';

import type { Reply } from '../../../support/auroraLive';
import { outcomeOf } from '../../../support/execution';

const locator = (value: unknown, mode = 'id') => ({
	accountId: { __rl: true, mode, value } as IDataObject,
});

const get = async (reply: Reply, parameters: IDataObject = locator('7')) =>
	await outcomeOf({ parameters: { resource: 'account', operation: 'get', ...parameters } }, reply);

test.each([
	['id', '7', '/Accounts/7'],
	['list', '7', '/Accounts/7'],
	['id', 7, '/Accounts/7'],
	['id', ' 7 ', '/Accounts/7'],
	['id', '../Admin', '/Accounts/..%2FAdmin'],
])('chosen by %s, %j is requested at %s', async (mode, value, path) => {
	expect((await get([200, { id: 7 }], locator(value, mode))).paths).toEqual([path]);
});

test('Query Parameters are added', async () => {
	const options = { queryParameters: { parameter: [{ name: 'expand', value: 'owner' }] } };
	const { paths } = await get([200, { id: 7 }], { ...locator('7'), options });
	expect(paths).toEqual(['/Accounts/7?expand=owner']);
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
	['without a known name', { site: ada }, { site: ada }],
])('the account is found: %s', async (_, body, account) => {
	expect((await get([200, body as object])).records).toEqual([account]);
});

test('the name of the collection counts before others', async () => {
	const body = { data: { page: 1 }, account: ada };
	expect((await get([200, body])).records).toEqual([ada]);
});

test.each([
	['nothing', [204]],
	['an empty body', [200, '']],
	['an empty object', [200, {}]],
	['an empty list', [200, []]],
	['several', [200, [{ id: 1 }, { id: 2 }]]],
	['a plain value', [200, '5']],
] as Array<[string, Reply]>)('%s is no account', async (_, reply) => {
	const { error } = await get(reply);
	expect(error).toMatchObject({ httpCode: String((reply as [number])[0]) });
	expect(error?.message).toBe('Aurora responded without an account');
	expect(error?.description).toContain('Use Search or Get Many instead');
});

test('an account that does not exist is named, with what the API says and no other advice', async () => {
	const { error } = await get([404, { message: 'gone' }]);
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

test.each([
	['', "'Account' is empty"],
	['..', "'Account' can't be '..'"],
])('the id %j is refused before any request', async (id, message) => {
	const { error, paths } = await get([200, {}], locator(id));
	expect(error?.message).toBe(message);
	expect(paths).toEqual([]);
});

test.each([
	['a web page', [200, '<html></html>', { 'Content-Type': 'text/html' }], /web page/],
	['broken JSON', [200, '{"id":7,'], /could not be parsed as JSON/],
] as Array<[string, Reply, RegExp]>)('%s is an error', async (_, reply, says) => {
	expect((await get(reply)).error?.message).toMatch(says);
});
