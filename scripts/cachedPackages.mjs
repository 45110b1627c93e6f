import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { runNpm } from './npm.mjs';

/**
 * What to install.
 * @typedef {object} Packages
 * @property {string} what for the person who waits, e.g. 'n8n 2.41.1'
 * @property {string} hint how long it takes
 * @property {Record<string, string>} dependencies
 * @property {Record<string, string>} [overrides] see npm
 * @property {string[]} [build] packages whose install scripts have to run
 */

/**
 * Installs npm packages into the user's cache folder, if they are not there yet: what only some
 * commands need, so that a clone stays light.
 * @param {string} name of their folder, with their version
 * @param {Packages} packages
 * @returns {Promise<string>} the folder, which holds node_modules
 * @throws {import('./userError.mjs').UserError}
 */
export async function ensureCachedPackages(name, packages) {
	const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
	const folder = path.join(cache, 'n8n-nodes-aurora', name);
	if (fs.existsSync(folder)) return folder;
	await withLock(`${folder}.lock`, `it installs ${packages.what}`, async () => {
		if (!fs.existsSync(folder)) await install(folder, packages);
	});
	return folder;
}

/** Moved to its place when it is complete, so that an interrupted one is never taken for a whole one. */
async function install(folder, { what, hint, build = [], ...manifest }) {
	const cwd = `${folder}.unfinished`;
	fs.rmSync(cwd, { recursive: true, force: true });
	fs.mkdirSync(cwd, { recursive: true });
	const allowScripts = Object.fromEntries(build.map((name) => [name, true]));
	fs.writeFileSync(
		path.join(cwd, 'package.json'),
		JSON.stringify({ private: true, allowScripts, ...manifest }),
	);
	await runNpm(['install', '--ignore-scripts'], {
		cwd,
		what: `Installing ${what}`,
		hint: `${hint} in ${path.dirname(folder)}, only the first time`,
	});
	if (build.length > 0) {
		await runNpm(['rebuild', ...build, '--ignore-scripts=false'], {
			cwd,
			what: `Building ${build.join(' and ')}`,
			hint: 'up to 2 minutes',
		});
	}
	fs.renameSync(cwd, folder);
}
