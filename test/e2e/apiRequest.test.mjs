import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { statement } from '../sandbox/accountsApi.mjs';
import { send } from './support/parameters.mjs';
import { node } from './support/workflows.mjs';
import { useWorld } from './support/world.mjs';

const world = await useWorld();
const { custom, sandbox, rest, counts, aurora, workflowOf, run, output, failure } = world;

/** API Request → Send: any address of the Aurora API, whatever it answers. */
describe('API Request', () => {
	it('sends every method', async () => {
		const account = { name: 'Larkhill Books', status: 'pending' };
		const body = JSON.stringify(account);
		const [created] = await output(send({ method: 'POST', path: '/Accounts', body }));
		assert.partialDeepStrictEqual(created, account);
		const { id } = created;
		const path = `/Accounts/${id}`;
		for (const [request, expected] of [
			[
				{ method: 'PATCH', body: '{ "status": "active" }' },
				{ ...created, status: 'active' },
			],
			[
				{ method: 'PUT', body: '{ "name": "New" }' },
				{ id, name: 'New' },
			],
			[{ method: 'GET' }, { id, name: 'New' }],
			[{ method: 'HEAD' }, {}],
			[{ method: 'DELETE' }, {}],
		]) {
			assert.deepEqual(await output(send({ path, ...request })), [expected], request.method);
		}
		assert.equal((await failure(send({ path }))).httpCode, '404');
	});

	it('sends for each item its own request, with a body from an object or a text, in order', async () => {
		const items = Array.from({ length: 40 }, (_, index) => {
			const id = (index % 12) + 1;
			const account = { name: 'Ünïcode “x”', list: [1, { a: null }], deep: { b: true }, index };
			const body = index % 4 === 1 ? account : JSON.stringify(account);
			return index % 2 ? { method: 'PATCH', id, account, body } : { method: 'GET', id };
		});
		const each = send({
			method: '={{ $json.method }}',
			path: '=/Accounts/{{ $json.id }}',
			body: '={{ $json.body }}',
		});
		const execution = await run(each, { items });
		for (const [index, { json, pairedItem }] of execution.items('Aurora').entries()) {
			const { id, account } = items[index];
			assert.partialDeepStrictEqual(json, { id, ...account });
			assert.deepEqual(pairedItem, { item: index });
		}
		assert.deepEqual(counts(), { token: 1, api: 40 });
		const patches = custom.api.requests.filter(({ method }) => method === 'PATCH');
		assert.equal(patches.length, 20);
		for (const { headers } of patches) assert.equal(headers['content-type'], 'application/json');
	});

	it('goes where the credential of each item says', async () => {
		const environment = '$("Items").item.json.env';
		const { dev, live } = sandbox;
		const clientSecret = 'The secret of both';
		for (const each of [dev, live]) each.setClientSecret(clientSecret);
		const of = (name) =>
			`(${environment}) === "dev" ? ${JSON.stringify(name(dev))} : ${JSON.stringify(name(live))}`;
		const credential = await rest.createCredential({
			data: {
				environment: `={{ ${environment} }}`,
				clientId: `={{ ${of(({ credential: { clientId } }) => clientId)} }}`,
				clientSecret,
			},
		});
		const items = ['dev', 'live', 'dev', 'live'].map((env) => ({ env }));
		const path = '=/Accounts/{{ $itemIndex + 1 }}';
		assert.equal((await output(send({ path }), { items, credential })).length, 4);
		const paths = (each) => each.api.requests.map((request) => request.path);
		assert.deepEqual(paths(dev), ['/Accounts/1', '/Accounts/3']);
		assert.deepEqual(paths(live).sort(), ['/Accounts/2', '/Accounts/4']);
		assert.deepEqual([counts(dev).token, counts(live).token], [1, 1]);
	});

	it('turns into items: a file, byte by byte', async () => {
		// The next node sees the file as any node of n8n does.
		const asBase64 = node('n8n-nodes-base.extractFromFile', 1, {
			name: 'File',
			parameters: { operation: 'binaryToPropery', destinationKey: 'base64', options: {} },
		});
		const download = aurora(send({ path: '/Accounts/3/statement' }));
		const execution = await (await workflowOf(download, asBase64)).run();
		const [{ json: described, binary }] = execution.items('Aurora');
		const bytes = statement(3);
		assert.deepEqual(described, { contentType: 'application/pdf', bytes: bytes.length });
		const { mimeType, fileName } = binary.data;
		assert.deepEqual([mimeType, fileName], ['application/pdf', 'statement-3.pdf']);
		const [{ base64 }] = execution.json('File');
		assert.ok(Buffer.from(base64, 'base64').equals(bytes));
	});
});
