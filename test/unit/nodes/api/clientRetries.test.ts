// Through n8n-core's own execution context and HTTP client: only the network is a stand-in.
import { API } from '../../support/answers';
import { liveApi, networkError, type Reply } from '../../support/auroraLive';
import { accounts, inTurn, openClient, pauses } from '../../support/openClient';
import { refusalOf } from '../../support/refusal';
import { finished, untilWaiting, useVirtualTime } from '../../support/virtualTime';

beforeEach(useVirtualTime);

describe('a busy API (status 429)', () => {
	test('is given the time that it asks for in seconds', async () => {
		const received = liveApi(inTurn([429, '', { 'Retry-After': '7' }], [200, []]));
		const { send } = await openClient();
		expect((await send()).status).toBe(200);
		expect(pauses(received)).toEqual([7]);
	});

	test('or as a date', async () => {
		const date = new Date(Date.now() + 30_000).toUTCString();
		const received = liveApi(inTurn([429, '', { 'Retry-After': date }], [200, []]));
		const { send } = await openClient();
		await send();
		expect(pauses(received)).toEqual([30]);
	});

	test('or else a time that doubles', async () => {
		const received = liveApi(() => [429]);
		const { refused } = await openClient();
		expect((await refused()).message).toBe('Aurora receives too many requests (status 429)');
		expect(received).toHaveLength(5);
		for (const [at, seconds] of pauses(received).entries()) {
			expect(seconds).toBeGreaterThanOrEqual(2 ** at / 2);
			expect(seconds).toBeLessThanOrEqual(2 ** at);
		}
	});

	test('a minute is waited for', async () => {
		const received = liveApi(inTurn([429, '', { 'Retry-After': '60' }], [200, []]));
		const { send } = await openClient();
		await send();
		expect(pauses(received)).toEqual([60]);
	});

	test.each([
		['61', '61 seconds'],
		['3600', '60 minutes'],
	])('%s seconds are not: it fails at once and says when to try again', async (after, says) => {
		const received = liveApi(() => [429, '', { 'Retry-After': after }]);
		const { refused } = await openClient();
		const start = Date.now();
		const { message, hint, httpCode } = await refused();
		expect({ message, httpCode }).toEqual({
			message: 'Aurora receives too many requests (status 429)',
			httpCode: 429,
		});
		expect(hint).toContain(`Try again in ${says}.`);
		expect(received).toHaveLength(1);
		expect(Date.now()).toBe(start);
	});

	test('that asks for more than a minute is asked nothing more by this execution until then', async () => {
		const received = liveApi(inTurn([429, '', { 'Retry-After': '120' }], [200, []]));
		const { send, refused } = await openClient();
		const first = await refused();
		for (let item = 0; item < 100; item++) expect(await refused()).toEqual(first);
		expect(received).toHaveLength(1);
		jest.setSystemTime(Date.now() + 120_000);
		expect((await send()).status).toBe(200);
	});

	test('holds back every request of the execution', async () => {
		const received = liveApi(inTurn([429, '', { 'Retry-After': '20' }], [200, []]));
		const { client, execution } = await openClient();
		const first = client.request({ url: accounts });
		await untilWaiting(execution.requests);
		const others = Array.from({ length: 3 }, async () => await client.request({ url: accounts }));
		await finished(Promise.all([first, ...others]), execution.requests);
		expect(received).toHaveLength(5);
		expect(pauses(received)).toEqual([20, 0, 0, 0]);
	});

	test('a request that could do something twice is repeated: it was not carried out', async () => {
		const received = liveApi(inTurn([429, '', { 'Retry-After': '1' }], [201, {}]));
		const { send } = await openClient();
		expect((await send({ method: 'POST', body: { a: 1 } })).status).toBe(201);
		expect(received.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}']);
	});
});

