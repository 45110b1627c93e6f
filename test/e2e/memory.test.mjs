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

	it('is at most 2.2 times that of the parsed result, for 100,000 accounts in 200 pages', async (test) => {
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

		const { heldBytes: parsed, loadedBytes, ids } = await measure('parse');
		assert.equal(ids, ACCOUNTS);
		// Garbage is collected late where there is room: with less room there is less of it. What does not
		// fit into this heap ends the process.
		const heap = Math.floor((loadedBytes + 1.5 * parsed) / 2 ** 20);
		const flags = [`--max-old-space-size=${heap}`, '--max-semi-space-size=1'];
		const peaks = [];
		for (let run = 0; run < 3; run++) {
			custom.api.reset();
			const node = await measure('node', ...flags);
			assert.equal(node.ids, ACCOUNTS);
			assert.equal(custom.api.count, ACCOUNTS / PAGE);
			peaks.push(node.growthBytes / parsed);
		}
		// The system counts whole regions of memory, so that single runs differ.
		const [, peak] = peaks.sort((one, other) => one - other);
		test.diagnostic(`parsed ${(parsed / 1e6).toFixed(1)} MB; peak ${peak.toFixed(2)} times that`);
		assert.ok(peak <= 2.2, `${peak.toFixed(2)} times the parsed result`);
	});
});
