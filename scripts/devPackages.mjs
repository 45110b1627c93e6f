import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { runNpm } from './npm.mjs';
import { UserError } from './userError.mjs';
import { NODE_VERSION, projectFolder } from './versions.mjs';

/** The Node.js binary that comes from npm: node_modules/.bin is first in the PATH of every npm script. */
export const nodeBinary = path.join(projectFolder, 'node_modules/.bin/node');

/**
 * Installs the packages of package-lock.json and the Node.js binary, where they are missing.
 * @throws {UserError}
 */
export async function ensureDevPackages() {
	if (packagesAreInstalled() && binaryWorks()) return;
	await withLock(
		path.join(projectFolder, '.n8n-local/setup.lock'),
		'it installs the development packages',
		install,
	);
	if (!binaryWorks()) {
		throw new UserError(
			`Node.js ${NODE_VERSION} could not be installed for ${process.platform} ${process.arch}: delete node_modules and run the command again.`,
		);
	}
}

async function install() {
	if (!packagesAreInstalled()) {
		// Scripts stay off: eslint-plugin-n8n-nodes-base has one that refuses npm. Not `npm ci`: that fails
		// when the lock file lacks packages for other platforms, which it does where it was made.
		await runNpm(['install', '--no-save', '--ignore-scripts'], {
			cwd: projectFolder,
			what: 'Installing development packages',
			hint: '1 to 3 minutes, only the first time',
		});
	}
	if (!binaryWorks()) {
		await runNpm(['rebuild', 'node', '--ignore-scripts=false'], {
			cwd: projectFolder,
			what: `Installing Node.js ${NODE_VERSION} for this project`,
		});
	}
}

/**
 * Whether node_modules holds what package-lock.json says. npm writes the second list when an
 * installation is complete, so that an interrupted one is noticed.
 */
function packagesAreInstalled() {
	const wanted = readPackages('package-lock.json');
	const installed = readPackages('node_modules/.package-lock.json');
	if (!wanted || !installed) return false;
	return Object.entries(wanted).every(([folder, { version, optional, devOptional }]) => {
		if (folder === '') return true;
		if (!installed[folder]) return Boolean(optional || devOptional);
		return installed[folder].version === version && existsSync(path.join(projectFolder, folder));
	});
}

/** @returns {Record<string, { version: string, optional?: boolean, devOptional?: boolean }> | undefined} */
function readPackages(file) {
	const full = path.join(projectFolder, file);
	return existsSync(full) ? JSON.parse(readFileSync(full, 'utf8')).packages : undefined;
}

function binaryWorks() {
	const { stdout } = spawnSync(nodeBinary, ['--version'], { encoding: 'utf8' });
	return stdout?.trim() === `v${NODE_VERSION}`;
}
