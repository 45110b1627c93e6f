import assert from 'node:assert/strict';
import http from 'node:http';
import { after, beforeEach, test } from 'node:test';
import { Endpoint } from './endpoint.mjs';
import { startSandbox } from './sandbox.mjs';
import { closeServer, listen } from './servers.mjs';
import { apiClient } from './support/apiClient.mjs';

const sandbox = await startSandbox({ only: ['custom'] });
const { custom } = sandbox;
after(() => sandbox.stop());
beforeEach(() => sandbox.reset());

const call = apiClient(custom);
const status = async (path) => (await call(path)).status;

test('connections are cut, left hanging, and dripped', async () => {
	const json = async () => await (await call('/Accounts')).json();
	custom.api.next({ cut: 'before' }, { cut: 'midBody' }, { hang: true });
	await assert.rejects(call('/Accounts'));
	await assert.rejects(json());
	const timeout = { signal: AbortSignal.timeout(50) };
	await assert.rejects(call('/Accounts', timeout), { name: 'TimeoutError' });
	custom.api.next({ drip: { bytes: 500, everyMs: 1 } });
	assert.deepEqual(await json(), custom.accounts);
	assert.deepEqual(custom.api.counts, { 200: 1, cut: 2, hang: 1 });
	const statuses = custom.api.requests.map((request) => request.status);
	assert.deepEqual(statuses, ['cut', 'cut', 'hang', 200]);
});

test('chaos is the same for the same seed, and ends', async () => {
	const run = async (seed) => {
		custom.api.reset();
		custom.api.chaos({ seed, rates: { 401: 0.1, 503: 0.2, cut: 0.1 }, retryAfter: '0' });
		const seen = [];
		for (let i = 0; i < 60; i += 1) seen.push(await status('/Accounts/1').catch(() => 'cut'));
		return seen;
	};
	const first = await run(7);
	assert.deepEqual(await run(7), first);
	assert.notDeepEqual(await run(8), first);
	assert.deepEqual(new Set(first), new Set([200, 401, 503, 'cut']));
	custom.api.chaos(null);
	assert.equal(await status('/Accounts/1'), 200);
});

test('the log is bounded, the counts are exact, the most requests at once are known', async () => {
	const endpoint = new Endpoint(() => ({ status: 200 }), { latencyMs: 20, logLimit: 5 });
	const server = http.createServer(endpoint.handle);
	const url = `http://127.0.0.1:${await listen(server)}`;
	const calls = Array.from({ length: 8 }, async () => await (await fetch(url)).text());
	await Promise.all(calls);
	assert.deepEqual([endpoint.maxInFlight, endpoint.inFlight], [8, 0]);
	assert.deepEqual([endpoint.count, endpoint.counts], [8, { 200: 8 }]);
	assert.equal(endpoint.requests.length, 5);
	await closeServer(server);
});
