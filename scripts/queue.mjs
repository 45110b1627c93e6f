// npm run test:queue: n8n in queue mode on Redis and PostgreSQL, one main and two workers.
// Ends with `N passed, N failed`. `-- --write` writes the figures to docs/reliability.md.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensurePrograms } from '../test/queue/support/programs.mjs';
import { ensureN8n } from './n8nInstallation.mjs';
import { buildPackage, packPackage } from './packageTarball.mjs';
import { writeReliability } from './reliability/page.mjs';
import { finish, runStage } from './stages.mjs';
import { nodeTest } from './testRunners.mjs';
import { runCommand } from './userError.mjs';
import { N8N_VERSION } from './versions.mjs';

await runCommand(async () => {
	const isWriting = process.argv.includes('--write');
	await ensurePrograms();
	process.env.AURORA_N8N_VERSION = N8N_VERSION;
	await ensureN8n();
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aurora-queue-run-'));
	const figures = path.join(folder, 'figures.json');
	try {
		await buildPackage();
		process.env.AURORA_TARBALL = await packPackage(folder);
		process.env.AURORA_QUEUE_FIGURES = figures;
		const options = ['--test-concurrency=1', `--test-timeout=${20 * 60_000}`];
		const command = nodeTest.command('test/queue/*.test.mjs', options);
		const counts = await runStage('many workers', command, {
			count: nodeTest.count,
			output: 'live',
		});
		if (isWriting && counts.failed === 0)
			writeReliability('queue', JSON.parse(fs.readFileSync(figures, 'utf8')));
		finish([counts]);
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
});
