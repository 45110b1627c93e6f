// Through n8n-core's own execution context and HTTP client: only the network is a stand-in.
import type { ApiRequest } from '../../../../nodes/Aurora/api/sendAuthenticated';

import { API } from '../../support/answers';
import { liveApi, networkError, type Reply } from '../../support/auroraLive';
import { inTurn, openClient, pauses, sendTo } from '../../support/openClient';
import { refusalOf } from '../../support/refusal';
import { turn, untilWaiting, useVirtualTime } from '../../support/virtualTime';

beforeEach(useVirtualTime);

type Method = NonNullable<ApiRequest['method']>;
const IDEMPOTENT: Method[] = ['GET', 'HEAD', 'PUT', 'DELETE'];
const NOT_IDEMPOTENT: Method[] = ['POST', 'PATCH'];

const busy = (after: number | string, status = 429): Reply => [
	status,
	'',
	{ 'Retry-After': String(after) },
];

describe('a rate limit (status 429)', () => {
	test.each([
		['seconds', 7, String],
		['seconds, up to a minute', 60, String],
		['a date', 30, (after: number) => new Date(Date.now() + after * 1_000).toUTCString()],
	])('that says when to come back, as %s, is waited for', async (_how, seconds, written) => {
		const replies = [busy(written(seconds)), [200, []] as Reply];
		expect(await sendTo(replies)).toMatchObject({ status: 200, pauses: [seconds] });
	});

	test('without a time is waited for twice as long each time', async () => {
		const { error, tries, pauses: waited } = await sendTo([[429]]);
		expect(error?.message).toBe("Aurora's rate limit was reached (status 429)");
		expect(tries).toBe(5);
		for (const [at, seconds] of waited.entries()) {
			expect(seconds).toBeGreaterThanOrEqual(2 ** at / 2);
			expect(seconds).toBeLessThanOrEqual(2 ** at);
		}
	});

	test('without a time holds back every request', async () => {
		const received = liveApi(inTurn([429], [200, []]));
		const { begin, execution, finish } = await openClient();
		const first = begin();
		await untilWaiting(execution.requests);
		await finish(Promise.all([first, begin()]));
		const [wait, ...others] = pauses(received);
		expect(wait).toBeGreaterThanOrEqual(0.5);
		expect(others).toEqual([0]);
	});

	test('of 61 seconds fails at once, and says when to try again', async () => {
		const start = Date.now();
		const { error, status, tries } = await sendTo([busy(61)]);
		expect(error?.description).toContain('Try again in 61 seconds.');
		expect([status, tries, Date.now() - start]).toEqual([429, 1, 0]);
	});

	test('of more than a minute ends every request until then, each with an error of its own', async () => {
		const received = liveApi(inTurn(busy(120), [200, []]));
		const { send, refused } = await openClient();
		const errors = [await refused()];
		for (let item = 0; item < 100; item++) errors.push(await refused());
		expect(received).toHaveLength(1);
		expect(new Set(errors).size).toBe(101);
		const { message, description } = errors[0];
		expect(errors[100]).toMatchObject({ message, description, status: 429 });
		jest.advanceTimersByTime(120_000);
		expect((await send()).status).toBe(200);
	});

	test.each([
		[5, 60],
		[60, 5],
	])(
		'holds back every request for the longest of the waits of %i and %i s',
		async (first, then) => {
			let replyLate: (reply: Reply) => void = () => {};
			const late = new Promise<Reply>((resolve) => (replyLate = resolve));
			const received = liveApi((_, before) => [busy(first), late][before] ?? [200, []]);
			const { begin, execution, finish } = await openClient();
			const sent = [begin(), begin()];
			while (received.length < 2 || execution.requests.now > 1) await turn();
			replyLate(busy(then));
			await finish(Promise.all([...sent, begin()]));
			expect(pauses(received)).toEqual([0, 60, 0, 0]);
		},
	);

	test.each([-12, 12])('is waited for as long when the clock jumps by %i hours', async (hours) => {
		const received = liveApi(inTurn(busy(30), [200, []]));
		const { begin, execution, finish } = await openClient();
		const sent = begin();
		await untilWaiting(execution.requests);
		const waited = performance.now();
		jest.setSystemTime(Date.now() + hours * 3_600_000);
		expect((await finish(sent)).status).toBe(200);
		expect(Math.round((performance.now() - waited) / 1_000)).toBe(30);
		expect(received).toHaveLength(2);
	});

	test('lets any request be repeated: it was not carried out', async () => {
		const { received, status } = await sendTo([busy(1), [201, {}]], {
			method: 'POST',
			body: '{"a":1}',
		});
		expect(status).toBe(201);
		expect(received.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}']);
	});
});

