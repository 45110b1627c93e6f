import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { startChatModel } from './support/chatModel.mjs';
import { chain, node, webhook } from './support/workflows.mjs';
import { startWorld } from './support/world.mjs';

/** The Aurora node as a tool of n8n's AI agent: what the model gets to read. */
describe('the Aurora node as a tool', () => {
	let world, sandbox, custom, rest, model, credential, modelCredential;
	before(async () => {
		world = await startWorld();
		({ sandbox, rest } = world);
		({ custom } = sandbox);
		model = await startChatModel();
		const data = { apiKey: 'no-key', url: model.url };
		modelCredential = await rest.createCredential({ name: 'Model', type: 'openAiApi', data });
	});
	after(async () => {
		await world?.stop();
		await model?.stop();
	});
	beforeEach(async () => {
		sandbox.reset();
		model.requests.length = 0;
		credential = await world.credentialFor(custom);
	});

	/** Lets the model call the tool once. @returns {Promise<import('./support/execution.mjs').Execution>} */
	async function ask(parameters, args, onError) {
		model.callToolWith(args);
		const path = randomUUID();
		const agent = node('@n8n/n8n-nodes-langchain.agent', 3, {
			name: 'Agent',
			parameters: { promptType: 'define', text: 'Which account is it?', options: {} },
		});
		const chatModel = {
			...node('@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.2, {
				name: 'Model',
				parameters: {
					model: { __rl: true, mode: 'id', value: 'local' },
					options: { maxRetries: 0 },
				},
			}),
			credentials: { openAiApi: modelCredential },
		};
		const tool = node('n8n-nodes-aurora.auroraTool', 1, {
			name: 'Aurora',
			parameters,
			credential,
			onError,
		});
		const { nodes, connections } = chain([webhook(path), agent]);
		const { id } = await rest.createWorkflow({
			nodes: [...nodes, chatModel, tool],
			connections: {
				...connections,
				Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
				Aurora: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
			},
		});
		await rest.activate(id);
		await rest.callWebhook(path, {});
		return await rest.lastExecution(id);
	}

	const get = {
		resource: 'account',
		operation: 'get',
		accountId: {
			__rl: true,
			mode: 'id',
			value: "={{ $fromAI('accountId', 'ID of the account', 'string') }}",
		},
	};
	const search = {
		resource: 'account',
		operation: 'search',
		field: "={{ $fromAI('field') }}",
		match: 'contains',
		value: "={{ $fromAI('value') }}",
	};

	it('gives the model the account that it asked for', async () => {
		const execution = await ask(get, { accountId: '3' });
		assert.deepEqual(execution.json('Agent'), [{ output: 'The tool has answered.' }]);
		assert.equal(model.requests.length, 2);
		const [{ function: offered }] = model.requests[0].tools;
		assert.match(offered.description, /account/i);
		assert.deepEqual(Object.keys(offered.parameters.properties), ['accountId']);
		assert.deepEqual(JSON.parse(model.toolAnswer()), [custom.accounts[2]]);
		assert.deepEqual(
			custom.api.requests.map(({ path }) => path),
			['/Accounts/3'],
		);
	});

	it('gives the model every account that a search finds', async () => {
		await ask(search, { field: 'owner.email', value: '@EXAMPLE' });
		assert.deepEqual(JSON.parse(model.toolAnswer()), custom.accounts);
		assert.equal(custom.api.count, 1);
	});

	it('tells the model that nothing was found', async () => {
		const execution = await ask(search, { field: 'name', value: 'nobody has this name' });
		assert.deepEqual(execution.json('Agent'), [{ output: 'The tool has answered.' }]);
		assert.equal(JSON.parse(model.toolAnswer()), '', 'n8n puts it so');
	});

	for (const onError of [undefined, 'continueRegularOutput']) {
		const kind = onError ? 'with Continue On Fail' : 'without Continue On Fail';
		it(`tells the model in words what went wrong, ${kind}`, async () => {
			const execution = await ask(get, { accountId: '99' }, onError);
			assert.match(model.toolAnswer(), /There is no account with the ID '99'/);
			assert.deepEqual(execution.json('Agent'), [{ output: 'The tool has answered.' }]);
		});
	}

	it('tells the model nothing secret', async () => {
		await ask(get, { accountId: '3' });
		custom.api.always({ status: 500 });
		await ask(get, { accountId: '4' });
		const heard = JSON.stringify(model.requests);
		const token = custom.api.requests[0].headers.authorization.replace('Bearer ', '');
		assert.ok(!heard.includes(token) && !heard.includes(custom.credential.clientSecret));
	});
});
