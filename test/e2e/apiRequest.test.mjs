import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { statement } from '../sandbox/accountsApi.mjs';
import { answers } from '../sandbox/sandbox.mjs';
import { inputItems } from './support/inputItems.mjs';
import { auroraNode, node } from './support/workflows.mjs';
import { startWorld } from './support/world.mjs';

/** API Request → Send: any address of the Aurora API, whatever it answers. */
describe('API Request', () => {
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

	const send = (parameters, onError) =>
		auroraNode({
			credential,
			onError,
			parameters: { resource: 'apiRequest', operation: 'send', ...parameters },
		});
	const run = async (parameters) => await (await world.runnable(send(parameters))).run();
	const sent = async (parameters) => {
		const execution = await run(parameters);
		assert.equal(execution.error('Aurora')?.message, undefined);
		return execution.json('Aurora');
	};
	const failed = async (parameters) => (await run(parameters)).error('Aurora');
	const lastRequest = () => custom.api.requests.at(-1);

	describe('sends', () => {
		it('every method', async () => {
			const account = { name: 'Larkhill Books', status: 'pending' };
			const [created] = await sent({
				method: 'POST',
				path: '/Accounts',
				body: JSON.stringify(account),
			});
			assert.deepEqual({ name: created.name, status: created.status }, account);
			const path = `/Accounts/${created.id}`;

			const [patched] = await sent({ method: 'PATCH', path, body: '{ "status": "active" }' });
			assert.deepEqual(patched, { ...created, status: 'active' });
			const [put] = await sent({ method: 'PUT', path, body: '{ "name": "New" }' });
			assert.deepEqual(put, { id: created.id, name: 'New' });
			assert.deepEqual(await sent({ method: 'GET', path }), [put]);
			assert.deepEqual(await sent({ method: 'HEAD', path }), [{}]);
			assert.deepEqual(await sent({ method: 'DELETE', path }), [{}], 'one empty item');
			assert.equal((await failed({ method: 'GET', path })).httpCode, '404');
		});

		it('a body as JSON, from text or from an expression that is an object', async () => {
			custom.api.always({ status: 200, body: {} });
			const body = { name: 'Ünïcode “x”', list: [1, { a: null }], deep: { b: true } };
			const parameters = { method: 'POST', path: '/Accounts', body: '={{ $json.body.given }}' };
			const workflow = await world.runnable(send(parameters));
			for (const given of [body, JSON.stringify(body)]) {
				assert.equal((await workflow.run({ given })).status, 'success');
				assert.deepEqual(JSON.parse(lastRequest().body), body);
				assert.equal(lastRequest().headers['content-type'], 'application/json');
			}
		});

		it('no body when there is none', async () => {
			for (const body of ['', '{}', '  ']) {
				await sent({ method: 'POST', path: '/Accounts/1/close', body });
				assert.equal(lastRequest().body, '');
			}
			await sent({ method: 'GET', path: '/Accounts', body: '{ "a": 1 }' });
			assert.equal(lastRequest().body, '');
		});

		it('lists and plain values as a body', async () => {
			custom.api.always({ status: 200, body: {} });
			for (const body of ['[]', '[{ "a": 1 }]', '"text"', 'false', '0']) {
				await sent({ method: 'POST', path: '/Accounts', body });
				assert.deepEqual(JSON.parse(lastRequest().body), JSON.parse(body), body);
			}
		});

		it('nothing when the body is no JSON', async () => {
			const { message } = await failed({ method: 'POST', path: '/Accounts', body: '{ "name": }' });
			assert.equal(message, "'Body' is not valid JSON");
			assert.equal(custom.api.count, 0);
		});

		it('headers and query parameters, and its own token whatever they say', async () => {
			await sent({
				method: 'GET',
				path: '/Accounts?orderBy=id asc&include=a%26b',
				options: {
					headers: {
						header: [
							{ name: 'X-Tenant', value: 'north' },
							{ name: 'Accept', value: 'application/hal+json' },
							{ name: 'Authorization', value: 'Bearer mine' },
							{ name: 'authentication', value: 'Bearer mine' },
						],
					},
					queryParameters: { parameter: [{ name: 'filter', value: 'a b+c/ü' }] },
				},
			});
			const { path, headers, tokenId } = lastRequest();
			assert.equal(path, '/Accounts?orderBy=id%20asc&include=a%26b&filter=a%20b%2Bc%2F%C3%BC');
			assert.equal(headers['x-tenant'], 'north');
			assert.equal(headers.accept, 'application/hal+json');
			assert.equal(tokenId, custom.tokenService.requests[0].tokenId);
			assert.equal(headers.authorization, headers.authentication);
		});

		it('to the whole address too, if it is of the API', async () => {
			assert.equal((await sent({ path: `${custom.apiOrigin}/Accounts/3` }))[0].id, 3);
			assert.equal((await sent({ path: 'Accounts/4' }))[0].id, 4);
		});

		it('for each item its own request, in order', async () => {
			const items = Array.from({ length: 40 }, (_, index) => ({
				method: index % 2 ? 'PATCH' : 'GET',
				id: (index % 12) + 1,
				body: { balance: index },
			}));
			const workflow = await world.runnable(
				inputItems(),
				send({
					method: '={{ $json.method }}',
					path: '=/Accounts/{{ $json.id }}',
					body: '={{ $json.body }}',
				}),
			);
			const output = (await workflow.run({ items })).items('Aurora');
			assert.deepEqual(
				output.map(({ json }) => json.id),
				items.map(({ id }) => id),
			);
			assert.deepEqual(
				output.map(({ pairedItem }) => pairedItem.item),
				items.map((_, index) => index),
			);
			assert.deepEqual(
				output.filter((_, index) => index % 2).map(({ json }) => json.balance),
				items.filter((_, index) => index % 2).map(({ body }) => body.balance),
			);
			assert.deepEqual(world.counts(custom), { token: 1, api: 40 });
		});
	});

	describe('turns into items', () => {
		it('a list', async () => {
			assert.deepEqual(await sent({ path: '/Accounts' }), custom.accounts);
			assert.deepEqual(
				await sent({ path: '/Accounts?orderBy=id desc' }),
				custom.accounts.toReversed(),
			);
		});

		it('all pages of a list, each record once', async () => {
			custom.setAccounts(1234);
			custom.dialect({ envelope: 'odata', paging: 'next-in-body', pageSize: 100 });
			assert.deepEqual(await sent({ path: '/Accounts' }), custom.accounts);
			assert.equal(custom.api.count, 13);
		});

		it('all pages by number, and by offset', async () => {
			custom.setAccounts(250);
			custom.dialect({ paging: 'page', names: { page: 'p', pageSize: 'size' } });
			const byPage = {
				pagination: 'page',
				pageParameter: 'p',
				pageSizeParameter: 'size',
				pageSize: 100,
			};
			assert.deepEqual(await sent({ path: '/Accounts', options: byPage }), custom.accounts);
			custom.dialect({ paging: 'offset', names: { skip: 'from', take: 'size' } });
			const byOffset = {
				pagination: 'offset',
				offsetParameter: 'from',
				pageSizeParameter: 'size',
				pageSize: 100,
			};
			assert.deepEqual(await sent({ path: '/Accounts', options: byOffset }), custom.accounts);
			assert.equal(custom.api.count, 6);
		});

		it('a list that is there in part only: an error', async () => {
			custom.setAccounts(1234);
			custom.dialect({ envelope: 'items-totalCount', paging: 'none', truncate: 100 });
			const { message } = await failed({ path: '/Accounts' });
			assert.equal(message, 'The listing says that there are 1234 records, but it gives 100');
		});

		it('an empty list: no item', async () => {
			custom.setAccounts(0);
			assert.deepEqual(await sent({ path: '/Accounts' }), []);
		});

		it('a list in the answer to a POST, without asking again', async () => {
			custom.api.always({
				status: 200,
				body: { items: [{ id: 1 }, { id: 2 }], next: '/Accounts?page=2' },
			});
			assert.deepEqual(await sent({ method: 'POST', path: '/Accounts/search' }), [
				{ id: 1 },
				{ id: 2 },
			]);
			assert.equal(custom.api.count, 1);
		});

		it('an object with lists in it: one item', async () => {
			const body = { id: 7, items: [{ sku: 'a' }], tags: ['x'] };
			custom.api.always({ status: 200, body });
			assert.deepEqual(await sent({ path: '/Orders/7' }), [body]);
		});

		it('an empty answer: one empty item', async () => {
			assert.deepEqual(await sent({ method: 'POST', path: '/Accounts/1/close', body: '' }), [{}]);
			custom.api.next({ status: 200, body: '' });
			assert.deepEqual(await sent({ path: '/Accounts' }), [{}]);
		});

		it('a file: binary data, byte by byte', async () => {
			const workflow = await world.runnable(
				send({ path: '/Accounts/3/statement' }),
				fileAsBase64(),
			);
			const execution = await workflow.run();
			const [{ json, binary }] = execution.items('Aurora');
			const bytes = statement(3);
			assert.deepEqual(json, { contentType: 'application/pdf', bytes: bytes.length });
			const { mimeType, fileName } = binary.data;
			assert.equal(mimeType, 'application/pdf');
			assert.equal(fileName, 'statement-3.pdf');
			const [{ base64 }] = execution.json('File');
			assert.ok(Buffer.from(base64, 'base64').equals(bytes));
		});

		it('a text: one item', async () => {
			custom.api.always({
				status: 200,
				body: 'Zürich; 1\n',
				headers: { 'content-type': 'text/csv; charset=utf-8' },
			});
			assert.deepEqual(await sent({ path: '/Accounts.csv' }), [{ data: 'Zürich; 1\n' }]);
		});

		it('plain values: one item each', async () => {
			for (const [text, value] of [
				['42', 42],
				['"x"', 'x'],
				['true', true],
				['null', null],
			]) {
				const headers = { 'content-type': 'application/json' };
				custom.api.next({ status: 200, body: text, headers });
				assert.deepEqual(await sent({ path: '/Count' }), [{ value }]);
			}
		});

		it('a web page: an error that says what to check', async () => {
			custom.api.always(answers.html());
			const { message, description } = await failed({ path: '/Accounts' });
			assert.equal(message, 'Aurora answered with a web page instead of data');
			assert.match(
				description,
				/Check 'Environment' in the credential\. Title of the page: Maintenance$/,
			);
		});

		it('broken JSON: an error', async () => {
			custom.api.always(answers.brokenJson);
			const { message, description } = await failed({ path: '/Accounts' });
			assert.equal(message, 'The answer of Aurora is not valid JSON');
			assert.match(description, /It begins with: \[\{"id": 1, "name": "Harb$/);
		});
	});

	describe('refuses without a request', () => {
		const OUTSIDE = "'Path' leads out of the Aurora API";
		const CLIMBS = "'Path' must not contain '.' or '..' parts";
		const paths = {
			'http://127.0.0.1:1/Accounts': OUTSIDE,
			'https://example.com/Accounts': OUTSIDE,
			'//example.com/Accounts': OUTSIDE,
			'/Accounts/../admin': CLIMBS,
			'../admin': CLIMBS,
			'/Accounts/%2e%2E/admin': CLIMBS,
			'/Accounts/..%2fadmin': CLIMBS,
			'/Accounts/./1': CLIMBS,
			'\\\\example.com\\x': /^'Path' has a line break, a backslash or another character/,
			'/Accounts\nHost: x': /^'Path' has a line break, a backslash or another character/,
			'file:///etc/passwd': OUTSIDE,
			'  ': "'Path' is empty",
		};
		for (const [path, message] of Object.entries(paths)) {
			it(JSON.stringify(path), async () => {
				// As an expression: that is how such a path gets in.
				const error = await failed({ path: `={{ ${JSON.stringify(path)} }}` });
				assert[message instanceof RegExp ? 'match' : 'equal'](error.message, message);
				assert.equal(
					error.description,
					`Give a path such as /Accounts; it is added to ${custom.apiOrigin}.`,
				);
				assert.deepEqual(world.counts(custom), { token: 0, api: 0 });
			});
		}

		it('an address on another origin that begins like the API', async () => {
			const { host } = new URL(custom.apiOrigin);
			for (const path of [
				`${custom.apiOrigin}@${new URL(sandbox.elsewhere.origin).host}/x`,
				`http://user:pw@${host}/Accounts`,
			]) {
				assert.equal((await failed({ path: `={{ '${path}' }}` })).message, OUTSIDE);
			}
			assert.equal(sandbox.elsewhere.count, 0);
			assert.equal(custom.api.count, 0);
		});

		it('a method that does not exist', async () => {
			const { message } = await failed({ method: '={{ "BREW" }}', path: '/Accounts' });
			assert.equal(message, "'Method' can't be 'BREW'");
			assert.equal(custom.api.count, 0);
		});
	});

	describe('repeats a POST', () => {
		const post = { method: 'POST', path: '/Accounts', body: '{ "name": "New" }' };

		it('not after 503: it may have been carried out', async () => {
			custom.api.next({ status: 503 });
			const { message } = await failed(post);
			assert.equal(message, 'The Aurora API is not working at the moment (status 503)');
			assert.equal(custom.api.count, 1);
		});

		it('not after a connection that was cut during the answer', async () => {
			custom.api.next({ cut: 'midBody' });
			const { message } = await failed(post);
			assert.match(message, /^The Aurora API can't be reached: the connection to .* broke$/);
			assert.equal(custom.api.count, 1);
			assert.equal(custom.accounts.length, 13, 'it was carried out');
		});

		it('not after a time-out', async () => {
			custom.api.next({ hang: true });
			const { message } = await failed({ ...post, options: { timeout: 1 } });
			assert.match(message, /^The Aurora API can't be reached: .* did not answer in time$/);
			assert.equal(custom.api.count, 1);
		});

		it('after 429: it was not carried out', async () => {
			custom.api.next({ status: 429, headers: { 'retry-after': '1' } });
			const [created] = await sent(post);
			assert.equal(created.name, 'New');
			assert.equal(custom.api.count, 2);
			assert.equal(custom.accounts.length, 13);
		});

		it('after a 401 that made a new token necessary', async () => {
			await sent({ path: '/Accounts/1' });
			custom.revokeTokens();
			const [created] = await sent(post);
			assert.equal(created.name, 'New');
			assert.equal(custom.accounts.length, 13);
			assert.deepEqual(world.counts(custom), { token: 2, api: 3 });
		});
	});
});

/** The next node sees the file as any node of n8n does. */
function fileAsBase64() {
	const parameters = { operation: 'binaryToPropery', destinationKey: 'base64', options: {} };
	return node('n8n-nodes-base.extractFromFile', 1, { name: 'File', parameters });
}
