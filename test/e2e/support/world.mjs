import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach } from 'node:test';
import { startSandbox } from '../../sandbox/sandbox.mjs';
import { startN8n } from './n8nHost.mjs';
import { getMany } from './parameters.mjs';
import { createRunnable } from './runnableWorkflow.mjs';
import { auroraNode, inputItems } from './workflows.mjs';

/**
 * A real n8n with the packed package, and a local Aurora that it reaches at the documented hosts.
 * @param {{ env?: Record<string, string>, logLevel?: 'info' | 'debug' }} [options]
 */
export async function startWorld({ env, logLevel } = {}) {
	const tarball = process.env.AURORA_TARBALL;
	if (!tarball)
		throw new Error('Run these tests with `npm run test:e2e`: it packs the package first.');
	const sandbox = await startSandbox();
	const n8n = await startN8n({ tarball, proxy: sandbox.proxy, env, logLevel }).catch(
		async (error) => {
			await sandbox.stop();
			throw error;
		},
	);
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
		async stop() {
			await n8n.stop();
			await sandbox.stop();
		},
	};
}

/**
 * The world of a test file: starts before its tests and ends after them. Each test begins with a
 * sandbox as new and with a fresh credential for its custom instance.
 * @param {Parameters<typeof startWorld>[0]} [options]
 */
export async function useWorld(options) {
	const world = await startWorld(options);
	const { sandbox, rest } = world;
	const { custom } = sandbox;
	let credential;
	after(world.stop);
	beforeEach(async () => {
		sandbox.reset();
		credential = await world.credentialFor(custom);
	});

	/**
	 * The Aurora node with the credential of the test.
	 * @param {object} [parameters] see parameters.mjs; Get Many when absent
	 * @param {{ onError?: string, credential?: object }} [options]
	 */
	const aurora = (parameters = getMany(), options) =>
		auroraNode({ credential, parameters, ...options });

	/** Nodes that get items, active: run() gives them one empty item, run([{ id: 1 }, { id: 2 }]) two. */
	const workflowOf = async (...nodes) => {
		const all = [inputItems(), ...nodes];
		const { run, runAtOnce, start, ...others } = await createRunnable(rest, all);
		return {
			...others,
			run: async (items = [{}]) => await run({ items }),
			runAtOnce: async (count, items = [{}]) => await runAtOnce(count, { items }),
			start: async (items = [{}]) => await start({ items }),
		};
	};

	/** Runs an Aurora node once; `items` come in, the other options are those of aurora(). */
	const run = async (parameters, { items, ...options } = {}) =>
		await (await workflowOf(aurora(parameters, options))).run(items);

	return {
		...world,
		custom,
		get credential() {
			return credential;
		},
		aurora,
		workflowOf,
		run,
		/** What an Aurora node puts out that does not fail. @type {typeof run} */
		async output(...parameters) {
			const execution = await run(...parameters);
			assert.equal(execution.error('Aurora')?.message, undefined);
			return execution.json('Aurora');
		},
		/** What an Aurora node fails with. @type {typeof run} */
		failure: async (...parameters) => (await run(...parameters)).error('Aurora'),
		/** How often the token service and the API were asked since the last reset. */
		counts: (instance = custom) => ({
			token: instance.tokenService.count,
			api: instance.api.count,
		}),
	};
}
