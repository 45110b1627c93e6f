import { poll } from '../../e2e/support/n8nClient.mjs';

const PUSH_REF = 'faults-editor';

/**
 * What n8n pushes to an open editor while a workflow is executed by hand.
 * @param {import('../../e2e/support/n8nClient.mjs').N8nClient} rest
 * @param {string} workflowId
 * @param {string} trigger
 * @returns {Promise<string[]>} all messages
 */
export async function pushedToEditor({ url, owner }, workflowId, trigger) {
	const headers = { 'content-type': 'application/json', 'browser-id': PUSH_REF, origin: url };
	const login = await fetch(`${url}/rest/login`, {
		method: 'POST',
		headers,
		body: JSON.stringify({ emailOrLdapLoginId: owner.email, password: owner.password }),
	});
	headers.cookie = login.headers
		.getSetCookie()
		.map((each) => each.split(';')[0])
		.join('; ');
	const messages = [];
	const socket = new WebSocket(`${url.replace('http', 'ws')}/rest/push?pushRef=${PUSH_REF}`, {
		headers,
	});
	socket.binaryType = 'arraybuffer';
	socket.addEventListener('message', ({ data }) =>
		messages.push(typeof data === 'string' ? data : Buffer.from(data).toString()),
	);
	await new Promise((resolve, reject) => {
		socket.addEventListener('open', resolve);
		socket.addEventListener('error', () => reject(new Error('n8n refuses the push connection.')));
	});
	try {
		const response = await fetch(`${url}/rest/workflows/${workflowId}/run`, {
			method: 'POST',
			headers: { ...headers, 'push-ref': PUSH_REF },
			body: JSON.stringify({ triggerToStartFrom: { name: trigger } }),
		});
		if (!response.ok) throw new Error(`n8n refuses to execute: ${await response.text()}`);
		await poll('the end of the execution', async () => messages.some(isEnd) || undefined);
	} finally {
		socket.close();
	}
	return messages;
}

const isEnd = (message) => message.includes('"executionFinished"');
