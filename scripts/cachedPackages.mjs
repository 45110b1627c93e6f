import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { waitForLock } from './lock.mjs';
import { runNpm } from './npm.mjs';

/**
 * Installs npm packages into the user's cache folder, if they are not there yet: tools that only some
 * tests need, so that a clone stays light.
 * @param {string} name of their folder, with their version
 * @param {{ dependencies: Record<string, string>, overrides?: Record<string, string> }} manifest
 * @param {{ what: string, hint: string }} words for the person who waits, see runNpm
 * @returns {Promise<string>} the folder's node_modules
 * @throws {import('./userError.mjs').UserError}
 */
export async function ensureCachedPackages(name, manifest, words) {
	const cache = path.join(
		process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'),
		'n8n-nodes-aurora',
	);
	const folder = path.join(cache, name);
	if (!fs.existsSync(folder)) {
		const unlock = await waitForLock(`${folder}.lock`, `it installs ${name}`);
		try {
			if (!fs.existsSync(folder)) await install(folder, manifest, words);
		} finally {
			unlock();
		}
	}
	return path.join(folder, 'node_modules');
}

/** Moved to its place when it is complete, so that an interrupted one is never taken for a whole one. */
async function install(folder, manifest, words) {
	const unfinished = `${folder}.unfinished`;
	fs.rmSync(unfinished, { recursive: true, force: true });
	fs.mkdirSync(unfinished, { recursive: true });
	fs.writeFileSync(
		path.join(unfinished, 'package.json'),
		JSON.stringify({ private: true, ...manifest }),
	);
	await runNpm(['install', '--ignore-scripts'], { cwd: unfinished, ...words });
	fs.renameSync(unfinished, folder);
}
