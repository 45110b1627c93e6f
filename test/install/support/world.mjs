import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openSignedInBrowser } from '../../browser/support/signedInBrowser.mjs';
import { startSandbox } from '../../sandbox/sandbox.mjs';
import { startBareN8n } from './bareN8n.mjs';
import { startRegistry } from './registry.mjs';
import { packNextTwin, packTwin, TWIN_SCOPE } from './twin.mjs';

/**
 * A real n8n without the package, an npm registry that n8n's npm takes the twin from, the twin in two
 * versions, a local Aurora at the documented hosts, and a browser. Nothing leaves this machine: the
 * sandbox's proxy refuses all other hosts.
 */
export async function startInstallWorld() {
	const tarball = process.env.AURORA_TARBALL;
	if (!tarball) throw new Error('Start these tests with `npm run test:install`.');
	await using starting = new AsyncDisposableStack();
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aurora-install-'));
	starting.defer(() => fs.rmSync(folder, { recursive: true, force: true }));
	const inFolder = (name) => path.join(folder, name);
	const sandbox = await startSandbox({ only: ['live'] });
	starting.defer(sandbox.stop);
	const registry = await startRegistry(inFolder('registry'), TWIN_SCOPE);
	starting.defer(registry.stop);
	const n8n = await startBareN8n(inFolder('n8n'), {
		proxy: sandbox.proxy,
		env: { NPM_CONFIG_USERCONFIG: registry.npmrc, N8N_UNVERIFIED_PACKAGES_ENABLED: 'true' },
	});
	starting.defer(n8n.stop);
	const browser = await openSignedInBrowser(n8n.rest);
	starting.defer(browser.close);
	const twin = await packTwin(tarball, inFolder('twin'));
	const nextTwin = await packNextTwin(tarball, inFolder('next-twin'));
	const started = starting.move();
	const stop = async () => await started.disposeAsync();
	return { sandbox, registry, n8n, browser, twin, nextTwin, stop };
}
