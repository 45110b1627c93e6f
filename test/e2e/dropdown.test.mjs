import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { answers } from '../sandbox/sandbox.mjs';
import { closedAddress } from './support/closedPort.mjs';
import { startWorld } from './support/world.mjs';

/** The list behind "Account", asked for as n8n's editor does. */
describe('the dropdown of accounts', () => {
	let world, sandbox, custom, credential;
	before(async () => {
		world = await startWorld();
		({ sandbox } = world);
		({ custom } = sandbox);
	});
	after(async () => await world?.stop());
	beforeEach(async () => {
		sandbox.reset();
		credential = await world.credentialFor(custom);
	});

	/** One step of the list. @returns {Promise<{ results: { name: string, value: string }[], paginationToken?: string }>} */
	const step = async ({ filter, paginationToken, options = {} } = {}) =>
		await world.rest.request('POST', '/dynamic-node-parameters/resource-locator-results', {
			path: 'parameters.accountId',
			methodName: 'searchAccounts',
			nodeTypeAndVersion: { name: 'n8n-nodes-aurora.aurora', version: 1 },
			currentNodeParameters: {
				resource: 'account',
				operation: 'get',
				accountId: { __rl: true, mode: 'list', value: '' },
				options,
			},
			credentials: { auroraApi: credential },
			...(filter !== undefined && { filter }),
			...(paginationToken !== undefined && { paginationToken }),
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
		} while (paginationToken !== undefined && steps < 100);
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
		assert.deepEqual(
			custom.api.requests.map(({ path }) => path),
			['/Accounts?orderBy=id%20asc'],
		);
	});

	it('takes any field that looks like a name, else the id', async () => {
		custom.setAccounts([
			{ id: 1, displayName: 'One' },
			{ id: 'b/2', companyName: 'Two' },
			{ id: 3, legalName: ' Three ' },
			{ id: 4 },
			{ id: 5, name: '' },
			{ noId: true, name: 'Nobody' },
		]);
		assert.deepEqual((await step()).results, [
			{ name: 'One (1)', value: '1' },
			{ name: 'Two (b/2)', value: 'b/2' },
			{ name: 'Three (3)', value: '3' },
			{ name: '4', value: '4' },
			{ name: '5', value: '5' },
		]);
	});

	it('finds by name and by id, whatever the case', async () => {
		const wanted = custom.accounts[6];
		for (const filter of [wanted.name.toUpperCase(), ` ${wanted.name} `]) {
			const found = (await step({ filter })).results;
			assert.ok(
				found.some(({ value }) => value === '7'),
				filter,
			);
			assert.ok(found.every(({ name }) => name.startsWith(wanted.name)));
		}
		assert.deepEqual((await step({ filter: '(12)' })).results, [entryOf(custom.accounts[11])]);
		assert.deepEqual((await step({ filter: 'nobody' })).results, []);
	});

	const dialects = {
		'a list in one piece': [{}, {}],
		'next links in the body': [{ envelope: 'odata', paging: 'next-in-body', pageSize: 50 }, {}],
		'Link headers': [{ paging: 'link-header', pageSize: 70 }, {}],
		'page numbers': [{ paging: 'page' }, { pagination: 'page', pageSize: 100 }],
		offsets: [
			{ paging: 'offset' },
			{ pagination: 'offset', pageSizeParameter: 'take', pageSize: 30 },
		],
	};
	for (const [name, [dialect, options]] of Object.entries(dialects)) {
		it(`scrolls through 1,234 accounts: ${name}`, async () => {
			custom.setAccounts(1234);
			custom.dialect(dialect);
			const { results, steps } = await all({ options });
			assert.deepEqual(results, custom.accounts.map(entryOf));
			assert.ok(steps >= 12 && steps <= 14, `${steps} steps`);
		});

		it(`finds one of 1,234 accounts: ${name}`, async () => {
			custom.setAccounts(1234);
			custom.dialect(dialect);
			const { results } = await all({ options, filter: '(1234)' });
			assert.deepEqual(results, [entryOf(custom.accounts[1233])]);
		});
	}

	it('shows a listing without accounts as an empty list', async () => {
		custom.setAccounts(0);
		assert.deepEqual((await step()).results, []);
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
		custom.dialect({ paging: 'link-header', pageSize: 5, misbehave: 'other-origin' });
		assert.match(await message(), /^The next page of the listing is on another server\. /);
		assert.equal(sandbox.elsewhere.count, 0);
	});

	const failures = {
		'a wrong secret': [
			async () => (credential = await world.credentialFor(custom, { clientSecret: 'no' })),
			/^Aurora Custom does not accept this 'Client ID' and 'Client Secret'\. Check both/,
		],
		'an incomplete credential': [
			async () => (credential = await world.credentialFor(custom, { clientId: ' ' })),
			/^'Client ID' of the Aurora credential is empty\. Open the credential/,
		],
		'an API that cannot be reached': [
			async () => {
				const apiBaseUrl = await closedAddress();
				credential = await world.credentialFor(custom, { apiBaseUrl });
			},
			/^The Aurora API can't be reached: .* refused the connection\. /,
		],
		'no permission': [
			() => custom.api.always({ status: 403 }),
			/^Aurora does not allow the client of the credential to do this \(status 403\)\. /,
		],
		'a token that is never accepted': [
			() => custom.api.always(answers.invalidToken),
			/^Aurora refuses the access token, and a new one as well \(status 401\)\. /,
		],
		'a web page': [
			() => custom.api.always(answers.html()),
			/^Aurora answered with a web page instead of data\. /,
		],
		'no list': [
			() => custom.api.always({ status: 200, body: { ok: true } }),
			/^The answer of Aurora holds no list that could be recognised\. Set 'Items Property'/,
		],
	};
	for (const [name, [prepare, expected]] of Object.entries(failures)) {
		it(`says what is wrong: ${name}`, async () => {
			await prepare();
			assert.match(await message(), expected);
		});
	}
});
