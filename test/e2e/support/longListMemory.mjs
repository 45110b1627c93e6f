import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { installPackage } from '../../../scripts/packageTarball.mjs';
import { projectFolder } from '../../../scripts/versions.mjs';
import { startSandbox } from '../../sandbox/sandbox.mjs';

const ACCOUNTS = 100_000;
const PAGE = 500;
const MEASURE = fileURLToPath(new URL('measureGetMany.mjs', import.meta.url));

/**
 * Measures the memory that Get Many takes for 100,000 accounts in 200 pages, outside n8n, in processes that
 * run the installed package alone: n8n stores every result several times, and that would be all there is to
 * see.
 * @param {number} runs
 * @returns {Promise<{ parsedBytes: number, peaks: number[] }>} the parsed result, and how many times that
 *   was taken at most, by run
 */
export async function longListMemory(runs) {
	await using opened = new AsyncDisposableStack();
	const sandbox = await startSandbox({ only: ['custom'] });
	opened.defer(sandbox.stop);
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aurora-memory-'));
	opened.defer(() => fs.rmSync(folder, { recursive: true, force: true }));
	await installPackage(process.env.AURORA_TARBALL, folder);
	const { custom } = sandbox;
	custom.setAccounts(ACCOUNTS);
	custom.dialect({ paging: 'link-header', pageSize: PAGE });
	const token = await custom.mintToken();
	const measure = async (work, ...flags) => {
		custom.api.reset();
		const nodeFolder = path.join(folder, 'node_modules/n8n-nodes-aurora');
		const { stdout } = await promisify(execFile)(
			process.execPath,
			['--expose-gc', ...flags, MEASURE, nodeFolder, custom.apiOrigin, token, work],
			{ env: { ...process.env, NODE_PATH: path.join(projectFolder, 'node_modules') } },
		);
		const measured = JSON.parse(stdout);
		assert.equal(measured.ids, ACCOUNTS);
		assert.equal(custom.api.count, ACCOUNTS / PAGE);
		return measured;
	};

	const { heldBytes: parsedBytes, loadedBytes } = await measure('parse');
	// Garbage is collected late where there is room: with less room there is less of it. What does not
	// fit into this heap ends the process.
	const heap = Math.floor((loadedBytes + 1.5 * parsedBytes) / 2 ** 20);
	const flags = [`--max-old-space-size=${heap}`, '--max-semi-space-size=1'];
	const peaks = [];
	for (let run = 0; run < runs; run++) {
		peaks.push((await measure('node', ...flags)).growthBytes / parsedBytes);
	}
	return { parsedBytes, peaks };
}
