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

	it('scrolls through 1,234 accounts, and finds one of them', async () => {
		custom.setAccounts(1234);
		custom.dialect({ paging: 'page' });
		const { results, steps } = await all();
		assert.deepEqual(results, custom.accounts.map(entryOf));
		assert.ok(steps >= 12 && steps <= 14, `${steps} steps`);
		const found = await all({ filter: '(1234)' });
		assert.deepEqual(found.results, [entryOf(custom.accounts[1233])]);
	});

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

	it('says what is wrong and what to do', async () => {
		const credential = await world.credentialFor(custom, { clientSecret: 'no' });
		const expected = /^Aurora rejected the Client ID or Client Secret\. Check both/;
		assert.match(await message({ credential }), expected);
	});
});
