// The credential inside n8n-core's own request code, with the numbers of token and API requests.
import { pass } from '../support/fakeDate';

import { accounts, AuroraServers, ELSEWHERE, failureOfRequest } from '../support/auroraServers';
import { credentialFields } from '../support/credentialFields';
import { documented, documentedEnvironmentNames } from '../support/documentedAddresses';
import { fiftyTimes } from '../support/fakeIssuer';
import { N8nHost } from '../support/n8nHost';
import { everythingVisibleIn } from '../support/secrets';

describe.each(documentedEnvironmentNames)('from a node to %s', (name) => {
	let servers: AuroraServers;
	let n8n: N8nHost;
	const request = async () => await n8n.request({ method: 'GET', url: servers.url });
	beforeEach(() => {
		servers = new AuroraServers(name);
		n8n = new N8nHost(credentialFields({ environment: name }));
	});

	it('the first request costs 1 token request and 1 API request', async () => {
		expect(await request()).toEqual([{ id: 1 }]);
		expect(servers.tokenRequests).toMatchObject([{ method: 'POST', path: '/oauth/token' }]);
		const bearer = `Bearer ${servers.latestToken}`;
		expect(servers.apiRequests).toMatchObject([
			{
				path: '/Accounts?orderBy=id%20asc',
				headers: { authorization: bearer, authentication: bearer },
			},
		]);
		expect(n8n.stored.accessToken).toBe(servers.latestToken);
	});

	it('the next costs 0 and 1', async () => {
		await request();
		servers.count();
		await request();
		expect(servers.count()).toEqual([0, 1]);
		expect(n8n.writes).toBe(1);
	});

	it('one with a token past its end costs 1 and 1, and no 401 of the API', async () => {
		await request();
		servers.count();
		pass(3_600_000);
		servers.revoke();
		await request();
		expect(servers.count()).toEqual([1, 1]);
	});

	it('one with a revoked token costs 1 and 2', async () => {
		await request();
		servers.count();
		servers.revoke();
		expect(await request()).toEqual([{ id: 1 }]);
		expect(servers.count()).toEqual([1, 2]);
	});

	it('fifty at once, never used before, cost 1 and 50', async () => {
		await fiftyTimes(request);
		expect(servers.count()).toEqual([1, 50]);
	});

	it('fifty at once on a revoked token cost 1 and at most 100', async () => {
		await request();
		servers.count();
		servers.revoke();
		await fiftyTimes(request);
		const [tokenRequests, apiRequests] = servers.count();
		expect(tokenRequests).toBe(1);
		expect(apiRequests).toBeLessThanOrEqual(100);
	});

	it('twenty with a wrong secret cost 1 and 0, and the error names what to check', async () => {
		servers.token = () => [401, { error: 'access_denied', error_description: 'Unauthorized' }];
		const failures = [];
		for (let item = 0; item < 20; item++) failures.push(await failureOfRequest(request()));
		expect(servers.count()).toEqual([1, 0]);
		for (const { message, description } of failures) {
			expect(message).toMatch(/'Client ID' and 'Client Secret'/);
			expect(message).toMatch(name === 'live' ? /Live/ : /Dev/);
			expect(description).toMatch(/Check both/);
		}
		const shown = everythingVisibleIn(failures[0]);
		expect(shown).not.toContain(n8n.stored.clientSecret);
	});

	it('twenty that the API answers with 401 for ever cost at most 5 and 25', async () => {
		servers.api = () => [401, {}];
		for (let item = 0; item < 20; item++) await failureOfRequest(request());
		const [tokenRequests, apiRequests] = servers.count();
		expect(tokenRequests).toBeLessThanOrEqual(5);
		expect(apiRequests).toBeLessThanOrEqual(25);
		expect((await failureOfRequest(request())).message).toMatch(/refuses every access token/);
	});

	it('one works again as soon as the API takes tokens again', async () => {
		servers.api = () => [401, {}];
		for (let item = 0; item < 10; item++) await failureOfRequest(request());
		servers.api = () => accounts;
		expect(await request()).toEqual([{ id: 1 }]);
	});

	it('one works again a minute after all tokens so far were revoked', async () => {
		for (let item = 0; item < 10; item++) {
			await request().catch(() => {});
			servers.revoke();
		}
		pass(60_000);
		expect(await request()).toEqual([{ id: 1 }]);
	});

	it('one that is redirected elsewhere fails after 1 API request, and takes nothing along', async () => {
		servers.api = () => [302, '', { Location: `${ELSEWHERE}/` }];
		await failureOfRequest(request());
		expect(servers.count()).toEqual([1, 1]);
		expect(servers.elsewhere).toHaveLength(0);
	});

	it('one to another host costs 0 and 0, and the error says where the token may go', async () => {
		const { message, description } = await failureOfRequest(
			n8n.request({ url: `${ELSEWHERE}/Accounts` }),
		);
		expect(message).toContain(`only be used for ${documented[name].api}`);
		expect(description).toContain(ELSEWHERE);
		expect(servers.count()).toEqual([0, 0]);
		expect(servers.elsewhere).toHaveLength(0);
	});
});

it('a credential changed from Dev to Live sends its Dev token nowhere', async () => {
	const dev = new AuroraServers('dev');
	const live = new AuroraServers('live');
	const n8n = new N8nHost(credentialFields({ environment: 'dev' }));
	await n8n.request({ url: dev.url });
	const { authorization } = dev.apiRequests[0].headers;
	n8n.stored = { ...n8n.stored, environment: 'live' };
	await n8n.request({ url: live.url });
	expect(live.count()).toEqual([1, 1]);
	expect(live.apiRequests.map(({ headers }) => headers.authorization)).not.toContain(authorization);
});
