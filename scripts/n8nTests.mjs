// npm run test:e2e, test:browser, test:install, test:faults, test:queue [-- [--write] [--screenshots] [<test file>]]
// The packed package in a real n8n. Ends with `N passed, N failed`.
// --write writes the figures of test:faults and test:queue to docs/reliability.md, FAULTS_SEED=<number>
// repeats the random part of test:faults; --screenshots renews docs/images with test:browser.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePrograms } from '../test/queue/support/programs.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureN8n } from './n8nInstallation.mjs';
import { withPackage } from './packageTarball.mjs';
import { writeReliability } from './reliability/page.mjs';
import { finish } from './stages.mjs';
import { runN8nTests } from './testRunners.mjs';
import { runCommand } from './userError.mjs';
import { ensureVerdaccio } from './verdaccio.mjs';
import { N8N_VERSION, projectFolder } from './versions.mjs';

/**
 * What each command needs of the machine, and how its tests run.
 * @type {Record<string, import('./testRunners.mjs').N8nTestOptions & {
 *   browser?: boolean, registry?: boolean, databases?: boolean, newestOnly?: boolean,
 * }>}
 */
const COMMANDS = {
	e2e: {},
	// One process for all files: they share one n8n and one browser.
	browser: { browser: true, minutes: 4, more: ['--test-isolation=none'] },
	install: { browser: true, registry: true, newestOnly: true, minutes: 10 },
	faults: { atOnce: 2, minutes: 60 },
	queue: { databases: true, newestOnly: true },
};

await runCommand(async () => {
	const { values, positionals } = parseArgs({
		options: { write: { type: 'boolean' }, screenshots: { type: 'boolean' } },
		allowPositionals: true,
	});
	const [name, files = `test/${name}/*.test.mjs`] = positionals;
	const command = COMMANDS[name];
	if (command.databases) await ensurePrograms();
	if (command.registry) process.env.AURORA_VERDACCIO = await ensureVerdaccio();
	if (command.newestOnly) process.env.AURORA_N8N_VERSION = N8N_VERSION;
	const pictures = path.join(projectFolder, '.n8n-local', name);
	if (command.browser) {
		fs.rmSync(pictures, { recursive: true, force: true });
		process.env.AURORA_CHROMIUM = await ensureChromium();
		process.env.AURORA_PICTURES = pictures;
		process.env.AURORA_SCREENSHOTS = values.screenshots
			? path.join(projectFolder, 'docs/images')
			: pictures;
	}
	await ensureN8n();
	await withPackage((folder) => {
		const figures = path.join(folder, 'figures');
		fs.mkdirSync(figures);
		process.env.FAULTS_FIGURES = figures;
		process.env.AURORA_QUEUE_FIGURES = path.join(figures, 'queue.json');
		const counts = runN8nTests(`${name} tests`, files, command);
		if (values.write && counts.failed === 0) writeFigures(figures);
		if (command.browser) console.log(`What the browser showed: ${pictures}`);
		finish([counts]);
	});
});

/** @param {string} folder what each test file has measured, as JSON */
function writeFigures(folder) {
	for (const file of fs.readdirSync(folder)) {
		const text = fs.readFileSync(path.join(folder, file), 'utf8');
		writeReliability(path.parse(file).name, JSON.parse(text));
	}
}
