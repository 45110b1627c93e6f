// npm run test:e2e: the packed package inside a real n8n. Ends with `N passed, N failed`.
// `npm run test:e2e -- <file>` runs only that test file.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureN8n } from './n8nInstallation.mjs';
import { packPackage } from './packageTarball.mjs';
import { finish, runStage } from './stages.mjs';
import { nodeTest } from './testRunners.mjs';
import { runCommand } from './userError.mjs';

await runCommand(async () => {
	await ensureN8n();
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aurora-e2e-'));
	try {
		const build = await runStage('build', ['npm', 'run', '--silent', 'build']);
		if (build.failed > 0) return finish([build]);
		// For startN8n in test/e2e/support.
		process.env.AURORA_TARBALL = await packPackage(folder);
		const files = process.argv[2] ?? 'test/e2e/*.test.mjs';
		const command = nodeTest.command(files, [
			'--test-concurrency=1',
			`--test-timeout=${20 * 60_000}`,
		]);
		const options = { count: nodeTest.count, output: 'live' };
		finish([build, await runStage('end-to-end tests', command, options)]);
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
});
