// Account → Get, as n8n runs it.
import type { IDataObject } from 'n8n-workflow';

import { liveApi, type Reply } from '../../../support/auroraLive';
import { execute } from '../../../support/execution';

const byId = (value: unknown, mode = 'id') => ({
	accountId: { __rl: true, mode, value } as IDataObject,
});

async function get(reply: Reply, parameters: IDataObject = byId('7')) {
	const received = liveApi(() => reply);
	const ended = await execute({
		parameters: { resource: 'account', operation: 'get', ...parameters },
	}).then(
		(output) => ({ output: output.map(({ json }) => json), error: undefined }),
		(error: Error & { description: string; httpCode: string }) => ({ output: [], error }),
	);
	return { ...ended, paths: received.map(({ path }) => path) };
}

test.each([
	['id', '7', '/Accounts/7'],
	['list', '7', '/Accounts/7'],
	['id', 7, '/Accounts/7'],
	['id', ' 7 ', '/Accounts/7'],
	['id', 'a/b?c', '/Accounts/a%2Fb%3Fc'],
	['id', '../Admin', '/Accounts/..%2FAdmin'],
])('chosen by %s, %j is asked for at %s', async (mode, value, path) => {
	expect((await get([200, { id: 7 }], byId(value, mode))).paths).toEqual([path]);
});

test('Query Parameters are added', async () => {
	const options = { queryParameters: { parameter: [{ name: 'expand', value: 'owner' }] } };
	expect((await get([200, { id: 7 }], { ...byId('7'), options })).paths).toEqual([
		'/Accounts/7?expand=owner',
	]);
});

describe('the account is found', () => {
	const account = { id: 7, name: 'Ada' };

	test.each([
		['alone', account],
		['in data', { data: account }],
		['in account', { account, links: {} }],
		['as the only entry of a list', [account]],
	])('%s', async (_, body) => {
		expect((await get([200, body])).output).toEqual([account]);
	});

	test('and a field of it named data stays a field', async () => {
		const body = { id: 7, data: { colour: 'red' } };
		expect((await get([200, body])).output).toEqual([body]);
	});
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
	expect(error?.message).toBe('Aurora answered without an account');
	expect(error?.description).toContain('Use Search or Get Many instead');
});

test('an account that does not exist is named', async () => {
	const { error } = await get([404, { message: 'gone' }]);
	expect(error).toMatchObject({
		message: "There is no account with the ID '7'",
		httpCode: '404',
		description: expect.stringMatching(
			/'Environment' in the credential.*Aurora says: gone/,
		) as string,
	});
});

test.each([
	['', "'Account' is empty"],
	['.', "'Account' can't be '.'"],
	['..', "'Account' can't be '..'"],
])('the id %j is refused before any request', async (id, message) => {
	const { error, paths } = await get([200, {}], byId(id));
	expect(error?.message).toBe(message);
	expect(paths).toEqual([]);
});

test('a web page and broken JSON are errors', async () => {
	expect(
		(await get([200, '<html></html>', { 'Content-Type': 'text/html' }])).error?.message,
	).toMatch(/web page/);
	expect((await get([200, '{"id":7,'])).error?.message).toMatch(/not valid JSON/);
});
