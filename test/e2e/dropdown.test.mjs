import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CLOSED_ADDRESS } from './support/closedPort.mjs';
import { getById } from './support/parameters.mjs';
import { useWorld } from './support/world.mjs';

const world = await useWorld();
const { custom, sandbox } = world;

/** The list behind "Account", asked for as n8n's editor does. */
describe('the dropdown of accounts', () => {
	/** One step of the list. @returns {Promise<{ results: { name: string, value: string }[], paginationToken?: string }>} */
	const step = async ({ options, credential = world.credential, ...request } = {}) =>
		await world.rest.request('POST', '/dynamic-node-parameters/resource-locator-results', {
			path: 'parameters.accountId',
			methodName: 'searchAccounts',
			nodeTypeAndVersion: { name: 'n8n-nodes-aurora.aurora', version: 1 },
			currentNodeParameters: getById('', options),
			credentials: { auroraApi: credential },
			...request,
		});
	/** Scrolls to the end. */
	const all = async (request) => {
		const results = [];
		let steps = 0;
		let paginationToken;
		do {
			const answer = await step({ ...request, paginationToken });
			results.push(...answer.results);
			({ paginationToken } = answer);
			steps += 1;
		} while (paginationToken !== undefined && steps < 20);
		return { results, steps };
	};
	const entryOf = ({ id, name }) => ({ name: `${name} (${id})`, value: String(id) });
	const message = async (request) =>
		await step(request).then(
			() => assert.fail('it looks like a list'),
			// The client cuts n8n's answer: what the editor shows is its first text.
			(error) => JSON.parse(/"message":("(?:[^"\\]|\\.)*")/.exec(error.message)[1]),
		);

	it('shows names and ids', async () => {
		const { results, paginationToken } = await step();
		assert.deepEqual(results, custom.accounts.map(entryOf));
		assert.equal(paginationToken, undefined);
		const paths = custom.api.requests.map(({ path }) => path);
		assert.deepEqual(paths, ['/Accounts?orderBy=id%20asc']);
	});

	for (const [name, dialect, options] of [
		['a list in one piece', {}],
		['Link headers', { paging: 'link-header', pageSize: 70 }],
		['page numbers, without a word', { paging: 'page' }],
		['offsets by hand', { paging: 'offset' }, { pagination: 'offset', pageSizeParameter: 'take' }],
	]) {
		it(`scrolls through 1,234 accounts, and finds one of them: ${name}`, async () => {
			custom.setAccounts(1234);
			custom.dialect(dialect);
			const { results, steps } = await all({ options });
			assert.deepEqual(results, custom.accounts.map(entryOf));
			assert.ok(steps >= 12 && steps <= 14, `${steps} steps`);
			const found = await all({ options, filter: '(1234)' });
			assert.deepEqual(found.results, [entryOf(custom.accounts[1233])]);
		});
	}

	it('does not go to another origin, whatever token the browser sends', async () => {
		for (const url of [
			`${sandbox.elsewhere.origin}/Accounts`,
			`${custom.apiOrigin}.example/x`,
			'file:///etc/passwd',
		]) {
			await step({ paginationToken: JSON.stringify({ url, before: 0 }) });
		}
		assert.equal(sandbox.elsewhere.count, 0);
		custom.dialect({ paging: 'link-header', pageSize: 5, leadsElsewhere: true });
		assert.match(await message(), /^The next page of the list is on another server\. /);
		assert.equal(sandbox.elsewhere.count, 0);
	});

	for (const [name, fields, answer, expected] of [
		[
			'a wrong secret',
			{ clientSecret: 'no' },
			null,
			/^Aurora rejected the Client ID or Client Secret\. Check both/,
		],
		[
			'an API that cannot be reached',
			{ apiBaseUrl: CLOSED_ADDRESS },
			null,
			/^The Aurora API can't be reached: .* refused the connection\. /,
		],
		[
			'no permission',
			{},
			{ status: 403 },
			/^This client may not do this in Aurora \(status 403\)\. /,
		],
	]) {
		it(`says what is wrong: ${name}`, async () => {
			const credential = await world.credentialFor(custom, fields);
			custom.api.always(answer);
			assert.match(await message({ credential }), expected);
		});
	}
});
