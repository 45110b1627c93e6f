// The credential inside n8n-core's own request code, with the numbers of token and API requests.
import { pass } from '../support/fakeDate';

import { accounts, AuroraServers, ELSEWHERE, failureOfRequest } from '../support/auroraServers';
import { credentialFields } from '../support/credentialFields';
import { documented, documentedEnvironmentNames } from '../support/documentedAddresses';
import { fiftyTimes } from '../support/fakeIssuer';
import { N8nHost } from '../support/n8nHost';
import { everythingVisibleIn } from '../support/secrets';

let servers: AuroraServers;
let n8n: N8nHost;
beforeEach(() => {
	servers = new AuroraServers('live');
	n8n = new N8nHost(credentialFields());
});

const fromNode = async (url = servers.url) => await n8n.request({ url });
const fromHttpRequestNode = async (uri = servers.url) =>
	await n8n.olderRequest({ uri, followRedirect: true, followAllRedirects: true, maxRedirects: 21 });

const failures = async (times: number, request: () => Promise<unknown>) => {
	const all = [];
	for (let item = 0; item < times; item++) all.push(await failureOfRequest(request()));
	return all;
};

test.each(documentedEnvironmentNames)(
	'the token and the request of %s are as documented',
	async (name) => {
		if (name !== 'live') servers = new AuroraServers(name);
		n8n = new N8nHost(credentialFields({ environment: name }));
		expect(await fromNode()).toEqual([{ id: 1 }]);
		expect(servers.tokenRequests).toMatchObject([{ method: 'POST', path: '/oauth/token' }]);
		const bearer = `Bearer ${servers.latestToken}`;
		expect(servers.apiRequests).toMatchObject([
			{
				path: '/Accounts?orderBy=id%20asc',
				headers: { authorization: bearer, authentication: bearer },
			},
		]);
		expect(n8n.stored.accessToken).toBe(servers.latestToken);
	},
);

describe.each([
	['a node', fromNode],
	['the HTTP Request node', fromHttpRequestNode],
])('from %s', (_sender, request) => {
	it('the first request costs 1 token request and 1 API request, the next 0 and 1', async () => {
		await request();
		expect(servers.count()).toEqual([1, 1]);
		expect(await request()).toEqual([{ id: 1 }]);
		expect(servers.count()).toEqual([0, 1]);
		expect(n8n.writes).toBe(1);
	});

	it('one with an expired token costs 1 and 1, one with a revoked token 1 and 2', async () => {
		await request();
		servers.count();
		pass(3_600_000);
		servers.revoke();
		await request();
		expect(servers.count()).toEqual([1, 1]);
		servers.revoke();
		expect(await request()).toEqual([{ id: 1 }]);
		expect(servers.count()).toEqual([1, 2]);
	});

	it('fifty at once cost 1 and 50, on a revoked token 1 and at most 100', async () => {
		await fiftyTimes(request);
		expect(servers.count()).toEqual([1, 50]);
		servers.revoke();
		await fiftyTimes(request);
		const [tokenRequests, apiRequests] = servers.count();
		expect(tokenRequests).toBe(1);
		expect(apiRequests).toBeLessThanOrEqual(100);
	});

	it('one that is redirected elsewhere fails after 1 API request, and takes nothing along', async () => {
		servers.api = () => [302, '', { Location: `${ELSEWHERE}/` }];
		await failureOfRequest(request());
		expect(servers.count()).toEqual([1, 1]);
		expect(servers.elsewhere).toHaveLength(0);
	});

	it('one to another host costs 0 and 0, and the error says where the token may go', async () => {
		const { message, description } = await failureOfRequest(request(`${ELSEWHERE}/Accounts`));
		expect(message).toContain(`only be used for ${documented.live.api}`);
		expect(`${message}${description}`).toContain(ELSEWHERE);
		expect(servers.count()).toEqual([0, 0]);
		expect(servers.elsewhere).toHaveLength(0);
	});
});

describe('twenty from a node', () => {
	it('with a wrong secret cost 1 and 0, and the error names what to check', async () => {
		servers.token = () => [401, { error: 'access_denied', error_description: 'Unauthorized' }];
		for (const failure of await failures(20, fromNode)) {
			expect(failure.message).toBe('Aurora rejected the Client ID or Client Secret');
			expect(failure.description).toMatch(/Check both/);
			expect(everythingVisibleIn(failure)).not.toContain(n8n.stored.clientSecret);
		}
		expect(servers.count()).toEqual([1, 0]);
	});

	it('that the API answers with 401 for ever cost at most 5 and 40, until it takes tokens again', async () => {
		servers.api = () => [401, {}];
		await failures(20, fromNode);
		const [tokenRequests, apiRequests] = servers.count();
		expect(tokenRequests).toBeLessThanOrEqual(5);
		expect(apiRequests).toBeLessThanOrEqual(40);
		servers.api = () => accounts;
		expect(await fromNode()).toEqual([{ id: 1 }]);
	});

	it('whose tokens are all revoked are over a minute later', async () => {
		for (let item = 0; item < 20; item++) {
			await fromNode().catch(() => {});
			servers.revoke();
		}
		pass(60_000);
		expect(await fromNode()).toEqual([{ id: 1 }]);
	});
});

describe("n8n's older helper, which asks for a token after every failure", () => {
	it('has at most 5 and 40 for twenty requests that fail for another reason', async () => {
		servers.api = () => [404, {}];
		for (const { message } of await failures(20, fromHttpRequestNode)) {
			expect(message).not.toMatch(/token/);
		}
		const [tokenRequests, apiRequests] = servers.count();
		expect(tokenRequests).toBeLessThanOrEqual(5);
		expect(apiRequests).toBeLessThanOrEqual(40);
	});

	// n8n sends to `url` when there are both.
	it('takes no token along to another url than its harmless uri', async () => {
		await n8n.olderRequest({ uri: servers.url, url: `${ELSEWHERE}/` }).catch(() => {});
		expect(servers.elsewhere).toHaveLength(0);
	});
});

it('a credential changed from Dev to Live sends its Dev token nowhere', async () => {
	const dev = new AuroraServers('dev');
	n8n.stored = { ...n8n.stored, environment: 'dev' };
	await fromNode(dev.url);
	const { authorization } = dev.apiRequests[0].headers;
	n8n.stored = { ...n8n.stored, environment: 'live' };
	await fromNode();
	const sent = servers.apiRequests.map(({ headers }) => headers.authorization);
	expect(sent).toHaveLength(1);
	expect(sent).not.toContain(authorization);
});
