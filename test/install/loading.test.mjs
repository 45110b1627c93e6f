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

/** Odd, for the median. */
const PROCESSES = 11;

/** Well above what it is now: more means that something big has come in. */
const MAX_MODULES = 100;
const MAX_BYTES = 300_000;

describe('loading the package at the start of n8n', () => {
	let folder, packageFolder, loads;
	before(async () => {
		folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'aurora-load-')));
		const tarball = process.env.AURORA_TARBALL;
		if (!tarball) throw new Error('Start these tests with `npm run test:install`.');
		await installPackage(tarball, folder);
		packageFolder = path.join(folder, 'node_modules/n8n-nodes-aurora');
		loads = [];
		for (let count = 0; count < PROCESSES; count++) loads.push(await load());
	});
	after(() => folder && fs.rmSync(folder, { recursive: true, force: true }));

	/** Loads it once, in a process of its own, on the Node.js of n8n. */
	async function load() {
		const n8n = await ensureN8n();
		const { NODE_ENV, ...env } = process.env;
		const folders = [path.join(n8n.folder, 'node_modules'), path.join(folder, 'node_modules')];
		const { stdout } = await run(n8n.node, [CHILD, ...folders], { env });
		return JSON.parse(stdout);
	}

	it('gives n8n both nodes and the credential', () => {
		for (const { types } of loads) {
			assert.deepEqual(types, ['aurora', 'auroraTrigger', 'auroraApi']);
		}
	});

	it('loads a few small modules, all of the package itself', (test) => {
		const [{ files }] = loads;
		const bytes = files.reduce((sum, file) => sum + fs.statSync(file).size, 0);
		// Figures for people: how long it takes is up to the machine and what else it does.
		test.diagnostic(`${files.length} modules, ${bytes} bytes`);
		test.diagnostic(`time passed: ${spread(loads.map((each) => each.milliseconds))}`);
		test.diagnostic(`time at work: ${spread(loads.map((each) => each.cpuMilliseconds))}`);
		const foreign = files.filter((file) => !file.startsWith(packageFolder + path.sep));
		assert.deepEqual(foreign, []);
		assert.ok(files.length <= MAX_MODULES, `${files.length} modules`);
		assert.ok(bytes <= MAX_BYTES, `${bytes} bytes`);
	});
});

/** @param {number[]} times milliseconds @returns {string} */
function spread(times) {
	const sorted = times.toSorted((a, b) => a - b).map((time) => time.toFixed(1));
	const median = sorted[(sorted.length - 1) / 2];
	return `median ${median} ms of ${sorted.length} processes (${sorted[0]} to ${sorted.at(-1)} ms)`;
}
