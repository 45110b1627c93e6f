import path from 'node:path';
import { ensureCachedPackages } from './cachedPackages.mjs';

const VERSION = '6.10.4';

/**
 * Installs a pinned Verdaccio, an npm registry, if it is not there yet.
 * @returns {Promise<string>} its start script; it needs Node.js 22 or newer
 * @throws {import('./userError.mjs').UserError}
 */
export async function ensureVerdaccio() {
	const folder = await ensureCachedPackages(`verdaccio-${VERSION}`, {
		what: `Verdaccio ${VERSION}`,
		hint: 'half a minute',
		dependencies: { verdaccio: VERSION },
		// One of its dependencies asks for node-fetch by a tag, which not every registry has.
		overrides: { 'node-fetch': '2.6.7' },
	});
	return path.join(folder, 'node_modules/verdaccio/bin/verdaccio');
}
