// Through n8n-core's own execution context and HTTP client: only the network is a stand-in.
import { API } from '../../support/answers';
import { liveApi, type Reply } from '../../support/auroraLive';
import { openClient } from '../../support/openClient';
import { useVirtualTime } from '../../support/virtualTime';

beforeEach(useVirtualTime);

describe('a redirect', () => {
	const moved = (location: string, status = 302): Reply => [status, '', { Location: location }];

	test.each([301, 302, 303, 307, 308])('status %i inside the API is followed', async (status) => {
		const received = liveApi(({ path }) =>
			path === '/Accounts?orderBy=id%20asc' ? moved('/v2/Accounts', status) : [200, []],
		);
		const { send } = await openClient();
		expect((await send()).url).toBe(`${API}/v2/Accounts`);
		expect(received.map(({ path }) => path)).toEqual([
			'/Accounts?orderBy=id%20asc',
			'/v2/Accounts',
		]);
		expect(received[1].headers.authorization).toMatch(/^Bearer /);
	});

	test.each([
		'https://evil.example/Accounts',
		'//evil.example/Accounts',
		'http://api.client.integration.aurora.co.uk/Accounts',
		'https://api.client.integration.aurora.co.uk:8443/Accounts',
		'https://api.client.integration.aurora.co.uk@evil.example/',
	])('to %s is refused, and the token stays', async (location) => {
		const received = liveApi(() => moved(location));
		const { refused } = await openClient();
		const { message, hint } = await refused();
		expect(message).toBe('Aurora redirects the request to another address (status 302)');
		expect(hint).toContain(`leads to ${new URL(location, API).origin}.`);
		expect(received).toHaveLength(1);
	});

	test('other methods are not sent a second time', async () => {
		for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
			const received = liveApi(() => moved('/v2/Accounts'));
			const { refused } = await openClient();
			expect((await refused({ method })).message).toMatch(/redirects/);
			expect(received).toHaveLength(1);
		}
	});

	test('in circles end', async () => {
		const received = liveApi(() => moved('/Accounts'));
		const { refused } = await openClient();
		expect((await refused()).message).toMatch(/redirects/);
		expect(received).toHaveLength(6);
	});
});
