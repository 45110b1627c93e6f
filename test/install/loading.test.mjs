import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ensureN8n } from '../../scripts/n8nInstallation.mjs';
import { installPackage } from '../../scripts/packageTarball.mjs';

const run = promisify(execFile);
const CHILD = fileURLToPath(new URL('support/loadPackages.mjs', import.meta.url));

/** A little above what it is now: more means that something big has come in. */
const MAX_BYTES = 300_000;

/** In a process of its own, on the Node.js of n8n. */
describe('loading the package at the start of n8n', () => {
	let folder, types, files;
	before(async () => {
		folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'aurora-load-')));
		await installPackage(process.env.AURORA_TARBALL, folder);
		const n8n = await ensureN8n();
		const { NODE_ENV, ...env } = process.env;
		const folders = [n8n.folder, folder].map((each) => path.join(each, 'node_modules'));
		const { stdout } = await run(n8n.node, [CHILD, ...folders], { env });
		({ types, files } = JSON.parse(stdout));
	});
	after(() => folder && fs.rmSync(folder, { recursive: true, force: true }));

	it('gives n8n both nodes and the credential', () => {
		assert.deepEqual(types, ['aurora', 'auroraTrigger', 'auroraApi']);
	});

	it('loads little, and all of it of the package itself', (test) => {
		const bytes = files.reduce((sum, file) => sum + fs.statSync(file).size, 0);
		test.diagnostic(`${files.length} modules, ${bytes} bytes`);
		const packageFolder = path.join(folder, 'node_modules/n8n-nodes-aurora', path.sep);
		const foreign = files.filter((file) => !file.startsWith(packageFolder));
		assert.deepEqual(foreign, []);
		assert.ok(bytes > 0 && bytes <= MAX_BYTES, `${bytes} bytes`);
	});
});
