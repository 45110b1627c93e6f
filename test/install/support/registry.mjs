import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { npmEnvironment } from '../../../scripts/npm.mjs';
import { freePort } from '../../../scripts/ports.mjs';
import { answersWell, startLoggedServer } from '../../queue/support/loggedServer.mjs';

const run = promisify(execFile);

/**
 * Starts Verdaccio: an npm registry on loopback that knows nothing but what is published to it.
 * @param {string} folder for its files; made
 * @param {string} scope of the packages that are published to it, e.g. '@aurora-test'
 */
export async function startRegistry(folder, scope) {
	const program = process.env.AURORA_VERDACCIO;
	fs.mkdirSync(folder, { recursive: true });
	const file = (name) => path.join(folder, name);
	const address = `127.0.0.1:${await freePort()}`;
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
	const settings = [
		`${scope}:registry=http://${address}/`,
		// npm does not publish without one.
		`//${address}/:_authToken=anybody`,
		// Nothing from an earlier run, and no version list that is some minutes old.
		`cache=${file('npm-cache')}`,
		'prefer-online=true',
	];
	fs.writeFileSync(npmrc, settings.join('\n'));

	const command = [process.execPath, program, '--config', file('config.yaml'), '--listen', address];
	const { stop } = await startLoggedServer('The npm registry', command, {
		logFile: file('registry.log'),
		isReady: async () => await answersWell(`http://${address}/-/ping`),
		cwd: folder,
	});
	return {
		/** A file for npm's `userconfig`: packages of the scope come from this registry. */
		npmrc,
		/** Makes it the latest version. @param {string} tarball */
		publish: async (tarball) => {
			// Provenance is a statement of the service that builds a release.
			const args = ['publish', tarball, '--userconfig', npmrc, '--no-provenance'];
			await run('npm', args, { cwd: folder, env: npmEnvironment() });
		},
		stop,
	};
}
