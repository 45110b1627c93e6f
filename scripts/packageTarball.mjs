import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { npmEnvironment } from './npm.mjs';
import { UserError } from './userError.mjs';
import { projectFolder } from './versions.mjs';

const run = promisify(execFile);

/**
 * Builds the package.
 * @throws {UserError} with the compiler's output
 */
export async function buildPackage() {
	try {
		await run('npm', ['run', 'build', '--silent'], { cwd: projectFolder });
	} catch (error) {
		throw new UserError(`The package does not build:\n${error.stdout}${error.stderr}`.trimEnd());
	}
}

/**
 * Packs what `npm publish` would upload; `dist` must be built.
 * @param {string} folder where the tarball goes; made when absent
 * @returns {Promise<string>} the tarball's path
 */
export async function packPackage(folder) {
	fs.mkdirSync(folder, { recursive: true });
	const { stdout } = await run(
		'npm',
		['pack', '--ignore-scripts', '--json', '--pack-destination', folder],
		{ cwd: projectFolder, env: npmEnvironment() },
	);
	return path.join(folder, JSON.parse(stdout)[0].filename);
}

/**
 * Works with the built and packed package, which test/e2e/support finds by AURORA_TARBALL.
 * @template T
 * @param {(folder: string, tarball: string) => T | Promise<T>} work the folder is removed afterwards
 * @returns {Promise<T>}
 * @throws {UserError} with the compiler's output
 */
export async function withPackage(work) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aurora-run-'));
	try {
		await buildPackage();
		const tarball = await packPackage(folder);
		process.env.AURORA_TARBALL = tarball;
		return await work(folder, tarball);
	} finally {
		fs.rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * Installs a tarball into n8n's folder for community packages. Peer dependencies are left out, as
 * n8n itself does it: n8n-workflow comes from n8n. Nothing is downloaded.
 * @param {string} tarball
 * @param {string} nodesFolder `.n8n/nodes` of a data folder; made when absent
 */
export async function installPackage(tarball, nodesFolder) {
	fs.mkdirSync(nodesFolder, { recursive: true });
	// Without a package.json of its own npm would install into a folder further up.
	const manifest = path.join(nodesFolder, 'package.json');
	if (!fs.existsSync(manifest))
		fs.writeFileSync(manifest, '{ "name": "installed-nodes", "private": true }\n');
	await run(
		'npm',
		[
			'install',
			tarball,
			'--legacy-peer-deps',
			'--ignore-scripts',
			'--offline',
			'--no-audit',
			'--no-fund',
		],
		{ cwd: nodesFolder, env: npmEnvironment() },
	);
}
