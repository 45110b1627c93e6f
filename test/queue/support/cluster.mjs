import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureN8n } from '../../../scripts/n8nInstallation.mjs';
import { startN8n } from '../../e2e/support/n8nHost.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';
import { startWorker } from './worker.mjs';

/** Shorter than n8n's defaults of 60, 10 and 30 s, so that a killed worker is noticed sooner. */
const LOST_WORKER = {
	QUEUE_WORKER_LOCK_DURATION: '20000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '4000',
	QUEUE_WORKER_STALLED_INTERVAL: '8000',
};

/**
 * An n8n in queue mode: Redis, PostgreSQL, one main and as many workers as are added, each with the
 * package in a user folder of its own.
 */
export async function startCluster() {
	const tarball = process.env.AURORA_TARBALL;
	if (!tarball)
		throw new Error('Run these tests with `npm run test:queue`: it packs the package first.');
	await using starting = new AsyncDisposableStack();
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aurora-queue-'));
	const removeFolder = () => fs.rmSync(folder, { recursive: true, force: true });
	starting.defer(() => {
		process.off('exit', removeFolder);
		removeFolder();
	});
	// PostgreSQL runs as another user.
	fs.chmodSync(folder, 0o711);
	const installation = await ensureN8n();
	const postgres = await startPostgres(path.join(folder, 'postgres'));
	starting.defer(postgres.stop);
	const redis = await startRedis(path.join(folder, 'redis'));
	starting.defer(redis.stop);
	const env = {
		...postgres.env,
		...redis.env,
		...LOST_WORKER,
		EXECUTIONS_MODE: 'queue',
		N8N_ENCRYPTION_KEY: randomBytes(16).toString('hex'),
		// Else an answer can get lost when many executions end at once: main then waits for a job that is gone.
		N8N_EXECUTIONS_QUEUE_KEEP_LAST_COMPLETED: '1000',
	};
	const main = await startN8n({ tarball, folder: path.join(folder, 'main'), env });
	starting.defer(main.stop);
	// For a test that is interrupted; after the servers' own handlers, so that they have ended by then.
	process.on('exit', removeFolder);
	let workers = 0;
	const started = starting.move();
	return {
		main,
		rest: main.rest,
		addWorker: async () => {
			const own = path.join(folder, `worker-${++workers}`);
			const worker = await startWorker({ folder: own, tarball, installation, env });
			started.defer(worker.stop);
			return worker;
		},
		/**
		 * All executions of a workflow, straight from the database: n8n lists them in the order in which
		 * they started, and that changes while workers start them.
		 * @param {string} workflowId
		 * @returns {Promise<{ id: string, status: string }[]>}
		 */
		executions: async (workflowId) => {
			const rows = await postgres.query(
				`SELECT id, status FROM execution_entity WHERE "workflowId" = '${workflowId}'`,
			);
			return rows.map(([id, status]) => ({ id, status }));
		},
		stop: async () => await started.disposeAsync(),
	};
}
