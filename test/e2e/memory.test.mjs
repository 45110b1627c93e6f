import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { installPackage } from '../../scripts/packageTarball.mjs';
import { projectFolder } from '../../scripts/versions.mjs';
import { startSandbox } from '../sandbox/sandbox.mjs';

const ACCOUNTS = 100_000;
const PAGE = 500;
const MEASURE = fileURLToPath(new URL('support/measureGetMany.mjs', import.meta.url));

/**
 * Measured outside n8n, in a process that runs the installed package alone: n8n stores every result
 * several times, and that would be all there is to see.
 */
describe('the memory for a long listing', () => {
	let sandbox, folder;
	before(async () => {
		sandbox = await startSandbox({ only: ['custom'] });
		folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aurora-memory-'));
		await installPackage(process.env.AURORA_TARBALL, folder);
	});
	after(async () => {
		await sandbox?.stop();
		if (folder) fs.rmSync(folder, { recursive: true, force: true });
	});

	it('is at most 3 times that of the parsed result, for 100,000 accounts in 200 pages', async (test) => {
		const { custom } = sandbox;
		custom.setAccounts(ACCOUNTS);
		custom.dialect({ paging: 'link-header', pageSize: PAGE });
		const token = await custom.mintToken();
		const measure = async (work, ...flags) => {
			const nodeFolder = path.join(folder, 'node_modules/n8n-nodes-aurora');
			const { stdout } = await promisify(execFile)(
				process.execPath,
				['--expose-gc', ...flags, MEASURE, nodeFolder, custom.apiOrigin, token, work],
				{ env: { ...process.env, NODE_PATH: path.join(projectFolder, 'node_modules') } },
			);
			return JSON.parse(stdout);
		};

		const { heldBytes: parsed, ids } = await measure('parse');
		assert.equal(ids, ACCOUNTS);
		// Garbage is collected late where there is room, so there is less of it than is allowed.
		const heapLimit = Math.floor((2.5 * parsed) / 2 ** 20);
		custom.api.reset();
		const node = await measure('node', `--max-old-space-size=${heapLimit}`);
		assert.equal(node.ids, ACCOUNTS);
		assert.equal(custom.api.count, ACCOUNTS / PAGE);
		const ratio = (bytes) => `${(bytes / parsed).toFixed(2)} times the parsed result`;
		test.diagnostic(
			`parsed ${(parsed / 1e6).toFixed(1)} MB; peak ${ratio(node.growthBytes)}, items ${ratio(node.heldBytes)}`,
		);
		assert.ok(node.growthBytes <= 3 * parsed, ratio(node.growthBytes));
	});
});
