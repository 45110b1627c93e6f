// npm run test:install: the package installed, updated and removed in n8n's own Community nodes
// screen, from an npm registry on this machine. Ends with `N passed, N failed`.
// `npm run test:install -- <file>` runs only that test file.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { ensureN8n } from './n8nInstallation.mjs';
import { buildPackage, packPackage } from './packageTarball.mjs';
import { finish, runStage } from './stages.mjs';
import { nodeTest } from './testRunners.mjs';
import { runCommand } from './userError.mjs';
import { ensureVerdaccio } from './verdaccio.mjs';
import { N8N_VERSION } from './versions.mjs';

await runCommand(async () => {
	const chromium = await ensureChromium();
	const verdaccio = await ensureVerdaccio();
	process.env.AURORA_N8N_VERSION = N8N_VERSION;
	await ensureN8n();
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aurora-install-run-'));
	const pictures = path.join(os.tmpdir(), 'n8n-nodes-aurora', 'install');
	fs.rmSync(pictures, { recursive: true, force: true });
	try {
		await buildPackage();
		// For test/install and test/browser/support.
		process.env.AURORA_TARBALL = await packPackage(folder);
		process.env.AURORA_CHROMIUM = chromium;
		process.env.AURORA_VERDACCIO = verdaccio;
		process.env.AURORA_SCREENSHOTS = pictures;
		process.env.AURORA_FAILURES = path.join(pictures, 'failures');
		const options = ['--test-concurrency=1', '--test-timeout=600000'];
		const files = process.argv[2] ?? 'test/install/*.test.mjs';
		const command = nodeTest.command(files, options);
		const counts = await runStage('installation', command, {
			count: nodeTest.count,
			output: 'live',
		});
		console.log(`What the screen showed: ${pictures}`);
		finish([counts]);
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
});
