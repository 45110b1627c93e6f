import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, describe, it } from 'node:test';
import { startChatModel } from './support/chatModel.mjs';
import { FreshExecutions } from './support/freshExecutions.mjs';
import { getById } from './support/parameters.mjs';
import { chain, node, webhook } from './support/workflows.mjs';
import { useWorld } from './support/world.mjs';

const world = await useWorld();
const { custom, rest } = world;
const model = await startChatModel();
const modelCredential = await rest.createCredential({
	name: 'Model',
	type: 'openAiApi',
	data: { apiKey: 'no-key', url: model.url },
});
after(model.stop);
beforeEach(() => void (model.requests.length = 0));

/** The Aurora node as a tool of n8n's AI agent: what the model gets to read. */
describe('the Aurora node as a tool', () => {
	const get = getById("={{ $fromAI('accountId', 'ID of the account', 'string') }}");

	/** Lets the model call the tool once. */
	async function ask(parameters, args, onError) {
		model.callToolWith(args);
		const path = randomUUID();
		const agent = node('@n8n/n8n-nodes-langchain.agent', 3, {
			name: 'Agent',
			parameters: { promptType: 'define', text: 'Which account is it?', options: {} },
		});
		const local = { __rl: true, mode: 'id', value: 'local' };
		const chatModel = {
			...node('@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.2, {
				name: 'Model',
				parameters: { model: local, options: { maxRetries: 0 } },
			}),
			credentials: { openAiApi: modelCredential },
		};
		const tool = {
			...world.aurora(parameters, { onError }),
			type: 'n8n-nodes-aurora.auroraTool',
		};
		const { nodes, connections } = chain([webhook(path), agent]);
		const toAgent = (type) => ({ [type]: [[{ node: 'Agent', type, index: 0 }]] });
		const { id } = await rest.createWorkflow({
			nodes: [...nodes, chatModel, tool],
			connections: {
				...connections,
				Model: toAgent('ai_languageModel'),
				Aurora: toAgent('ai_tool'),
			},
		});
		await rest.activate(id);
		await rest.callWebhook(path);
		const execution = await rest.execution(await new FreshExecutions(rest, id).next());
		assert.deepEqual(execution.json('Agent'), [{ output: 'The tool has answered.' }]);
	}

	it('gives the model the account that it asked for', async () => {
		await ask(get, { accountId: '3' });
		assert.equal(model.requests.length, 2);
		const [{ function: offered }] = model.requests[0].tools;
		assert.match(offered.description, /account/i);
		assert.deepEqual(Object.keys(offered.parameters.properties), ['accountId']);
		assert.deepEqual(JSON.parse(model.toolAnswer()), [custom.accounts[2]]);
		const paths = custom.api.requests.map(({ path }) => path);
		assert.deepEqual(paths, ['/Accounts/3']);
	});

	for (const [kind, onError] of [
		['without Continue On Fail', undefined],
		['with Continue On Fail', 'continueRegularOutput'],
	]) {
		it(`tells the model in words what went wrong, ${kind}`, async () => {
			await ask(get, { accountId: '99' }, onError);
			assert.match(model.toolAnswer(), /There is no account with the ID '99'.*Check the ID in/);
		});
	}

	it('tells the model nothing secret', async () => {
		await ask(get, { accountId: '3' });
		custom.api.always({ status: 507 });
		await ask(get, { accountId: '4' });
		const heard = JSON.stringify(model.requests);
		const token = custom.api.requests[0].headers.authorization.replace('Bearer ', '');
		assert.ok(!heard.includes(token) && !heard.includes(custom.credential.clientSecret));
	});
});
