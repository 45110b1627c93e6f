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
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aurora-install-'));
	const stops = [async () => fs.rmSync(folder, { recursive: true, force: true })];
	const stop = async () => {
		for (const each of stops.splice(0).reverse()) await each();
	};
	const inFolder = (name) => path.join(folder, name);
	try {
		const sandbox = await startSandbox({ only: ['live'] });
		stops.push(sandbox.stop);
		const registry = await startRegistry(inFolder('registry'), TWIN_SCOPE);
		stops.push(registry.stop);
		const n8n = await startBareN8n(inFolder('n8n'), {
			proxy: sandbox.proxy,
			env: { NPM_CONFIG_USERCONFIG: registry.npmrc, N8N_UNVERIFIED_PACKAGES_ENABLED: 'true' },
		});
		stops.push(n8n.stop);
		const browser = await openSignedInBrowser(n8n.rest);
		stops.push(browser.close);
		return {
			sandbox,
			registry,
			n8n,
			browser,
			twin: await packTwin(tarball, inFolder('twin')),
			nextTwin: await packNextTwin(tarball, inFolder('next-twin')),
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
