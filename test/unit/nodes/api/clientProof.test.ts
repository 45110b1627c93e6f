// Which answers prove that the API took a token, and what odd answers come to.
import type { RequestContext } from '../../../../nodes/Aurora/api/client';
import { AuroraApiClient } from '../../../../nodes/Aurora/api/client';

import { API } from '../../support/answers';
import { liveApi, liveTokens, type Reply } from '../../support/auroraLive';
import { credentialFields, withStoredToken } from '../../support/credentialStore';
import { inTurn, openClient } from '../../support/openClient';
import { useVirtualTime } from '../../support/virtualTime';

beforeEach(useVirtualTime);

describe('a token that was fetched because the one before was refused', () => {
	/** The status of its first answer, and whether it is replaced when the API then refuses it. */
	test.each([
		[404, 2],
		[499, 2],
		[407, 1],
		[408, 1],
		[429, 1],
		[500, 1],
		[503, 1],
	])('and then answered with %d: %d tokens are fetched', async (status, tokens) => {
		const forms = liveTokens();
		const replies: Reply[] = [[401], [status], [401]];
		liveApi(inTurn(...replies));
		const { refused } = await openClient({ credentials: withStoredToken() });
		expect((await refused({ maxRetries: 0 })).httpCode).toBe(status);
		await refused({ maxRetries: 0 });
		expect(forms).toHaveLength(tokens);
	});
});

test('a request that the credential refuses is not tried again, and says what to do', async () => {
	const received = liveApi(() => [200, []]);
	const { refused } = await openClient();
	const before = Date.now();
	const { hint } = await refused({ url: 'https://elsewhere.example/' });
	expect(hint).toContain('This request goes to https://elsewhere.example.');
	expect(Date.now()).toBe(before);
	expect(received).toEqual([]);
});

test.each<[string, Reply]>([
	['with the first status of redirects', [300, '', { Location: 'https://elsewhere.example/' }]],
	['to an address that can not be read', [302, '', { Location: 'https://[' }]],
])('a redirect %s is refused', async (_how, reply) => {
	liveApi(() => reply);
	const { refused } = await openClient();
	expect((await refused()).message).toMatch(/redirects the request to another address/);
});

test.each([
	['a Buffer', Buffer.from('text'), 'text'],
	['an ArrayBuffer', new TextEncoder().encode('text').buffer, 'text'],
	['a text', 'text', 'text'],
	['nothing', undefined, ''],
])('an answer may come as %s', async (_what, body, text) => {
	const context = {
		getCredentials: async () => credentialFields(),
		getNode: () => ({}),
		helpers: {
			httpRequestWithAuthentication: async () => ({ statusCode: 200, headers: {}, body }),
		},
	};
	const client = await AuroraApiClient.open(context as unknown as RequestContext);
	expect((await client.request({ url: `${API}/Accounts` })).text()).toBe(text);
});
