import fs from 'node:fs';
import path from 'node:path';
import { installPackage } from '../../../scripts/packageTarball.mjs';
import { freePort } from '../../../scripts/ports.mjs';
import { n8nEnvironment } from '../../e2e/support/n8nHost.mjs';
import { startServer } from '../../e2e/support/server.mjs';

/** Executions that one worker runs at once: n8n's default. */
export const WORKER_CONCURRENCY = 10;

/**
 * An n8n worker.
 * @typedef {object} Worker
 * @property {string} name
 * @property {() => string[]} started ids of the executions that it has begun, from its log
 * @property {() => string[]} running those that it has not finished
 * @property {() => void} kill SIGKILL to its process alone
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a worker with the package installed in a user folder of its own.
 * @param {object} options
 * @param {string} options.name
 * @param {string} options.folder made
 * @param {string} options.tarball
 * @param {import('../../../scripts/n8nInstallation.mjs').N8nInstallation} options.installation
 * @param {Record<string, string>} options.env what all processes of this n8n have in common
 * @returns {Promise<Worker>}
 */
export async function startWorker({ name, folder, tarball, installation, env }) {
	await installPackage(tarball, path.join(folder, '.n8n/nodes'));
	const port = await freePort();
	const logFile = path.join(folder, 'worker.log');
	const output = fs.openSync(logFile, 'a');
	const log = () => fs.readFileSync(logFile, 'utf8');
	const server = await startServer(
		`The n8n ${name}`,
		installation.node,
		[installation.bin, 'worker', `--concurrency=${WORKER_CONCURRENCY}`],
		{
			timeoutMs: 180_000,
			log,
			isReady: async () =>
				await fetch(`http://127.0.0.1:${port}/healthz/readiness`).then(
					({ ok }) => ok,
					() => false,
				),
			spawnOptions: {
				cwd: folder,
				stdio: ['ignore', output, output],
				env: {
					...n8nEnvironment(path.dirname(installation.node)),
					N8N_USER_FOLDER: folder,
					N8N_RUNNERS_BROKER_PORT: String(await freePort()),
					N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
					QUEUE_HEALTH_CHECK_ACTIVE: 'true',
					QUEUE_HEALTH_CHECK_PORT: String(port),
					...env,
				},
			},
		},
	);
	fs.closeSync(output);
	const idsOf = (word) =>
		[...log().matchAll(new RegExp(`Worker ${word} execution (\\d+)`, 'g'))].map(([, id]) => id);
	return {
		name,
		started: () => idsOf('started'),
		running: () => {
			const finished = new Set(idsOf('finished'));
			return idsOf('started').filter((id) => !finished.has(id));
		},
		kill: () => process.kill(server.pid, 'SIGKILL'),
		stop: server.stop,
	};
}
