import path from 'node:path';
import { ensureCachedPackages } from './cachedPackages.mjs';
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
 * Installs an n8n with its Node.js into the user's cache folder, if it is not there yet.
 * @param {string} [version] AURORA_N8N_VERSION and then N8N_VERSION when absent
 * @returns {Promise<N8nInstallation>}
 * @throws {UserError}
 */
export async function ensureN8n(version = process.env.AURORA_N8N_VERSION || N8N_VERSION) {
	const { node, overrides } = findRelease(version);
	const folder = await ensureCachedPackages(
		`n8n-${version}-node-${node}-${process.platform}-${process.arch}`,
		{
			what: `n8n ${version}`,
			hint: '5 to 10 minutes and 3 GB',
			dependencies: { n8n: version, node },
			overrides,
			// sqlite3 is the driver of n8n's database.
			build: ['node', 'sqlite3'],
		},
	);
	return {
		folder,
		node: path.join(folder, 'node_modules/.bin/node'),
		bin: path.join(folder, 'node_modules/n8n/bin/n8n'),
	};
}

/**
 * One of N8N_RELEASES, or any other version on the Node.js of the newest.
 * @param {string} version
 */
function findRelease(version) {
	const [newest] = N8N_RELEASES;
	const release = N8N_RELEASES.find((each) => each.version === version);
	if (release || /^\d+\.\d+\.\d+$/.test(version)) return release ?? { ...newest, version };
	throw new UserError(
		`AURORA_N8N_VERSION is '${version}': set it to a version of n8n such as ${newest.version}, or not at all.`,
	);
}
