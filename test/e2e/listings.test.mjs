import assert from 'node:assert/strict';
import http from 'node:http';
import { after, describe, it } from 'node:test';
import { makeAccounts } from '../sandbox/accounts.mjs';
import { Endpoint } from '../sandbox/endpoint.mjs';
import { closeServer, listen } from '../sandbox/servers.mjs';
import { answerOf, brokenServices, completeServices } from './support/listServices.mjs';
import { getMany } from './support/parameters.mjs';
import { feathers, jsonServer, nestjsPaginate, odata } from './support/realServices.mjs';
import { useWorld } from './support/world.mjs';

/** Requests that a list may take beside its pages, to find out how it pages. */
const PROBES = 6;

const { sandbox, custom, aurora, workflowOf, credentialFor } = await useWorld();
const queryOf = (url) => new URL(url, 'http://any').searchParams;
const accountsOf = (size) => makeAccounts(size).map(({ id, name }) => ({ id, name }));

/** @param {import('./support/listServices.mjs').ListService} service @returns {import('./support/realServices.mjs').RealService} */
function written(service) {
	let accounts = [];
	const answer = ({ path }) => answerOf(service, accounts, queryOf(path));
	return { listener: new Endpoint(answer).handle, fill: (list) => void (accounts = list) };
}

/**
 * Serves accounts on loopback, at an origin of its own: nothing is known of it.
 * @returns {Promise<(size: number, item?: object) => Promise<{ execution: import('./support/execution.mjs').Execution, queries: URLSearchParams[] }>>}
 *   reads so many accounts; the queries are those of its requests
 */
async function reading({ listener, fill }, parameters = getMany()) {
	const queries = [];
	const server = http.createServer((request, response) => {
		queries.push(queryOf(request.url));
		listener(request, response);
	});
	const apiBaseUrl = `http://127.0.0.1:${await listen(server)}`;
	after(() => closeServer(server));
	const credential = await credentialFor(custom, { apiBaseUrl });
	const workflow = await workflowOf(aurora(parameters, { credential }));
	return async (size, item = {}) => {
		await fill(accountsOf(size));
		queries.length = 0;
		return { execution: await workflow.run([item]), queries: [...queries] };
	};
}

const isWhole = (size, { execution }) => {
	assert.equal(execution.error('Aurora')?.message, undefined);
	assert.deepEqual(execution.json('Aurora'), accountsOf(size));
};

/** Lists of every kind, with no option set: all accounts once and in order, or an error. */
describe('lists', () => {
	for (const [name, page, start] of [
		['json-server', 100, jsonServer],
		['the OData server of SAP CAP', 100, odata],
		['nestjs-paginate', 20, nestjsPaginate],
		['Feathers', 10, feathers],
		...Object.entries(completeServices).map(([name, service]) => {
			const [{ normal }] = service;
			return [name, normal, () => written(service)];
		}),
	]) {
		it(`of 1234, ${page}, 1 and 0 accounts: ${name}`, async () => {
			const read = await reading(await start());
			for (const size of [1234, page, 1, 0]) {
				const result = await read(size);
				isWhole(size, result);
				const most = Math.max(1, Math.ceil(size / page)) + PROBES;
				assert.ok(result.queries.length <= most, `${result.queries.length} requests for ${size}`);
			}
		});
	}

	const SILENT = 'page and pageSize, without a word';
	const GRIDIFY = 'Gridify: { count, data }';
	for (const name of [SILENT, GRIDIFY]) {
		it(`that grow beyond their only page: ${name}`, async () => {
			const service = completeServices[name];
			const [{ normal: page }] = service;
			const read = await reading(written(service));
			isWhole(page, await read(page));
			isWhole(page + 1, await read(page + 1));
		});
	}

	it('need no probe the second time', async () => {
		const read = await reading(written(completeServices[SILENT]));
		const first = await read(1234);
		const second = await read(1234);
		isWhole(1234, second);
		assert.ok(second.queries.length < first.queries.length);
		assert.ok(second.queries.length <= 14, `${second.queries.length}`);
	});

	it('of 10,000 accounts take 15 requests at most where pages may be large', async () => {
		const result = await (await reading(written(completeServices[GRIDIFY])))(10_000);
		isWhole(10_000, result);
		assert.ok(result.queries.length <= 15, `${result.queries.length} requests`);
	});

	for (const [name, [service, message, description]] of Object.entries(
		brokenServices(sandbox.elsewhere.origin),
	)) {
		it(`that can't be completed are an error, with a limit a hint: ${name}`, async () => {
			const { execution, queries } = await (await reading(written(service)))(250);
			const error = execution.error('Aurora');
			assert.equal(error.message, message);
			assert.match(error.description, description);
			assert.ok(queries.length <= 1 + PROBES, `${queries.length} requests`);
			assert.equal(sandbox.elsewhere.count, 0);

			const limited = getMany({ returnAll: false, limit: 100 });
			const some = (await (await reading(written(service), limited))(250)).execution;
			assert.deepEqual(some.json('Aurora'), accountsOf(100));
			assert.match(some.hints('Aurora').join(), /^100 accounts (were )?returned/);
		});
	}

	it('keep order and extra parameters on every page', async () => {
		const by = [{ field: 'name', direction: 'desc' }];
		const parameter = [{ name: 'status', value: 'active now' }];
		const parameters = getMany({ sort: { by }, options: { queryParameters: { parameter } } });
		const { queries } = await (await reading(written(completeServices[SILENT]), parameters))(250);
		assert.ok(queries.length > 3);
		for (const query of queries) {
			assert.equal(query.get('orderBy'), 'name desc,id asc');
			assert.equal(query.get('status'), 'active now');
		}
	});

	it('ask for no page beyond a limit', async () => {
		const limited = getMany({ returnAll: false, limit: '={{ $json.limit }}' });
		const service = written(completeServices['Django: { count, next, results }']);
		const read = await reading(service, limited);
		for (const [limit, requests] of [
			[99, 1],
			[100, 1],
			[101, 2],
			[5000, 13],
		]) {
			const { execution, queries } = await read(1234, { limit });
			assert.deepEqual(execution.json('Aurora'), accountsOf(Math.min(limit, 1234)));
			assert.equal(queries.length, requests, `requests for ${limit}`);
		}
	});
});
