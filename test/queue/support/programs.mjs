import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import {
	canInstallDebianPackages,
	installDebianPackages,
	programInPath,
} from '../../../scripts/debianPackages.mjs';
import { UserError } from '../../../scripts/userError.mjs';

const run = promisify(execFile);

const PACKAGES = ['redis-server', 'postgresql'];

/** Where Debian puts PostgreSQL's programs: not into the PATH. */
const POSTGRES_FOLDER = '/usr/lib/postgresql';

/**
 * Installs Redis and PostgreSQL where they are missing and that is possible: on Debian, as root.
 * @throws {UserError} says what to install
 */
export async function ensurePrograms() {
	if (findProgram('redis-server') && findProgram('postgres')) return;
	if (!canInstallDebianPackages()) {
		throw new UserError(
			`Redis and PostgreSQL are needed: install them, on Debian with \`sudo apt-get install ${PACKAGES.join(' ')}\`, then run the command again.`,
		);
	}
	const problem = await installDebianPackages(
		PACKAGES,
		'Installing Redis and PostgreSQL (half a minute, only the first time)',
	);
	if (problem)
		throw new UserError(`apt-get could not install ${PACKAGES.join(' and ')}: ${problem}`);
}

/**
 * @param {string} name
 * @returns {string | undefined} the program's path
 */
export function findProgram(name) {
	return programInPath(name, ['/usr/sbin', ...postgresFolders()]);
}

/**
 * What a program says of its version.
 * @param {string} name
 * @returns {Promise<string>} e.g. '15.18'
 */
export async function programVersion(name) {
	const { stdout } = await run(findProgram(name), ['--version']);
	return stdout.match(/\d+(\.\d+)+/)[0];
}

/** Newest first. */
function postgresFolders() {
	if (!fs.existsSync(POSTGRES_FOLDER)) return [];
	const versions = fs.readdirSync(POSTGRES_FOLDER).sort((a, b) => Number(b) - Number(a));
	return versions.map((version) => path.join(POSTGRES_FOLDER, version, 'bin'));
}
