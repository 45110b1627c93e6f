import path from 'node:path';
import { installPackage } from '../../../scripts/packageTarball.mjs';
import { freePort } from '../../../scripts/ports.mjs';
import { n8nEnvironment } from '../../e2e/support/n8nHost.mjs';
import { answersWell, startLoggedServer } from './loggedServer.mjs';

/** Executions that one worker runs at once: n8n's default. */
export const WORKER_CONCURRENCY = 10;

/**
 * Starts a worker with the package installed in a user folder of its own.
 * @param {object} options
 * @param {string} options.folder made
 * @param {string} options.tarball
 * @param {import('../../../scripts/n8nInstallation.mjs').N8nInstallation} options.installation
 * @param {Record<string, string>} options.env what all processes of this n8n have in common
 */
export async function startWorker({ folder, tarball, installation: { node, bin }, env }) {
	await installPackage(tarball, path.join(folder, '.n8n/nodes'));
	const port = await freePort();
	const command = [node, bin, 'worker', `--concurrency=${WORKER_CONCURRENCY}`];
	const { pid, stop, log } = await startLoggedServer('The n8n worker', command, {
		timeoutMs: 180_000,
		logFile: path.join(folder, 'worker.log'),
		isReady: async () => await answersWell(`http://127.0.0.1:${port}/healthz/readiness`),
		cwd: folder,
		env: {
			...n8nEnvironment(path.dirname(node)),
			N8N_USER_FOLDER: folder,
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			...env,
		},
	});
	const idsOf = (word) =>
		[...log().matchAll(new RegExp(`Worker ${word} execution (\\d+)`, 'g'))].map(([, id]) => id);
	return {
		/** Executions that it has begun, from its log. */
		started: () => idsOf('started'),
		/** Those that it has not finished. */
		running: () => {
			const finished = new Set(idsOf('finished'));
			return idsOf('started').filter((id) => !finished.has(id));
		},
		/** SIGKILL to its process alone. */
		kill: () => process.kill(pid, 'SIGKILL'),
		stop,
	};
}
