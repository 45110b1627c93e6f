import { N8N_RELEASES } from '../../../scripts/versions.mjs';

/**
 * Runs the tests of the trigger with n8n's newer scheduler, which the older n8n of N8N_RELEASES lack.
 * @param {Record<string, string>} [env] more of its variables
 */
export async function withScheduler(env) {
	const [, ...older] = N8N_RELEASES.map(({ version }) => version);
	if (older.includes(process.env.AURORA_N8N_VERSION)) return;
	process.env.AURORA_N8N_ENV = JSON.stringify({
		N8N_SCHEDULER_ENABLED: 'true',
		N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
		N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
		// As often as the poll times of the tests.
		N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
		N8N_SCHEDULER_MATERIALIZATION_INTERVAL: '1',
		...env,
	});
	await import('../trigger.test.mjs');
}
