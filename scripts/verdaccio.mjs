import path from 'node:path';
import { ensureCachedPackages } from './cachedPackages.mjs';

const VERSION = '6.10.4';

/** One of its dependencies asks for node-fetch by a tag, which not every registry has. */
const OVERRIDES = { 'node-fetch': '2.6.7' };

/**
 * Installs a pinned Verdaccio, an npm registry, if it is not there yet.
 * @returns {Promise<string>} its start script; it needs Node.js 22 or newer
 * @throws {import('./userError.mjs').UserError}
 */
export async function ensureVerdaccio() {
	const packages = await ensureCachedPackages(
		`verdaccio-${VERSION}`,
		{ dependencies: { verdaccio: VERSION }, overrides: OVERRIDES },
		{
			what: `Installing Verdaccio ${VERSION}`,
			hint: 'half a minute, only the first time',
		},
	);
	return path.join(packages, 'verdaccio/bin/verdaccio');
}
