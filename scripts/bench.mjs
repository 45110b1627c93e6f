// npm run bench [-- --write]: speed and cost in a real n8n. Ends with `N passed, N failed`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureN8n } from './n8nInstallation.mjs';
import { buildPackage, packPackage } from './packageTarball.mjs';
import { runCommand } from './userError.mjs';
import { projectFolder } from './versions.mjs';

await runCommand(async () => {
	await ensureN8n();
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aurora-bench-package-'));
	try {
		await buildPackage();
		const env = { ...process.env, AURORA_TARBALL: await packPackage(folder) };
		const args = [path.join(projectFolder, 'test/bench/run.mjs'), ...process.argv.slice(2)];
		const [code] = await once(spawn(process.execPath, args, { stdio: 'inherit', env }), 'close');
		process.exitCode = code ?? 1;
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
});
