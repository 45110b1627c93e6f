import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ensureN8n } from '../../scripts/n8nInstallation.mjs';
import { installPackage } from '../../scripts/packageTarball.mjs';

const CHILD = fileURLToPath(new URL('loadOnce.mjs', import.meta.url));

/** The CPU of loading the package, beside that of loading n8n-workflow, in fresh processes. */
export async function loading(rounds) {
	const { folder: n8n, node } = await ensureN8n();
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aurora-bench-load-'));
	try {
		await installPackage(process.env.AURORA_TARBALL, folder);
		const NODE_PATH = path.join(n8n, 'node_modules');
		const installed = path.join(folder, 'node_modules/n8n-nodes-aurora');
		const times = { workflow: [], ours: [] };
		for (let round = 0; round < rounds; round++) {
			const env = { ...process.env, NODE_PATH };
			const { stdout } = await promisify(execFile)(node, [CHILD, installed], { env });
			for (const [name, ms] of Object.entries(JSON.parse(stdout))) times[name].push(ms);
		}
		return times;
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
}
