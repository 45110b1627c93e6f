import http from 'node:http';
import { chain, node } from '../test/e2e/support/workflows.mjs';
import { answers } from '../test/sandbox/sandbox.mjs';
import { closeServer, listen } from '../test/sandbox/servers.mjs';

export const PLAY_NAME = 'Play Aurora';

const rateLimit = {
	status: 429,
	headers: { 'retry-after': '2' },
	body: { message: 'Too many requests' },
};
const notAvailable = { status: 503, body: { message: 'Down for maintenance' } };

/** What the buttons do, by their names. @type {Record<string, (aurora: any) => unknown>} */
const ACTIONS = {
	'Change an account': ({ accounts: [first], updateAccount }) =>
		updateAccount(first.id, { name: `Renamed at ${new Date().toLocaleTimeString('en')}` }),
	'Add an account': ({ addAccount }) => addAccount({}),
	'Remove an account': ({ accounts, removeAccount }) => removeAccount(accounts.at(-1)?.id),
	'Answer 429': ({ api }) => api.always(rateLimit),
	'Answer 503': ({ api }) => api.always(notAvailable),
	'Refuse tokens': ({ api }) => api.always(answers.invalidToken),
	'Answer normally': ({ api }) => api.always(null),
};

/**
 * Listens on loopback for the requests of the workflow's buttons.
 * @param {any} aurora an instance of the sandbox
 * @param {number} port
 */
export async function startPlay(aurora, port) {
	const server = http.createServer((request, response) => {
		const name = decodeURIComponent(request.url.slice(1));
		const action = request.method === 'POST' && Object.hasOwn(ACTIONS, name) && ACTIONS[name];
		if (action) action(aurora);
		response.writeHead(action ? 200 : 404, { 'content-type': 'application/json' });
		response.end(
			JSON.stringify({ done: action ? name : 'nothing', accounts: aurora.accounts.length }),
		);
	});
	await listen(server, port);
	return { stop: async () => await closeServer(server) };
}

/**
 * A workflow with a button for each action. A workflow may have only one Manual Trigger, so the
 * buttons are those of Schedule Triggers that never run by themselves, as nobody publishes it.
 * @param {number} port of startPlay
 */
export function playWorkflow(port) {
	const rows = Object.keys(ACTIONS).map((name, row) => {
		const rule = { interval: [{ field: 'months', monthsInterval: 12 }] };
		const button = node('n8n-nodes-base.scheduleTrigger', 1.2, { name, parameters: { rule } });
		const url = `http://127.0.0.1:${port}/${encodeURIComponent(name)}`;
		const request = node('n8n-nodes-base.httpRequest', 4.2, {
			name: `${name}: done`,
			parameters: { method: 'POST', url, options: {} },
		});
		const { nodes, connections } = chain([button, request]);
		return {
			nodes: nodes.map((each, at) => ({ ...each, position: [at * 260, row * 180] })),
			connections,
		};
	});
	return {
		name: PLAY_NAME,
		nodes: rows.flatMap(({ nodes }) => nodes),
		connections: Object.assign({}, ...rows.map(({ connections }) => connections)),
	};
}
