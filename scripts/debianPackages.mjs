import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { showProgress } from './progress.mjs';

const run = promisify(execFile);

/** Whether this process may install Debian packages. */
export const canInstallDebianPackages = () =>
	process.getuid?.() === 0 && programInPath('apt-get') !== undefined;

/**
 * Installs Debian packages.
 * @param {string[]} packages
 * @param {string} what for the person who waits, e.g. 'Installing Redis (half a minute)'
 * @returns {Promise<string | undefined>} what apt-get complained about, if it did
 */
export async function installDebianPackages(packages, what) {
	const install = async () =>
		await aptGet('install', '-y', '-qq', '--no-install-recommends', ...packages);
	// A fresh machine has no list of packages yet.
	const updateAndInstall = async () => {
		await aptGet('update', '-qq');
		await install();
	};
	try {
		await showProgress(what, async () => await install().catch(updateAndInstall));
		return undefined;
	} catch (error) {
		const lines = String(error.stderr || error.message)
			.trim()
			.split('\n');
		return (lines.find((line) => line.startsWith('E: ')) ?? lines[0]).replace(/^E: /, '');
	}
}

/**
 * @param {string} program
 * @param {string[]} [more] folders to look into as well
 * @returns {string | undefined} its full path
 */
export function programInPath(program, more = []) {
	const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...more];
	return folders.map((folder) => path.join(folder, program)).find((file) => fs.existsSync(file));
}

async function aptGet(...args) {
	await run('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], {
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		maxBuffer: 64 * 1024 * 1024,
	});
}
