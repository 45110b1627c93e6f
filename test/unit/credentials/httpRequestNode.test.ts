// The credential in the HTTP Request node, which uses n8n-core's older helper.
import { pass } from '../support/fakeDate';

import { AuroraServers, ELSEWHERE, failureOfRequest } from '../support/auroraServers';
import { credentialFields } from '../support/credentialFields';
import { fiftyTimes } from '../support/fakeIssuer';
import { N8nHost } from '../support/n8nHost';

describe('from the HTTP Request node', () => {
	let servers: AuroraServers;
	let n8n: N8nHost;
	const request = async (uri = servers.url) => await n8n.olderRequest({ uri });
	beforeEach(() => {
		servers = new AuroraServers('live');
		n8n = new N8nHost(credentialFields());
	});

	it('the first request costs 1 and 1, the next 0 and 1', async () => {
		expect(await request()).toEqual([{ id: 1 }]);
		expect(servers.count()).toEqual([1, 1]);
		await request();
		expect(servers.count()).toEqual([0, 1]);
	});

	it('one with a token past its end costs 1 and 1, one with a revoked token 1 and 2', async () => {
		await request();
		servers.count();
		pass(3_600_000);
		await request();
		expect(servers.count()).toEqual([1, 1]);
		servers.revoke();
		await request();
		expect(servers.count()).toEqual([1, 2]);
	});

	it('fifty at once, never used before, cost 1 and 50', async () => {
		await fiftyTimes(request);
		expect(servers.count()).toEqual([1, 50]);
	});

	it('one to another host is refused with 0 and 0, and the error says where the token may go', async () => {
		const { message } = await failureOfRequest(request(`${ELSEWHERE}/Accounts`));
		expect(message).toContain('only be used for https://api.client.integration.aurora.co.uk');
		expect(servers.count()).toEqual([0, 0]);
		expect(servers.elsewhere).toHaveLength(0);
	});

	it('one that is redirected elsewhere fails and takes nothing along', async () => {
		servers.api = () => [302, '', { Location: `${ELSEWHERE}/` }];
		const follow = { followRedirect: true, followAllRedirects: true, maxRedirects: 21 };
		const redirected = async () => await n8n.olderRequest({ uri: servers.url, ...follow });
		await failureOfRequest(redirected());
		expect(servers.count()).toEqual([1, 1]);
		// n8n's older helper renews the token and asks again after every failure.
		await failureOfRequest(redirected());
		expect(servers.count()).toEqual([1, 2]);
		expect(servers.elsewhere).toHaveLength(0);
	});

	it('twenty that fail for another reason than the token cost at most 5 and 40', async () => {
		await request();
		servers.count();
		servers.api = () => [404, {}];
		for (let item = 0; item < 20; item++) {
			expect((await failureOfRequest(request())).message).not.toMatch(/token/);
		}
		const [tokenRequests, apiRequests] = servers.count();
		expect(tokenRequests).toBeLessThanOrEqual(5);
		expect(apiRequests).toBeLessThanOrEqual(40);
	});

	// n8n sends to `url` when there are both.
	it('one with a harmless uri and another url takes no token along', async () => {
		const both = { uri: servers.url, url: `${ELSEWHERE}/` };
		await n8n.olderRequest(both).catch(() => {});
		expect(servers.elsewhere).toHaveLength(0);
	});
});
