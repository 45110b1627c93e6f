import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { npmEnvironment } from '../../../scripts/npm.mjs';
import { freePort } from '../../../scripts/ports.mjs';
import { startServer } from '../../e2e/support/server.mjs';

const run = promisify(execFile);

/**
 * An npm registry on loopback that knows nothing but what is published to it.
 * @typedef {object} Registry
 * @property {string} npmrc file for npm's `userconfig`: packages of the scope come from this registry
 * @property {(tarball: string) => Promise<void>} publish makes it the latest version
 * @property {() => Promise<void>} stop
 */

/**
 * Starts Verdaccio.
 * @param {string} folder for its files; made
 * @param {string} scope of the packages that are published to it, e.g. '@aurora-test'
 * @returns {Promise<Registry>}
 */
export async function startRegistry(folder, scope) {
	const program = process.env.AURORA_VERDACCIO;
	if (!program) throw new Error('Start these tests with `npm run test:install`.');
	fs.mkdirSync(folder, { recursive: true });
	const file = (name) => path.join(folder, name);
	const address = `127.0.0.1:${await freePort()}`;
	const url = `http://${address}/`;
	// JSON is YAML, too. Without uplinks it asks no other registry.
	const config = {
		storage: file('storage'),
		auth: { htpasswd: { file: file('htpasswd'), max_users: -1 } },
		uplinks: {},
		packages: { '**': { access: '$all', publish: '$anonymous' } },
		web: { enable: false },
		log: { type: 'stdout', format: 'pretty', level: 'warn' },
	};
	fs.writeFileSync(file('config.yaml'), JSON.stringify(config));
	const npmrc = file('npmrc');
	fs.writeFileSync(
		npmrc,
		[
			`${scope}:registry=${url}`,
			// npm does not publish without one.
			`//${address}/:_authToken=anybody`,
			// Nothing from an earlier run, and no version list that is some minutes old.
			`cache=${file('npm-cache')}`,
			'prefer-online=true',
		].join('\n'),
	);

	const output = fs.openSync(file('registry.log'), 'a');
	const server = await startServer(
		'The npm registry',
		process.execPath,
		[program, '--config', file('config.yaml'), '--listen', address],
		{
			log: () => fs.readFileSync(file('registry.log'), 'utf8'),
			isReady: async () =>
				await fetch(`${url}-/ping`).then(
					({ ok }) => ok,
					() => false,
				),
			spawnOptions: { cwd: folder, stdio: ['ignore', output, output] },
		},
	);
	fs.closeSync(output);
	return {
		npmrc,
		publish: async (tarball) => {
			// Provenance is a statement of the service that builds a release.
			const args = ['publish', tarball, '--userconfig', npmrc, '--no-provenance'];
			await run('npm', args, { cwd: folder, env: npmEnvironment() });
		},
		stop: server.stop,
	};
}
