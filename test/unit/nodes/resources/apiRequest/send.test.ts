// API Request → Send, as n8n runs it.
import type { IDataObject } from 'n8n-workflow';

import type { Reply } from '../../../support/auroraLive';
import { credentialFields, withStoredToken } from '../../../support/credentialStore';
import { outcomeOf } from '../../../support/execution';
import { records } from '../../../support/fakeClient';

const send = async (parameters: IDataObject, reply: Reply = [200, {}], input?: IDataObject[]) =>
	await outcomeOf(
		{
			parameters: { resource: 'apiRequest', operation: 'send', ...parameters },
			input,
			credentials: withStoredToken(credentialFields(), 'canary-1'),
		},
		reply,
	);

test('without any setting it reads the accounts', async () => {
	const { received, output } = await send({}, [200, records(2)]);
	expect(received).toMatchObject([{ method: 'GET', path: '/Accounts', body: '' }]);
	expect(output).toEqual([
		{ json: { id: 1 }, pairedItem: { item: 0 } },
		{ json: { id: 2 }, pairedItem: { item: 0 } },
	]);
});

test('a method by an expression may be in small letters, with spaces; others are refused', async () => {
	expect((await send({ method: '={{ " post" }}' })).received[0].method).toBe('POST');
	const { error, received } = await send({ method: 'TRACE' });
	expect(error?.message).toBe("'Method' can't be 'TRACE'");
	expect(received).toEqual([]);
});

test.each([
	[{ contentType: 'xml' }, "'Body Content Type' can't be 'xml'"],
	[{ specifyBody: 'foo' }, "'Specify Body' can't be 'foo'"],
	[{ options: { fullResponse: 'yes' } }, "'Full Response' can't be 'yes'"],
])('%j is refused before anything is sent', async (parameters, message) => {
	const { error, received } = await send({ method: 'POST', body: '{}', ...parameters });
	expect(error?.message).toBe(message);
	expect(received).toEqual([]);
});

// More requests: test/unit/fuzz/requests.test.ts.
describe('Body', () => {
	const bodyFields = {
		field: [
			{ name: 'name', value: 'Zoë & Co' },
			{ name: 'size', value: '={{ 5 }}' },
			{ name: 'tags', value: '={{ ["a"] }}' },
			{ name: 'none', value: '={{ undefined }}' },
		],
	};
	const [JSON_TYPE, FORM] = ['application/json', 'application/x-www-form-urlencoded'];
	const header = [{ name: 'content-type', value: 'application/merge-patch+json' }];
	const exact = '{ "n": 9007199254740993, "x": 1.10, "n": 2 }';
	test.each<[IDataObject, string | undefined, string]>([
		[{ body: ` ${exact}\n` }, JSON_TYPE, exact],
		[{ body: '={{ $json }}' }, JSON_TYPE, '{"from":"item"}'],
		[{ body: '={{ JSON.stringify($json) }}' }, JSON_TYPE, '{"from":"item"}'],
		[{ body: ' ' }, undefined, ''],
		[{ body: '={{ null }}' }, undefined, ''],
		[
			{ specifyBody: 'keypair', bodyFields },
			JSON_TYPE,
			'{"name":"Zoë & Co","size":5,"tags":["a"]}',
		],
		[
			{ contentType: 'form-urlencoded', specifyBody: 'keypair', bodyFields },
			FORM,
			'name=Zo%C3%AB+%26+Co&size=5&tags=%5B%22a%22%5D&none=',
		],
		[
			{ contentType: 'form-urlencoded', body: '{ "a": [1, "b"], "n": 9007199254740993, "o": {} }' },
			FORM,
			'a=1&a=b&n=9007199254740993&o=%7B%7D',
		],
		[{ contentType: 'raw', rawBody: ' {"a":\n' }, 'text/plain; charset=utf-8', ' {"a":\n'],
		[{ contentType: 'raw', rawBody: '=<a>{{ 5 }}</a>' }, 'text/plain; charset=utf-8', '<a>5</a>'],
		[{ body: '{"a":null}', headers: { header } }, 'application/merge-patch+json', '{"a":null}'],
		[{ method: '={{ "get" }}', body: '{"a":1}' }, undefined, ''],
	])('of %j is sent as %s', async (parameters, type, body) => {
		const all = { method: 'POST', ...parameters };
		const [sent] = (await send(all, [200, {}], [{ from: 'item' }])).received;
		expect(sent.body).toBe(body);
		if (type || all.method !== 'POST') expect(sent.headers['content-type']).toBe(type);
		else expect(sent.headers['content-type']).not.toBe(JSON_TYPE);
	});

	test.each<[string, IDataObject]>([
		['is not valid JSON', { body: '[1e400]' }],
		['is not valid JSON', { body: '={{ { a: [0 / 0] } }}' }],
		['is not valid JSON', { body: '[1]', contentType: 'form-urlencoded' }],
		['contains an incomplete character', { body: '"\ud83d"' }],
	])('%s: %j is refused before any request', async (message, parameters) => {
		const { error, received } = await send({ method: 'PUT', ...parameters });
		expect(error?.message).toBe(`'Body' ${message}`);
		expect(received).toEqual([]);
	});
});

