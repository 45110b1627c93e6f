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
	const packages = await ensureCachedPackages(
		`stryker-${STRYKER_VERSION}`,
		{
			dependencies: {
				'@stryker-mutator/core': STRYKER_VERSION,
				'@stryker-mutator/jest-runner': STRYKER_VERSION,
			},
		},
		{
			what: `Installing Stryker ${STRYKER_VERSION}`,
			hint: 'a few seconds, only the first time',
		},
	);
	return {
		command: path.join(packages, '@stryker-mutator/core/bin/stryker.js'),
		jestRunner: path.join(packages, '@stryker-mutator/jest-runner/dist/src/index.js'),
	};
}
