import assert from 'node:assert/strict';
import { Agent, get } from 'node:http';
import { after, beforeEach, test } from 'node:test';
import { answers, startSandbox } from './sandbox.mjs';

const sandbox = await startSandbox({ only: ['custom'] });
const { custom } = sandbox;
after(() => sandbox.stop());
beforeEach(() => sandbox.reset());

const callApi = async (path, init = {}) =>
	fetch(custom.apiOrigin + path, {
		...init,
		headers: { authorization: `Bearer ${await custom.mintToken()}` },
	});

test('scripted answers come in order, then normal ones again', async () => {
	custom.api.next(
		answers.html(503),
		{ status: 429, headers: { 'Retry-After': '1' } },
		answers.brokenJson,
		{ patch: (list) => list.slice(0, 1) },
		{ delayMs: 30 },
		{ redirect: `${sandbox.elsewhere.origin}/trap` },
	);
	const seen = [];
	for (let i = 0; i < 7; i += 1) {
		const response = await callApi('/Accounts', { redirect: 'manual' });
		seen.push([
			response.status,
			response.headers.get('content-type')?.split(';')[0],
			(await response.text()).length,
		]);
	}
	const whole = seen.at(-1)[2];
	assert.deepEqual(
		seen.map(([status]) => status),
		[503, 429, 200, 200, 200, 302, 200],
	);
	assert.deepEqual(
		seen.map(([, type]) => type),
		['text/html', ...Array(4).fill('application/json'), undefined, 'application/json'],
	);
	assert.ok(seen[3][2] < whole && seen[4][2] === whole);
	assert.deepEqual(custom.api.counts, { 200: 4, 302: 1, 429: 1, 503: 1 });
	assert.equal(sandbox.elsewhere.count, 0);

	custom.api.always((request) =>
		request.path.startsWith('/Accounts/2') ? { status: 500 } : undefined,
	);
	assert.deepEqual(
		[(await callApi('/Accounts/2')).status, (await callApi('/Accounts/1')).status],
		[500, 200],
	);
	custom.api.always(null);
	assert.equal((await callApi('/Accounts/2')).status, 200);
});

test('connections are cut, left hanging, dripped and flooded', async () => {
	custom.api.next(
		{ cut: 'before' },
		{ cut: 'midBody' },
		{ hang: true },
		{ drip: { bytes: 500, everyMs: 1 } },
		{ hugeBytes: 3_000_000 },
	);
	await assert.rejects(callApi('/Accounts'));
	await assert.rejects(callApi('/Accounts').then((response) => response.text()));
	await assert.rejects(callApi('/Accounts', { signal: AbortSignal.timeout(50) }), {
		name: 'TimeoutError',
	});
	assert.deepEqual(await (await callApi('/Accounts')).json(), custom.accounts);
	assert.ok((await (await callApi('/Accounts')).json())[0].name.length === 3_000_000);
	assert.deepEqual(custom.api.counts, { 200: 2, cut: 2, hang: 1 });
	assert.deepEqual(
		custom.api.requests.map(({ status }) => status),
		['cut', 'cut', 'hang', 200, 200],
	);
});

test('chaos is the same for the same seed, and ends', async () => {
	const run = async (seed) => {
		custom.api.reset();
		custom.api.chaos({ seed, rates: { 401: 0.1, 503: 0.2, cut: 0.1 }, retryAfter: '0' });
		const seen = [];
		for (let i = 0; i < 60; i += 1)
			seen.push(
				await callApi('/Accounts/1').then(
					({ status }) => status,
					() => 'cut',
				),
			);
		return seen;
	};
	const first = await run(7);
	assert.deepEqual(await run(7), first);
	assert.notDeepEqual(await run(8), first);
	assert.deepEqual(new Set(first), new Set([200, 401, 503, 'cut']));
	custom.api.chaos(null);
	assert.equal((await callApi('/Accounts/1')).status, 200);
});

test('the log is bounded, the counts are exact, the most requests at once are known', async () => {
	const { api } = custom;
	api.latencyMs = 20;
	await Promise.all(
		Array.from({ length: 8 }, () => callApi('/Accounts/1').then((response) => response.text())),
	);
	assert.deepEqual([api.maxInFlight, api.inFlight, api.count], [8, 0, 8]);
	api.reset();
	const token = await custom.mintToken();
	let left = 20_050;
	const agent = new Agent({ keepAlive: true, maxSockets: 8 });
	const request = () =>
		new Promise((resolve, reject) => {
			get(
				`${custom.apiOrigin}/Accounts/1`,
				{ agent, headers: { authorization: `Bearer ${token}` } },
				(response) => response.resume().on('end', resolve),
			).on('error', reject);
		});
	await Promise.all(
		Array.from({ length: 8 }, async () => {
			while (left-- > 0) await request();
		}),
	);
	agent.destroy();
	assert.deepEqual([api.count, api.counts, api.requests.length], [20_050, { 200: 20_050 }, 20_000]);
});
