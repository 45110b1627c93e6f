import fs from 'node:fs';
import path from 'node:path';
import { ensureN8n } from '../../../scripts/n8nInstallation.mjs';
import { freePort } from '../../../scripts/ports.mjs';
import { N8nClient } from '../../e2e/support/n8nClient.mjs';
import { n8nEnvironment } from '../../e2e/support/n8nHost.mjs';
import { startServer } from '../../e2e/support/server.mjs';

/**
 * A real n8n without any community package.
 * @typedef {object} BareN8n
 * @property {number} pid of its process
 * @property {N8nClient} rest signed in
 * @property {string} nodesFolder where n8n puts community packages
 * @property {() => string} log
 * @property {() => Promise<void>} stop
 */

/**
 * Starts it on loopback.
 * @param {string} folder data folder; made
 * @param {{ env: Record<string, string>, proxy: { url: string, caFile: string } }} options all HTTPS
 *   requests go through the proxy
 * @returns {Promise<BareN8n>}
 */
export async function startBareN8n(folder, { env, proxy }) {
	const { node, bin } = await ensureN8n();
	fs.mkdirSync(folder, { recursive: true });
	const port = await freePort();
	const rest = new N8nClient(`http://127.0.0.1:${port}`);
	const logFile = path.join(folder, 'n8n.log');
	const output = fs.openSync(logFile, 'a');
	const log = () => fs.readFileSync(logFile, 'utf8');
	const server = await startServer('n8n', node, [bin, 'start'], {
		timeoutMs: 180_000,
		log,
		isReady: async () => await isHealthy(rest.url),
		spawnOptions: {
			cwd: folder,
			stdio: ['ignore', output, output],
			env: {
				...n8nEnvironment(path.dirname(node), proxy),
				N8N_USER_FOLDER: folder,
				N8N_PORT: String(port),
				N8N_RUNNERS_BROKER_PORT: String(await freePort()),
				...env,
			},
		},
	});
	fs.closeSync(output);
	try {
		await rest.signIn();
	} catch (error) {
		await server.stop();
		throw error;
	}
	return { ...server, rest, log, nodesFolder: path.join(folder, '.n8n/nodes') };
}

/**
 * What n8n says of itself.
 * @param {string} url
 */
export async function isHealthy(url) {
	const response = await fetch(`${url}/healthz/readiness`).catch(() => undefined);
	return response?.ok === true;
}
