import path from 'node:path';
import { ensureCachedPackages } from './cachedPackages.mjs';

/** Of Stryker and of its jest runner alike. */
export const STRYKER_VERSION = '10.0.0';

/**
 * Installs a pinned Stryker, which breaks code place by place and runs the tests each time, if it is
 * not there yet.
 * @returns {Promise<{ command: string, jestRunner: string }>} its start script and its plugin for
 *   jest; they need Node.js 22 or newer
 * @throws {import('./userError.mjs').UserError}
 */
export async function ensureStryker() {
	const folder = await ensureCachedPackages(`stryker-${STRYKER_VERSION}`, {
		what: `Stryker ${STRYKER_VERSION}`,
		hint: 'a few seconds',
		dependencies: {
			'@stryker-mutator/core': STRYKER_VERSION,
			'@stryker-mutator/jest-runner': STRYKER_VERSION,
		},
	});
	const packages = path.join(folder, 'node_modules/@stryker-mutator');
	return {
		command: path.join(packages, 'core/bin/stryker.js'),
		jestRunner: path.join(packages, 'jest-runner/dist/src/index.js'),
	};
}
