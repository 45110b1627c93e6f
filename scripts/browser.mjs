// npm run test:browser: the packed package in the editor of a real n8n, driven by headless Chromium.
// Ends with `N passed, N failed`. `npm run test:browser -- --screenshots` renews docs/images;
// `npm run test:browser -- <file>` runs only that test file.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { ensureN8n } from './n8nInstallation.mjs';
import { buildPackage, packPackage } from './packageTarball.mjs';
import { finish, runStage } from './stages.mjs';
import { nodeTest } from './testRunners.mjs';
import { runCommand } from './userError.mjs';
import { projectFolder } from './versions.mjs';

await runCommand(async () => {
	const args = process.argv.slice(2);
	const forDocs = args.includes('--screenshots');
	const file = args.find((arg) => !arg.startsWith('--'));
	const chromium = await ensureChromium();
	await ensureN8n();
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aurora-browser-'));
	let isClean = false;
	try {
		await buildPackage();
		// For test/browser/support.
		process.env.AURORA_TARBALL = await packPackage(folder);
		process.env.AURORA_CHROMIUM = chromium;
		process.env.AURORA_SCREENSHOTS = forDocs
			? path.join(projectFolder, 'docs/images')
			: path.join(folder, 'screenshots');
		process.env.AURORA_FAILURES = path.join(folder, 'failures');
		// One process for all files: they share one n8n and one browser.
		const options = ['--test-isolation=none', '--test-timeout=240000'];
		const command = nodeTest.command(file ?? 'test/browser/*.test.mjs', options);
		const counts = await runStage('browser tests', command, { count: nodeTest.count, output: 'live' });
		isClean = counts.failed === 0;
		if (!isClean) console.log(`What the browser showed is in ${folder}.`);
		finish([counts]);
	} finally {
		if (isClean) fs.rmSync(folder, { recursive: true, force: true });
	}
});
