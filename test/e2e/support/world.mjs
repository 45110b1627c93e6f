import { randomUUID } from 'node:crypto';
import { startSandbox } from '../../sandbox/sandbox.mjs';
import { startN8n } from './n8nHost.mjs';
import { createRunnable } from './runnableWorkflow.mjs';
import { auroraNode } from './workflows.mjs';

/**
 * A real n8n with the packed package, and a local Aurora that it reaches at the documented hosts.
 * @param {{ env?: Record<string, string>, logLevel?: 'info' | 'debug' }} [options]
 */
export async function startWorld({ env, logLevel } = {}) {
	const tarball = process.env.AURORA_TARBALL;
	if (!tarball) throw new Error('Run these tests with `npm run test:e2e`: it packs the package first.');
	const sandbox = await startSandbox();
	const n8n = await startN8n({ tarball, proxy: sandbox.proxy, env, logLevel }).catch(async (error) => {
		await sandbox.stop();
		throw error;
	});
	const { rest } = n8n;

	return {
		sandbox,
		n8n,
		rest,
		/**
		 * A saved credential for an instance. It gets a secret of its own, and so, for the package, a
		 * token of its own: no case sees what another one left in n8n's memory.
		 * @param {object} instance of the sandbox
		 * @param {Record<string, unknown>} [fields] changed
		 */
		async credentialFor(instance, fields = {}) {
			instance.setClientSecret(`secret-${randomUUID()}`);
			return await rest.createCredential({ data: { ...instance.credential, ...fields } });
		},
		/**
		 * Nodes behind a webhook, active.
		 * @param {...object} nodes in a row
		 */
		runnable: async (...nodes) => await createRunnable(rest, nodes),
		/** The usual node: get many accounts with a credential. */
		listAccounts: (credential, onError) =>
			auroraNode({
				credential,
				onError,
				parameters: { resource: 'account', operation: 'getAll', returnAll: true },
			}),
		/** How often the token service and the API were asked since the last reset. */
		counts: (instance) => ({ token: instance.tokenService.count, api: instance.api.count }),
		async stop() {
			await n8n.stop();
			await sandbox.stop();
		},
	};
}
