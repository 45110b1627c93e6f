import fs from 'node:fs';
import path from 'node:path';
import { ensureN8n } from '../../../scripts/n8nInstallation.mjs';
import { freePort } from '../../../scripts/ports.mjs';
import { N8nClient } from '../../e2e/support/n8nClient.mjs';
import { n8nEnvironment } from '../../e2e/support/n8nHost.mjs';
import { answersWell, startLoggedServer } from '../../queue/support/loggedServer.mjs';

/**
 * Starts a real n8n without any community package on loopback.
 * @param {string} folder data folder; made
 * @param {{ env: Record<string, string>, proxy: { url: string, caFile: string } }} options all HTTPS
 *   requests go through the proxy
 * @returns {Promise<{ rest: N8nClient, stop: () => Promise<void> }>} rest: signed in
 */
export async function startBareN8n(folder, { env, proxy }) {
	const { node, bin } = await ensureN8n();
	fs.mkdirSync(folder, { recursive: true });
	const port = await freePort();
	const rest = new N8nClient(`http://127.0.0.1:${port}`);
	const { stop } = await startLoggedServer('n8n', [node, bin, 'start'], {
		timeoutMs: 180_000,
		logFile: path.join(folder, 'n8n.log'),
		isReady: async () => await isHealthy(rest.url),
		cwd: folder,
		env: {
			...n8nEnvironment(path.dirname(node), proxy),
			N8N_USER_FOLDER: folder,
			N8N_PORT: String(port),
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			...env,
		},
	});
	await rest.signIn().catch(async (error) => {
		await stop();
		throw error;
	});
	return { rest, stop };
}

/** What n8n says of itself. @param {string} url */
export async function isHealthy(url) {
	return await answersWell(`${url}/healthz/readiness`);
}
