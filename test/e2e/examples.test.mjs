import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { projectFolder } from '../../scripts/versions.mjs';
import { startChatModel } from './support/chatModel.mjs';
import { FreshExecutions } from './support/freshExecutions.mjs';
import { activateTrigger, EVERY_TWO_SECONDS } from './support/triggers.mjs';
import { node } from './support/workflows.mjs';
import { startWorld } from './support/world.mjs';

const folder = path.join(projectFolder, 'examples');
const jsonFilesIn = (place) =>
	fs.readdirSync(place, { recursive: true }).filter((file) => file.endsWith('.json'));
const readJson = (...place) => JSON.parse(fs.readFileSync(path.join(...place), 'utf8'));

const world = await startWorld();
const { rest } = world;
const { custom } = world.sandbox;
const model = await startChatModel();
after(async () => {
	await model.stop();
	await world.stop();
});
beforeEach(() => world.sandbox.reset());

const openAi = { apiKey: 'none', url: model.url };
const openAiApi = await rest.createCredential({ name: 'Model', type: 'openAiApi', data: openAi });
const auroraApi = await rest.createCredential({ name: 'Accounts', data: custom.credential });

/** Every file in examples/ does in a real n8n what its note says. */
describe('the examples', () => {
	const tried = new Set();

	it('list-accounts.json gets the accounts', async () => {
		const { run } = await imported('list-accounts.json');
		assert.deepEqual((await run()).json('Get many accounts'), custom.accounts);
	});

	it('accounts-to-spreadsheet.json makes a file with a row for each account', async () => {
		const { run } = await imported('accounts-to-spreadsheet.json', ({ nodes, connections }) => {
			const parameters = { operation: 'xlsx', options: {} };
			nodes.push(node('n8n-nodes-base.extractFromFile', 1, { name: 'Read', parameters }));
			const toRead = [{ node: 'Read', type: 'main', index: 0 }];
			connections['Make a spreadsheet'] = { main: [toRead] };
		});
		custom.setAccounts(250);
		custom.dialect({ envelope: 'results-next', paging: 'next-in-body', pageSize: 100 });
		const execution = await run();
		const [file, ...others] = execution.items('Make a spreadsheet');
		assert.equal(file.binary.data.fileName, 'accounts.xlsx');
		assert.equal(others.length, 0);
		assert.deepEqual(
			execution.json('Read').map((row) => [row.id, row.name, row['owner.email']]),
			custom.accounts.map(({ id, name, owner }) => [id, name, owner.email]),
		);
	});

	it('look-up-accounts.json finds the account of each row, in one listing', async () => {
		const { run } = await imported('look-up-accounts.json');
		const [first, , third] = custom.accounts;
		assert.deepEqual((await run()).json('Row with its account'), [
			{ order: 'Order A', account: first },
			{ order: 'Order B', account: third },
			{ order: 'Order C', account: third },
		]);
		assert.equal(custom.api.count, 1);
	});

	it('react-to-new-accounts.json goes a way of its own for each event', async () => {
		const { id } = await imported('react-to-new-accounts.json', ({ nodes }) => {
			const { parameters } = nodes.find(({ name }) => name === 'Aurora Trigger');
			parameters.pollTimes = EVERY_TWO_SECONDS;
		});
		await activateTrigger(rest, id);
		const executions = new FreshExecutions(rest, id);
		const ways = ['New account', 'Changed account', 'Removed account'];
		for (const [way, cause, account] of [
			['New account', () => custom.addAccount({ name: 'Newcomer' }), { name: 'Newcomer' }],
			['Changed account', () => custom.updateAccount(2, { name: 'Renamed' }), { name: 'Renamed' }],
			['Removed account', () => custom.removeAccount(3), { id: 3 }],
		]) {
			cause();
			const execution = await rest.execution(await executions.next());
			const taken = ways.filter((each) => execution.items(each).length > 0);
			assert.deepEqual(taken, [way]);
			assert.partialDeepStrictEqual(execution.json(way)[0].account, account);
		}
		await rest.deleteWorkflow(id);
	});

	it('call-any-endpoint.json sends the request that it shows', async () => {
		const { run } = await imported('call-any-endpoint.json');
		assert.deepEqual((await run()).json('Send a request'), custom.accounts.toReversed());
		const [{ method, path: asked }] = custom.api.requests;
		assert.equal(`${method} ${asked}`, 'GET /Accounts?orderBy=id%20desc');
	});

	it('ai-agent.json lets the model look things up', async () => {
		const { run } = await imported('ai-agent.json');
		model.callToolWith({ field: 'id', match: 'equals', value: '3' });
		const chatInput = 'What is account 3 called?';
		const execution = await run([
			{ json: { sessionId: 'test', action: 'sendMessage', chatInput } },
		]);
		assert.deepEqual(execution.json('AI Agent'), [{ output: 'The tool has answered.' }]);
		const [{ messages, tools }] = model.requests;
		assert.ok(messages.some(({ content }) => content === chatInput));
		const offered = tools.map(({ function: { name, parameters } }) => [
			name,
			Object.keys(parameters.properties),
		]);
		assert.deepEqual(Object.fromEntries(offered), {
			Get_accounts: ['limit'],
			Search_accounts: ['field', 'match', 'value'],
		});
		// The model of the test calls the tool that comes first.
		assert.equal(offered[0][0], 'Search_accounts');
		assert.deepEqual(JSON.parse(model.toolAnswer()), [custom.accounts[2]]);
	});

	it('error-handling.json goes on with the others, and asks again where waiting can help', async () => {
		const { run } = await imported('error-handling.json', ({ nodes }) => {
			const wait = nodes.find(({ name }) => name === 'Wait 5 minutes');
			assert.deepEqual(wait.parameters, { amount: 5, unit: 'minutes' });
			wait.parameters = { amount: 1, unit: 'seconds' };
		});
		let failures = 1;
		custom.api.always(({ path: asked }) =>
			asked === '/Accounts/2' && failures-- > 0 ? { status: 507 } : undefined,
		);
		const execution = await run();
		const [first, second] = custom.accounts;
		assert.deepEqual(execution.jsonOfAllRuns('Accounts'), [first, second]);
		const [notFetched, ...others] = execution.jsonOfAllRuns('Not fetched');
		assert.deepEqual(others, []);
		assert.equal(notFetched.accountId, 'unknown');
		assert.equal(notFetched.error.message, "There is no account with the ID 'unknown'");
		assert.equal(notFetched.error.statusCode, 404);
		const asked = custom.api.requests.map((request) => request.path).sort();
		assert.deepEqual(asked, ['/Accounts/1', '/Accounts/2', '/Accounts/2', '/Accounts/unknown']);
	});

	it('are all tried', () => {
		assert.deepEqual([...tried].sort(), jsonFilesIn(folder).sort());
	});

	it('stand beside output schemas, which the editor is given before a first run', async () => {
		const schemas = path.join(projectFolder, 'nodes/Aurora/__schema__/v1.0.0');
		const files = jsonFilesIn(schemas);
		assert.ok(files.length >= 5);
		for (const file of files) {
			const type = file.includes('/') ? 'aurora' : 'auroraTrigger';
			const response = await rest.fetch(`/schemas/n8n-nodes-aurora.${type}/1.0.0/${file}`);
			assert.equal(response.status, 200, file);
			assert.deepEqual(await response.json(), readJson(schemas, file));
		}
	});

	/**
	 * Imports an example, with credentials chosen and a change.
	 * @returns {Promise<{ id: string, run: (items?: object[]) => Promise<import('./support/execution.mjs').Execution> }>}
	 *   run: as the editor's button does; items: what the trigger puts out in place of its own
	 */
	async function imported(file, change = () => {}) {
		tried.add(file);
		const workflow = readJson(folder, file);
		change(workflow);
		const { nodes } = workflow;
		for (const each of nodes) {
			if (each.type.startsWith('n8n-nodes-aurora.')) each.credentials = { auroraApi };
			if (/lmChatOpenAi$/.test(each.type)) each.credentials = { openAiApi };
		}
		const { id } = await rest.createWorkflow(workflow);
		const { name } = nodes.find(({ type }) => /Trigger$/.test(type));
		const run = async (items) => {
			const execution = await rest.execute(id, name, items && finishedRun(items));
			assert.equal(execution.error()?.message, undefined);
			return execution;
		};
		return { id, run };
	}
});

/** A trigger's run with these items, as the editor's chat hands it to n8n. */
function finishedRun(items) {
	return {
		startTime: Date.now(),
		executionTime: 0,
		executionIndex: 0,
		executionStatus: 'success',
		source: [null],
		data: { main: [items] },
	};
}
