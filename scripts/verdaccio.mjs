import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { waitForLock } from './lock.mjs';
import { runNpm } from './npm.mjs';

const VERSION = '6.10.4';

/** One of its dependencies asks for node-fetch by a tag, which not every registry has. */
const OVERRIDES = { 'node-fetch': '2.6.7' };

/**
 * Installs a pinned Verdaccio, an npm registry, into the user's cache folder, if it is not there yet.
 * @returns {Promise<string>} its start script; it needs Node.js 22 or newer
 * @throws {import('./userError.mjs').UserError}
 */
export async function ensureVerdaccio() {
	const cache = path.join(
		process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'),
		'n8n-nodes-aurora',
	);
	const folder = path.join(cache, `verdaccio-${VERSION}`);
	if (!fs.existsSync(folder)) {
		const unlock = await waitForLock(`${folder}.lock`, 'it installs Verdaccio');
		try {
			if (!fs.existsSync(folder)) await install(folder);
		} finally {
			unlock();
		}
	}
	return path.join(folder, 'node_modules/verdaccio/bin/verdaccio');
}

/** Moved to its place when it is complete, so that an interrupted one is never taken for a whole one. */
async function install(folder) {
	const unfinished = `${folder}.unfinished`;
	fs.rmSync(unfinished, { recursive: true, force: true });
	fs.mkdirSync(unfinished, { recursive: true });
	fs.writeFileSync(
		path.join(unfinished, 'package.json'),
		JSON.stringify({ private: true, dependencies: { verdaccio: VERSION }, overrides: OVERRIDES }),
	);
	await runNpm(['install', '--ignore-scripts'], {
		cwd: unfinished,
		what: `Installing Verdaccio ${VERSION}`,
		hint: 'half a minute, only the first time',
	});
	fs.renameSync(unfinished, folder);
}