describe('an API that is not available', () => {
	test.each([408, 500, 502, 503, 504, 520, 524])(
		'is asked again after status %i',
		async (status) => {
			expect(await sendTo([[status], [status], [200, []]])).toMatchObject({
				status: 200,
				tries: 3,
			});
		},
	);

	test('gets the time that it asks for, up to a minute', async () => {
		const { error, pauses: waited } = await sendTo([busy(11, 503), busy(120, 503)]);
		expect(error?.description).toContain('Try again in 2 minutes.');
		expect(waited).toEqual([11]);
	});

	test('does not hold back other requests', async () => {
		const received = liveApi(({ path }, before) =>
			path === '/slow' && before === 0 ? busy(20, 503) : [200, []],
		);
		const { begin, execution, finish } = await openClient();
		const slow = begin({ url: `${API}/slow` });
		await untilWaiting(execution.requests);
		await begin();
		await finish(slow);
		expect(pauses(received)).toEqual([0, 20]);
	});

	test('that asks for a long wait does not end other requests', async () => {
		liveApi(inTurn(busy(120, 503), [200, []]));
		const { refused, send } = await openClient();
		await refused();
		expect((await send()).status).toBe(200);
	});

	test.each([
		[0, 1],
		[2, 3],
		[4, 5],
	])('gets, with %i repetitions, %i requests', async (maxRetries, tries) => {
		expect(await sendTo([[503]], { maxRetries })).toMatchObject({ status: 503, tries });
	});
});

test.each([400, 403, 404, 407, 409, 422, 501, 505])('status %i is final', async (status) => {
	const ended = await sendTo([[status, { message: 'No.' }]]);
	expect(ended).toMatchObject({ status, tries: 1 });
	expect(ended.error?.description).toContain('Aurora says: No.');
});

describe('a request whose fate is unknown', () => {
	const uncertain: Reply[] = [[503], networkError('ECONNRESET'), networkError('ETIMEDOUT')];

	test.each(IDEMPOTENT)('is repeated as %s', async (method) => {
		expect(await sendTo([...uncertain, [200]], { method })).toMatchObject({ tries: 4 });
	});

	const lost: Reply[] = [...uncertain, [500], [504], [408], [503, '', { 'Retry-After': '5' }]];

	test.each(NOT_IDEMPOTENT.flatMap((method) => lost.map((reply) => ({ method, reply }))))(
		'is not repeated as $method after $reply, and nobody is told to repeat it',
		async ({ method, reply }) => {
			const { error, tries } = await sendTo([reply], { method, body: '{}' });
			expect(tries).toBe(1);
			expect(error?.description).toContain('may have been carried out: look in Aurora before');
			expect(`${error?.message} ${error?.description}`).not.toMatch(/try again|can't be reached/i);
		},
	);

	test.each<[Method, number, boolean]>([
		['PUT', 404, true],
		['DELETE', 404, true],
		['DELETE', 409, true],
		['DELETE', 410, true],
		['PUT', 412, true],
		['GET', 404, false],
		['PUT', 422, false],
	])('and whose repetition as %s meets %i: a first success is thought of: %j', async (...given) => {
		const [method, status, isToldOf] = given;
		for (const first of uncertain) {
			const { error } = await sendTo([first, [status]], { method });
			expect(error?.description.includes('may have been carried out then')).toBe(isToldOf);
		}
		for (const first of [busy(1), networkError('ECONNREFUSED')]) {
			const { error } = await sendTo([first, [status]], { method });
			expect(error?.description).not.toContain('carried out');
		}
	});

	test.each(NOT_IDEMPOTENT)('is repeated as %s when it was never sent', async (method) => {
		const replies = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].map(networkError);
		expect(await sendTo([...replies, [200]], { method })).toMatchObject({ status: 200, tries: 4 });
	});

	test('is not repeated where the certificate is not trusted', async () => {
		expect(await sendTo([networkError('CERT_HAS_EXPIRED')])).toMatchObject({ tries: 1 });
	});
});