describe('beside the body', () => {
	test('Query Parameters and Headers go along, also as options; the token stays the credential’s', async () => {
		const { received } = await send({
			path: '/Things?status=new&x=1',
			queryParameters: { parameter: [{ name: 'status', value: 'on hold' }] },
			headers: {
				header: [
					{ name: 'X-Tenant', value: 'north' },
					{ name: 'Authentication', value: 'Bearer mine' },
					{ name: 'AUTHORIZATION', value: 'Bearer mine' },
				],
			},
			options: {
				queryParameters: {
					parameter: [
						{ name: 'status', value: 'old' },
						{ name: 'y', value: '2' },
					],
				},
				headers: {
					header: [
						{ name: 'x-tenant', value: 'south' },
						{ name: 'X-Other', value: '={{ 1 }}' },
					],
				},
			},
		});
		expect(received[0].path).toBe('/Things?x=1&y=2&status=on%20hold');
		expect(received[0].headers).toMatchObject({
			'x-tenant': 'north',
			'x-other': '1',
			authentication: 'Bearer canary-1',
			authorization: 'Bearer canary-1',
		});
	});

	test('Max Retries is how often it is repeated', async () => {
		expect((await send({ options: { maxRetries: 0 } }, [503, {}])).paths).toHaveLength(1);
	});
});

test.each([
	['GET', 'https://evil.example/x', 'must stay within the Aurora API'],
	['GET', '={{ undefined }}', 'is empty'],
	['DELETE', '/Accounts/?a=1', 'has an empty part'],
	['PUT', '=/Accounts/{{ "" }}/Contacts', 'has an empty part'],
	['PATCH', '/Accounts(null)/Contacts', "contains 'null'"],
])('%s %s %s, and is refused before any request', async (method, path, message) => {
	const { error, received } = await send({ method, path });
	expect(error?.message).toBe(`'Path' ${message}`);
	expect(received).toEqual([]);
});

test.each([
	['DELETE', '/Accounts/7?a=null&b='],
	['GET', '/Accounts/'],
])('%s %s is sent', async (method, path) => {
	expect((await send({ method, path })).paths).toEqual([path]);
});

test.each([
	[404, 'GET', "Check 'Method' and 'Path'."],
	[400, 'GET', "Check 'Path', 'Query Parameters' and 'Headers'."],
	[422, 'POST', "Check 'Path', 'Query Parameters', 'Headers' and 'Body'."],
])('status %i names the request, and what to check: %s', async (status, method, check) => {
	const { error } = await send({ method, path: '/Invoicess?x=1' }, [status, { message: 'No.' }]);
	const request = `${method} https://api.client.integration.aurora.co.uk/Invoicess`;
	expect(error).toMatchObject({
		httpCode: String(status),
		description: `The request was ${request}. ${check} Aurora says: No.`,
	});
});

describe('a web page', () => {
	const page: Reply = [200, '<html>Sign in</html>', { 'Content-Type': 'text/html' }];

	test.each([
		['GET', /^Aurora responded with a web page\..* website\.$/],
		['POST', /^Aurora responded with a web page\..* may have been carried out: look in Aurora/],
	])('comes out after %s, with a hint', async (method, says) => {
		const { output, hints } = await send({ method }, page);
		expect(output).toMatchObject([{ json: { data: '<html>Sign in</html>' } }]);
		expect(hints).toEqual([expect.stringMatching(says)]);
	});

	test('that was asked for comes without one', async () => {
		const headers = { header: [{ name: 'accept', value: 'text/html' }] };
		expect((await send({ headers }, page)).hints).toEqual([]);
	});
});

test.each(['POST', 'PATCH'])(
	'a cut response after %s is no reason to try again',
	async (method) => {
		const cut: Reply = [201, '{"id":', { 'Content-Type': 'application/json' }];
		const { error } = await send({ method, path: '/Orders/1', body: '{}' }, cut);
		expect(error?.description).toContain('may have been carried out: look in Aurora before');
		expect(error?.description).not.toMatch(/try again/i);
	},
);

test('Full Response is one item with status, headers and body, by an expression too', async () => {
	const options = { fullResponse: '={{ true }}' };
	const headers = { 'content-type': 'application/json', 'content-length': '700', etag: '"7"' };
	const { output } = await send({ method: 'HEAD', options }, [200, '', headers]);
	expect(output).toMatchObject([{ json: { statusCode: 200, headers, body: '' } }]);
	const [{ json }] = (await send({ options }, [200, [1, { a: 2 }]])).output;
	expect(json).toMatchObject({ statusCode: 200, body: [1, { a: 2 }] });
});
