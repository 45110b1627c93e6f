import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
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
	const all = async (request, before = []) => {
		const { results, paginationToken } = await step(request);
		const steps = [...before, results];
		if (paginationToken === undefined || steps.length > 20) return steps;
		return await all({ ...request, paginationToken }, steps);
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

	it('scrolls through 1,234 accounts, and finds one of them', async () => {
		custom.setAccounts(1234);
		custom.dialect({ paging: 'page' });
		const steps = await all();
		assert.deepEqual(steps.flat(), custom.accounts.map(entryOf));
		assert.ok(steps.length >= 12 && steps.length <= 14, `${steps.length} steps`);
		const found = await all({ filter: '(1234)' });
		assert.deepEqual(found.flat(), [entryOf(custom.accounts[1233])]);
	});

	it('does not go to another origin, whatever the list says', async () => {
		custom.dialect({ paging: 'link-header', pageSize: 5, leadsElsewhere: true });
		assert.match(await message(), /^The next page of the list is on another server\. /);
		assert.equal(sandbox.elsewhere.count, 0);
	});

	it('says what is wrong and what to do', async () => {
		const credential = await world.credentialFor(custom, { clientSecret: 'no' });
		const expected = /^Aurora rejected the Client ID or Client Secret\. Check both/;
		assert.match(await message({ credential }), expected);
	});
});
