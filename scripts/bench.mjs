// npm run bench: speed and cost beside what a builder would use instead. Ends with `N passed, N failed`.
// `npm run bench -- [--only <question>,<question>] [--rounds <number>] [--write]`
// --write writes what was measured to docs/benchmarks.md.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ensureN8n } from './n8nInstallation.mjs';
import { withPackage } from './packageTarball.mjs';
import { runCommand } from './userError.mjs';

await runCommand(async () => {
	await ensureN8n();
	await withPackage(async () => {
		const args = ['test/bench/run.mjs', ...process.argv.slice(2)];
		const [code] = await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'close');
		process.exitCode = code ?? 1;
	});
});
