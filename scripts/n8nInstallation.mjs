import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { waitForLock } from './lock.mjs';
import { runNpm } from './npm.mjs';
import { UserError } from './userError.mjs';
import { N8N_RELEASES, N8N_VERSION } from './versions.mjs';

/**
 * A complete installation of n8n.
 * @typedef {object} N8nInstallation
 * @property {string} folder holds node_modules
 * @property {string} node the Node.js binary that runs n8n
 * @property {string} bin n8n's start script
 */

/**
 * Installs a pinned n8n with its Node.js into the user's cache folder, if it is not there yet.
 * @param {string} [version] one of N8N_RELEASES; AURORA_N8N_VERSION and then N8N_VERSION when absent
 * @returns {Promise<N8nInstallation>}
 * @throws {UserError}
 */
export async function ensureN8n(version = process.env.AURORA_N8N_VERSION || N8N_VERSION) {
	const release = findRelease(version);
	const cache = path.join(
		process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'),
		'n8n-nodes-aurora',
	);
	const name = `n8n-${version}-node-${release.node}-${process.platform}-${process.arch}`;
	const folder = path.join(cache, name);
	if (!fs.existsSync(folder)) {
		const unlock = await waitForLock(`${folder}.lock`, 'it installs n8n');
		try {
			if (!fs.existsSync(folder)) await install(folder, release);
		} finally {
			unlock();
		}
	}
	return {
		folder,
		node: path.join(folder, 'node_modules/.bin/node'),
		bin: path.join(folder, 'node_modules/n8n/bin/n8n'),
	};
}

/** @param {string} version */
function findRelease(version) {
	const release = N8N_RELEASES.find((each) => each.version === version);
	if (release) return release;
	const known = N8N_RELEASES.map((each) => each.version).join(', ');
	throw new UserError(`AURORA_N8N_VERSION is '${version}': set it to one of ${known}, or not at all.`);
}

/**
 * Builds the installation beside its final place and moves it there when it is complete, so that
 * an interrupted one is never taken for a whole one.
 * @param {string} folder
 * @param {import('./versions.mjs').N8nRelease} release
 */
async function install(folder, { version, node, overrides }) {
	const unfinished = `${folder}.unfinished`;
	fs.rmSync(unfinished, { recursive: true, force: true });
	fs.mkdirSync(unfinished, { recursive: true });
	fs.writeFileSync(
		path.join(unfinished, 'package.json'),
		JSON.stringify({
			private: true,
			dependencies: { n8n: version, node },
			overrides,
			allowScripts: { node: true, sqlite3: true },
		}),
	);
	await runNpm(['install', '--ignore-scripts'], {
		cwd: unfinished,
		what: `Installing n8n ${version}`,
		hint: '5 to 10 minutes and 3 GB, only the first time',
	});
	await runNpm(['rebuild', 'node', 'sqlite3', '--ignore-scripts=false'], {
		cwd: unfinished,
		what: 'Building the database driver of n8n',
		hint: 'up to 2 minutes',
	});
	fs.renameSync(unfinished, folder);
}
