// npm run test:faults: every fault, chaos and the search for secrets, in a real n8n with the packed package.
// `-- --write` writes the figures to docs/reliability.md; `-- <file>` runs only that test file.
// FAULTS_SEED=<number> repeats the random part of a run.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureN8n } from './n8nInstallation.mjs';
import { buildPackage, packPackage } from './packageTarball.mjs';
import { writeReliability } from './reliability/page.mjs';
import { finish, runStage } from './stages.mjs';
import { nodeTest } from './testRunners.mjs';
import { runCommand } from './userError.mjs';

await runCommand(async () => {
	const args = process.argv.slice(2);
	const isWriting = args.includes('--write');
	const [file = 'test/faults/*.test.mjs'] = args.filter((arg) => !arg.startsWith('--'));
	await ensureN8n();
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aurora-faults-'));
	try {
		await buildPackage();
		// For startN8n in test/e2e/support.
		process.env.AURORA_TARBALL = await packPackage(folder);
		const figures = path.join(folder, 'figures');
		fs.mkdirSync(figures);
		process.env.FAULTS_FIGURES = figures;
		// Two at a time: n8n uses one core each.
		const options = ['--test-concurrency=2', `--test-timeout=${60 * 60_000}`];
		const command = nodeTest.command(file, options);
		const counts = await runStage('faults', command, { count: nodeTest.count, output: 'live' });
		if (isWriting && counts.failed === 0) {
			for (const name of fs.readdirSync(figures))
				writeReliability(path.parse(name).name, readJson(path.join(figures, name)));
		}
		finish([counts]);
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
});

function readJson(file) {
	return JSON.parse(fs.readFileSync(file, 'utf8'));
}
