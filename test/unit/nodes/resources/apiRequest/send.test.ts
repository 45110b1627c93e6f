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

test.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])('%s', async (method) => {
	const { received } = await send({ method, path: '/Things/7?a=b c', body: '{"x":1}' });
	expect(received).toMatchObject([
		{
			method,
			path: '/Things/7?a=b%20c',
			headers: { authorization: 'Bearer canary-1' },
			body: ['GET', 'HEAD'].includes(method) ? '' : '{"x":1}',
		},
	]);
});

test('a method by an expression may be in small letters, with spaces; others are refused', async () => {
	expect((await send({ method: '={{ " post" }}' })).received[0].method).toBe('POST');
	const { error, received } = await send({ method: 'TRACE' });
	expect(error?.message).toBe("'Method' can't be 'TRACE'");
	expect(received).toEqual([]);
});

describe('Body', () => {
	test.each([
		['{"a":[1,null]}', '{"a":[1,null]}'],
		['[1,2]', '[1,2]'],
		['[]', '[]'],
		['"text"', '"text"'],
		['={{ $json }}', '{"from":"item"}'],
		['={{ JSON.stringify($json) }}', '{"from":"item"}'],
	])('%s is sent as JSON', async (body, sent) => {
		const { received } = await send({ method: 'POST', body }, [200, {}], [{ from: 'item' }]);
		expect(received[0].body).toBe(sent);
		expect(received[0].headers['content-type']).toBe('application/json');
	});

	test.each(['{}', '', ' ', '={{ {} }}', '={{ undefined }}'])('%j sends none', async (body) => {
		const { received } = await send({ method: 'POST', body });
		expect(received[0].body).toBe('');
		expect(received[0].headers['content-type']).not.toBe('application/json');
	});

	test('is left out where the method, by an expression, has none', async () => {
		const { received } = await send({ method: '={{ "get" }}', body: '{"a":1}' });
		expect(received[0].method).toBe('GET');
		expect(received[0].headers).not.toHaveProperty('content-type');
	});

	test.each(['{"a":', "{'a':1}", 'a=1'])('%s is refused: it is not JSON', async (body) => {
		const { error, received } = await send({ method: 'PUT', body });
		expect(error?.message).toBe("'Body' is not valid JSON");
		expect(received).toEqual([]);
	});
});

describe('options', () => {
	test('Query Parameters and Headers go along; the token stays the credential’s', async () => {
		const { received } = await send({
			path: '/Things?status=new&x=1',
			options: {
				queryParameters: { parameter: [{ name: 'status', value: 'on hold' }] },
				headers: {
					header: [
						{ name: 'X-Tenant', value: 'north' },
						{ name: 'Authentication', value: 'Bearer mine' },
						{ name: 'AUTHORIZATION', value: 'Bearer mine' },
					],
				},
			},
		});
		expect(received[0].path).toBe('/Things?x=1&status=on%20hold');
		expect(received[0].headers).toMatchObject({
			'x-tenant': 'north',
			authentication: 'Bearer canary-1',
			authorization: 'Bearer canary-1',
		});
	});

	test('a header can not smuggle in another', async () => {
		const header = [{ name: 'X-Tenant', value: 'a\r\nX-Evil: 1' }];
		const { error, received } = await send({ options: { headers: { header } } });
		expect(error?.message).toBe("The header 'X-Tenant' can't be sent");
		expect(received).toEqual([]);
	});

	test('Max Retries is how often it is repeated', async () => {
		expect((await send({ options: { maxRetries: 0 } }, [503, {}])).paths).toHaveLength(1);
	});
});

test.each([
	['https://evil.example/x', "'Path' must stay within the Aurora API"],
	['/Accounts/%2e%2e/Admin', "'Path' must not contain '.' or '..' parts"],
	['', "'Path' is empty"],
	['={{ undefined }}', "'Path' is empty"],
])('the path %j is refused before any request', async (path, message) => {
	const { error, received } = await send({ path });
	expect(error?.message).toBe(message);
	expect(received).toEqual([]);
});

test('a file becomes binary data that n8n can hand on', async () => {
	const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x00, 0xff]);
	const { output } = await send({ path: '/Logo' }, [
		200,
		bytes,
		{ 'Content-Type': 'image/png', 'Content-Disposition': 'attachment; filename="logo.png"' },
	]);
	expect(output).toMatchObject([
		{
			json: { contentType: 'image/png', bytes: 6 },
			binary: { data: { fileName: 'logo.png', fileExtension: 'png', mimeType: 'image/png' } },
			pairedItem: { item: 0 },
		},
	]);
	expect(Buffer.from(output[0].binary!.data.data, 'base64')).toEqual(bytes);
});

test.each([
	[{ options: { pagination: 'off' } }, "'Pagination' is Off"],
	[{ method: 'POST' }, 'further pages are only requested with GET'],
])('with %j, a hint says that there is more', async (parameters, reason) => {
	const part: Reply = [200, { items: records(2), totalCount: 1_234 }];
	const { hints, output } = await send(parameters, part);
	expect(output).toHaveLength(2);
	expect(hints).toEqual([`Only 2 records returned, because ${reason}, and there are more.`]);
});

test('each input item has its own request', async () => {
	const { received } = await send(
		{ method: 'POST', path: '=/Things/{{ $json.id }}', body: '={{ { name: $json.name } }}' },
		[200, {}],
		[
			{ id: 1, name: 'Ada' },
			{ id: 2, name: 'Bob' },
		],
	);
	expect(received.map(({ path, body }) => [path, body])).toEqual([
		['/Things/1', '{"name":"Ada"}'],
		['/Things/2', '{"name":"Bob"}'],
	]);
});
