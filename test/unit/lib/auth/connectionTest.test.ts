import { authenticateRequest, connectionTest, provideToken } from '../../../../lib/auth';
import { inOneMessage, testApi } from '../../../../lib/auth/connectionTest';
import { AuroraError } from '../../../../lib/http/errors';
import type { HttpRequest } from '../../../../lib/http/sendRequest';
import { API } from '../../support/answers';
import { credentialFields, settingsOf } from '../../support/credentialFields';
import { CredentialHooks, newRequest, send } from '../../support/credentialHooks';
import { httpRequest } from '../../support/n8nHost';
import { wordsOf } from '../../support/refusal';
import { networkError, serveInTurn, tokenAnswer, type Reply } from '../../support/servers';

const headers = { Authorization: 'Bearer canary-token' };
const CHECK_ADDRESS = "check 'Environment' or, for Custom, 'API Base URL'";

const outcome = async (reply: Reply, http: HttpRequest = httpRequest) => {
	serveInTurn(API, reply);
	return await testApi(settingsOf(), headers, http);
};

it('is the documented request, with the token', async () => {
	const requests = serveInTurn(API, [200, []]);
	await testApi(settingsOf(), headers, httpRequest);
	expect(requests).toMatchObject([
		{
			method: 'GET',
			path: '/Accounts?orderBy=id%20asc',
			headers: { authorization: 'Bearer canary-token', accept: 'application/json' },
		},
	]);
});

test.each<[string, Reply]>([
	['a list', [200, '[]']],
	['an envelope', [200, { data: [] }]],
	['a long list', [200, JSON.stringify('x'.repeat(2_000_000))]],
])('succeeds with %s', async (_what, reply) => {
	expect(await outcome(reply)).toBe(true);
});

it('tells when n8n refuses to read a response without the network', async () => {
	const restricted: HttpRequest = async (options) => {
		if (options.url.startsWith('data:')) throw new Error('Not allowed');
		return (await httpRequest(options)) as unknown;
	};
	expect(await outcome([200, '[]'], restricted)).toBe(false);
});

test.each<[number, string, string?]>([
	[
		401,
		"rejected a newly issued token: check 'Environment', and 'Send Token In' if 'Show Advanced Settings' is on",
	],
	[403, 'does not let this client read accounts: ask Aurora to allow it', '{}'],
	...[403, 407].map((status): [number, string] => [
		status,
		'A proxy or firewall between n8n and the Aurora API refused the request: ask whoever runs it',
	]),
	[404, `There is no /Accounts at this address: ${CHECK_ADDRESS}`],
	[429, 'rate limit was reached: try again in a minute'],
	...[500, 502, 503, 504].map((status): [number, string] => [
		status,
		'not available at the moment: the credential may be right, try again later',
	]),
])('says what to do about the status %d', async (status, said, body = '<html></html>') => {
	expect(await wordsOf(outcome([status, body]))).toContain(`${said}\n`);
});

test.each<[string, Reply, string]>([
	['a refused connection', networkError('ECONNREFUSED'), 'refused the connection'],
	[
		'the first status that is no redirect',
		[400, ''],
		`responded with status 400: ${CHECK_ADDRESS}`,
	],
	['another status', [418, '{}'], `responded with status 418: ${CHECK_ADDRESS}`],
	['a web page', [200, '<html></html>'], `did not respond with JSON: ${CHECK_ADDRESS}`],
	['an empty response', [204, ''], `did not respond with JSON: ${CHECK_ADDRESS}`],
	['the first of redirects', [300, ''], `redirects the request elsewhere: ${CHECK_ADDRESS}`],
])('explains %s, and that the token is not to blame', async (_what, reply, said) => {
	const words = await wordsOf(outcome(reply));
	expect(words).toMatch(/^The token was issued, but/);
	expect(words).toContain('api.client.integration.aurora.co.uk');
	expect(words).toContain(said);
});

it('has what to do in its message, without the code of the system', () => {
	const error = new AuroraError('No token', 'Try again. Code: ECONNRESET.');
	expect(inOneMessage(error)).toMatchObject({
		message: 'No token. Try again.',
		description: 'Try again.',
	});
});

describe('by n8n', () => {
	const request = { ...newRequest(connectionTest.request.url), baseURL: API };

	const hooks = new CredentialHooks();

	test.each([
		['needs no network', true, { url: 'data:application/json,[]', headers: {} }],
		[
			'goes to the API where n8n may read nothing else',
			false,
			{ ...request, headers: { Authorization: expect.stringMatching(/^Bearer token-/) as string } },
		],
	])('asks for a token, then for the API, and %s', async (_how, mayRead, sent) => {
		const { credentials } = await hooks.used();
		const asked: string[] = [];
		const http: HttpRequest = async ({ url }) => {
			asked.push(url);
			if (url.startsWith('data:') && !mayRead) throw new Error('Not allowed');
			return { statusCode: 200, headers: {}, body: '[]' };
		};
		expect(() => authenticateRequest(credentials, { ...request })).toThrow(/No valid/);
		await provideToken(credentials, http);
		expect(asked[0]).toBe(`${API}/Accounts?orderBy=id%20asc`);
		expect(authenticateRequest(credentials, { ...request })).toMatchObject(sent);
	});

	test.each([
		[
			'has the API tested if it has no field for one yet',
			{},
			['auth.aurora.co.uk', new URL(API).host, ''],
		],
		['has it not if the field is empty', { accessToken: '' }, ['auth.aurora.co.uk']],
	])('which asks for a token first, %s', async (_how, fields, hosts) => {
		const asked: string[] = [];
		serveInTurn('https://auth.aurora.co.uk', tokenAnswer('token-1'));
		serveInTurn(API, [200, []]);
		await provideToken(credentialFields(fields), async (options) => {
			asked.push(new URL(options.url).host);
			return (await httpRequest(options)) as unknown;
		});
		expect(asked).toEqual(hosts);
	});

	it('is told from a request to the same address', async () => {
		const { credentials, token } = await hooks.used();
		const other = { ...newRequest('/Accounts?orderBy=id%20asc'), baseURL: API };
		expect(send(credentials, other)).toBe(token);
	});
});