describe('a redirect', () => {
	const moved = (location: string, status = 302): Reply => [status, '', { Location: location }];

	test.each([301, 302, 303, 307, 308])('inside the API is followed (status %i)', async (status) => {
		const { received, response } = await sendTo([moved('/v2/Accounts', status), [200, []]]);
		expect(response?.url).toBe(`${API}/v2/Accounts`);
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
		for (const status of [300, 302]) {
			const { error, tries } = await sendTo([moved(location, status)]);
			expect(error?.message).toMatch(/^Aurora redirects the request to another address/);
			expect(error?.description).toContain(`leads to ${new URL(location, API).origin}.`);
			expect(tries).toBe(1);
		}
	});

	test('to what is no address is refused', async () => {
		expect(await sendTo([moved('https://[')])).toMatchObject({ status: 302, tries: 1 });
	});

	test.each([300, 302])('without an address says so, and is not repeated (%i)', async (status) => {
		const { error, tries } = await sendTo([[status, '']]);
		expect([error?.message, tries]).toEqual([
			`Aurora redirects the request without an address (status ${status})`,
			1,
		]);
	});

	test.each<Method>(['POST', 'PUT', 'PATCH', 'DELETE'])('of %s is refused', async (method) => {
		const { error, tries } = await sendTo([moved('/v2/Accounts', 307)], { method });
		expect([error?.message, tries]).toEqual([
			`Aurora redirects the ${method} request (status 307)`,
			1,
		]);
		expect(error?.description).toContain('It leads to /v2/Accounts:');
	});

	test.each<[Method, number]>([
		['GET', 304],
		['POST', 304],
		['POST', 303],
		['PUT', 303],
		['DELETE', 303],
	])('is not what %s with status %i is', async (method, status) => {
		const { response, tries } = await sendTo([moved('/Jobs/7', status)], { method });
		expect([response?.status, response?.header('location'), tries]).toEqual([status, '/Jobs/7', 1]);
	});

	test('in circles ends', async () => {
		expect(await sendTo([moved('/Accounts')])).toMatchObject({ status: 302, tries: 6 });
	});
});

describe('an execution', () => {
	type End = (client: { end(): void }, execution: AbortController) => void;
	const endings: Array<[string, End]> = [
		['is cancelled', (_, execution) => execution.abort()],
		['has failed', (client) => client.end()],
	];

	test.each(endings.flatMap(([how, end]) => [429, 503].map((status) => ({ how, end, status }))))(
		'that $how ends the wait after status $status, and sends nothing more',
		async ({ end, status }) => {
			const received = liveApi(() => busy(30, status));
			const cancellation = new AbortController();
			const { client, begin, finish } = await openClient({ signal: cancellation.signal });
			const start = Date.now();
			const error = await finish(refusalOf(begin()), () => end(client, cancellation));
			expect(error.message).toBe('The execution was cancelled');
			expect((await refusalOf(begin())).message).toBe('The execution was cancelled');
			expect(received).toHaveLength(1);
			expect(Date.now()).toBe(start);
		},
	);

	test('that is cancelled ends the request that is under way', async () => {
		const cancellation = new AbortController();
		const received = liveApi(() => {
			cancellation.abort();
			return [200, []];
		});
		const { refused } = await openClient({ signal: cancellation.signal });
		expect((await refused({ maxRetries: 0 })).message).toBe('The execution was cancelled');
		expect(received).toHaveLength(1);
	});
});
