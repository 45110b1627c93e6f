import {
	connectionTest,
	inOneMessage,
	probeApi,
} from '../../../../lib/auth/connectionTest';
import { AuroraCredentialError } from '../../../../lib/http/credentialError';
import { settingsOf } from '../../support/credentialFields';
import { failureOf, wordsOf } from '../../support/failure';
import { httpRequest } from '../../support/n8nHost';
import { networkError, serveInTurn, type Reply } from '../../support/servers';

const API = 'https://api.client.integration.aurora.co.uk';
const headers = { Authorization: 'Bearer canary-token' };
const probe = async () => await probeApi(settingsOf(), headers, httpRequest);

describe('the rules', () => {
	const { rules = [] } = connectionTest;
	const said = (status: number) =>
		rules.find(({ properties }) => (properties as { value: unknown }).value === status)?.properties
			.message;

	test.each([
		[401, /refuses a token just issued: check 'Environment' and 'Send Token In'/],
		[403, /lets it see no accounts/],
		[404, /no \/Accounts at this address: check 'Environment' or, for Custom, 'API Base URL'/],
		[429, /too many requests/],
		[500, /not working at the moment/],
		[502, /not working at the moment/],
		[503, /not working at the moment/],
		[504, /not working at the moment/],
	])('say what to do about the status %d', (status, words) => {
		expect(said(status)).toMatch(words);
	});

	it('are all about the status', () => {
		expect(new Set(rules.map(({ type }) => type))).toEqual(new Set(['responseCode']));
	});
});

describe('the probe', () => {
	it('is the documented request, with the token', async () => {
		const requests = serveInTurn(API, [200, []]);
		await probe();
		expect(requests).toMatchObject([
			{
				method: 'GET',
				path: '/Accounts?orderBy=id%20asc',
				headers: { authorization: 'Bearer canary-token' },
			},
		]);
	});

	test.each<[string, Reply]>([
		['a list', [200, '[]']],
		['an envelope', [200, { data: [] }]],
		['a status that n8n explains', [418, '<html></html>']],
		['the first status that is no redirect', [400, '<html></html>']],
		['a long list', [200, JSON.stringify('x'.repeat(2_000_000))]],
	])('is content with %s', async (_what, reply) => {
		serveInTurn(API, reply);
		await expect(probe()).resolves.toBeUndefined();
	});

	test.each<[string, Reply, RegExp]>([
		['an API that refuses connections', networkError('ECONNREFUSED'), /refused the connection/],
		['an API whose name is unknown', networkError('ENOTFOUND'), /could not be looked up/],
		['an API that does not answer', networkError('ETIMEDOUT'), /did not answer in time/],
		['a web page', [200, '<html></html>'], /other than JSON.*'API Base URL'/],
		['an empty answer', [204, ''], /other than JSON/],
	])('explains %s, and that the token is not to blame', async (_what, reply, said) => {
		serveInTurn(API, reply);
		const words = await wordsOf(probe());
		expect(words).toMatch(said);
		expect(words).toMatch(/^The token was issued, but/);
		expect(words).toContain('api.client.integration.aurora.co.uk');
	});

	test.each([401, 403, 404, 429, 500, 502, 503, 504])(
		'says what the rule for %d says',
		async (status) => {
			serveInTurn(API, [status, '']);
			const rule = connectionTest.rules?.find(({ properties }) => properties.value === status);
			expect(await wordsOf(probe())).toContain(rule?.properties.message);
		},
	);

	it('takes the first status of redirects for one', async () => {
		serveInTurn(API, [300, '']);
		expect(await wordsOf(probe())).toMatch(/redirects the request elsewhere/);
	});

	it('follows no redirect, and says that there is one', async () => {
		const elsewhere = serveInTurn('https://elsewhere.example', [200, []]);
		serveInTurn(API, [302, '', { Location: 'https://elsewhere.example/' }]);
		expect(await wordsOf(probe())).toMatch(
			/redirects the request elsewhere: check 'Environment' or, for Custom, 'API Base URL'/,
		);
		expect(elsewhere).toHaveLength(0);
	});
});

it('has what to do in its message, without the code of the system', async () => {
	const error = new AuroraCredentialError('No token', 'Try again. Code: ECONNRESET.');
	expect((await failureOf(inOneMessage(error))).message).toBe('No token. Try again.');
});
