import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { chain, node } from '../e2e/support/workflows.mjs';
import { createCredential, session } from './support/session.mjs';

describe('nodes of n8n that work with Aurora', () => {
	before(createCredential);

	it('HTTP Request signs in with the Aurora credential', async () => {
		const { editor } = session;
		const { live } = session.world.sandbox;
		live.setAccounts(8);
		const parameters = { url: `${live.apiOrigin}/Accounts`, options: {} };
		const request = node('n8n-nodes-base.httpRequest', 4.2, { name: 'HTTP Request', parameters });
		await editor.openNode(chain([request]), 'HTTP Request');
		await editor.choose(editor.parameter('authentication'), 'Predefined Credential Type');
		const types = editor.byId('credential-select').locator('input');
		await types.click();
		await types.fill('Aurora');
		const offered = editor.page.locator('[data-test-id="credential-select-option"]:visible');
		await offered.filter({ hasText: 'Aurora API' }).waitFor();
		assert.deepEqual(await offered.allInnerTexts(), ['Aurora API']);
		await offered.click();
		await editor.byId('node-credentials-select').waitFor();
		await editor.execute();
		const { rows } = await editor.table(8);
		assert.deepEqual(rows[0].slice(0, 2), ['1', 'Larkhill Books']);
		await editor.pictureOfOutput('http-request', editor.lastRow());
	});

	it('AI Agent offers Aurora among its tools', async () => {
		const { editor } = session;
		const langchain = (type, version, name) =>
			node(`@n8n/n8n-nodes-langchain.${type}`, version, { name, parameters: { options: {} } });
		const chat = langchain('chatTrigger', 1.1, 'When chat message received');
		await editor.openWorkflow(chain([chat, langchain('agent', 2.2, 'AI Agent')]));
		const toolPlus = editor.page.locator(
			'[data-handleid="inputs/ai_tool/0"] [data-test-id="canvas-handle-plus"]',
		);
		await toolPlus.click();
		await editor.searchNodes('Aurora');
		await editor.panelRow('Aurora Tool').waitFor();
		await editor.picture('ai-tool', { x: 460, y: 0, width: 980, height: 620 });
		await editor.panelRow('Aurora Tool').click();
		await editor.dialog.waitFor();
		assert.ok(await editor.dialog.getByText('Tool Description').isVisible());
	});
});
