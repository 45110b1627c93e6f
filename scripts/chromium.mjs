import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { showProgress } from './progress.mjs';
import { UserError } from './userError.mjs';

const run = promisify(execFile);

const PACKAGES = ['chromium', 'fonts-dejavu-core'];
const BINARIES = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * Finds Chromium, or installs Debian's when this process may do that. No browser is downloaded otherwise.
 * @returns {Promise<string>} the binary's path
 * @throws {UserError} when there is none
 */
export async function ensureChromium() {
	const found = installedChromium();
	if (found) return found;
	const canInstall = process.getuid?.() === 0 && inPath('apt-get') !== undefined;
	const problem = canInstall ? await installPackages() : undefined;
	const installed = installedChromium();
	if (installed) return installed;
	const reason = problem ? `could not be installed (${problem})` : 'is not installed';
	throw new UserError(
		`Chromium ${reason}: install it (on Debian: apt-get install ${PACKAGES.join(' ')}), then run the command again.`,
	);
}

function installedChromium() {
	return BINARIES.map(inPath).find((binary) => binary !== undefined);
}

/** @param {string} program @returns {string | undefined} its full path */
function inPath(program) {
	const folders = (process.env.PATH ?? '').split(path.delimiter);
	return folders.map((folder) => path.join(folder, program)).find((file) => fs.existsSync(file));
}

/** @returns {Promise<string | undefined>} what apt-get complained about, if it did */
async function installPackages() {
	const progress = showProgress('Installing Chromium (about a minute, only the first time)');
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	try {
		await run('apt-get', ['update', '-qq'], { env });
		await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], {
			env,
			maxBuffer: 64 * 1024 * 1024,
		});
		progress.end('done');
		return undefined;
	} catch (error) {
		progress.end('failed');
		const lines = String(error.stderr || error.message).trim().split('\n');
		return (lines.find((line) => line.startsWith('E: ')) ?? lines[0]).replace(/^E: /, '');
	}
}