describe('an API not working at the moment', () => {
	test.each([502, 503, 504])('status %i is repeated', async (status) => {
		const received = liveApi(inTurn([status], [status], [200, []]));
		const { send } = await openClient();
		expect((await send()).status).toBe(200);
		expect(received).toHaveLength(3);
	});

	test('status 503 with Retry-After is given its time, up to a minute', async () => {
		const received = liveApi(
			inTurn([503, '', { 'Retry-After': '11' }], [503, '', { 'Retry-After': '120' }]),
		);
		const { refused } = await openClient();
		expect((await refused()).hint).toContain('Try again in 2 minutes.');
		expect(pauses(received)).toEqual([11]);
	});

	test('it does not hold back other requests', async () => {
		const received = liveApi(({ path }, before) =>
			path === '/slow' && before === 0 ? [503, '', { 'Retry-After': '20' }] : [200, []],
		);
		const { client, execution } = await openClient();
		const slow = client.request({ url: `${API}/slow` });
		await untilWaiting(execution.requests);
		await client.request({ url: `${API}/other` });
		await finished(slow, execution.requests);
		expect(pauses(received)).toEqual([0, 20]);
	});

	test.each([400, 403, 404, 408, 409, 422, 500, 501])('status %i is final', async (status) => {
		const received = liveApi(() => [status, { message: 'No.' }]);
		const { refused } = await openClient();
		const { httpCode, hint } = await refused();
		expect(httpCode).toBe(status);
		expect(hint).toContain('Aurora says: No.');
		expect(received).toHaveLength(1);
	});

	test('the repetitions end: four, or as many as are set', async () => {
		for (const [maxRetries, tries] of [
			[undefined, 5],
			[0, 1],
			[2, 3],
		] as const) {
			const received = liveApi(() => [503]);
			const { refused } = await openClient();
			expect((await refused({ maxRetries })).message).toBe(
				'The Aurora API is not working at the moment (status 503)',
			);
			expect(received).toHaveLength(tries);
		}
	});
});

describe('what may be repeated', () => {
	const twice = { method: ['GET', 'HEAD', 'PUT', 'DELETE'] as const };
	const once = { method: ['POST', 'PATCH'] as const };

	test.each(twice.method)('%s after status 503 and after a cut connection', async (method) => {
		const received = liveApi(inTurn([503], networkError('ECONNRESET'), [200]));
		const { send } = await openClient();
		await send({ method });
		expect(received).toHaveLength(3);
	});

	test.each(once.method)(
		'%s not after status 503, nor after a cut connection or a time-out',
		async (method) => {
			for (const reply of [
				[503],
				networkError('ECONNRESET'),
				networkError('ETIMEDOUT'),
			] as Reply[]) {
				const received = liveApi(() => reply);
				const { refused } = await openClient();
				await refused({ method, body: {} });
				expect(received).toHaveLength(1);
			}
		},
	);

	test.each(once.method)('%s where no connection was made', async (method) => {
		for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']) {
			const received = liveApi(inTurn(networkError(code), [200]));
			const { send } = await openClient();
			expect((await send({ method, body: {} })).status).toBe(200);
			expect(received).toHaveLength(2);
		}
	});

	test('nothing where the certificate is not trusted', async () => {
		const received = liveApi(() => networkError('CERT_HAS_EXPIRED'));
		const { refused } = await openClient();
		expect((await refused()).message).toMatch(
			/TLS certificate of api\.client\.integration\.aurora\.co\.uk/,
		);
		expect(received).toHaveLength(1);
	});

	test('a connection that breaks for ever is an error with what to do', async () => {
		const received = liveApi(() => networkError('ECONNRESET'));
		const { refused } = await openClient();
		expect(await refused()).toMatchObject({
			message:
				"The Aurora API can't be reached: the connection to api.client.integration.aurora.co.uk broke",
			httpCode: undefined,
		});
		expect(received).toHaveLength(5);
	});
});

describe('a cancelled execution', () => {
	test('ends the wait and sends nothing more', async () => {
		for (const status of [429, 503]) {
			const received = liveApi(() => [status, '', { 'Retry-After': '30' }]);
			const execution = new AbortController();
			const { client, execution: run } = await openClient({ signal: execution.signal });
			const start = Date.now();
			const ended = refusalOf(client.request({ url: accounts }));
			const { message } = await finished(ended, run.requests, () => execution.abort());
			expect(message).toBe('The execution was cancelled');
			expect(received).toHaveLength(1);
			await expect(client.request({ url: accounts })).rejects.toThrow(
				'The execution was cancelled',
			);
			expect(run.requests.all).toBe(1);
			expect(Date.now()).toBe(start);
		}
	});

	test('ends the request that is under way', async () => {
		const execution = new AbortController();
		const received = liveApi(() => {
			execution.abort();
			return [200, []];
		});
		const { refused } = await openClient({ signal: execution.signal });
		expect((await refused({ maxRetries: 0 })).message).toBe('The execution was cancelled');
		expect(received).toHaveLength(1);
	});
});
