import {
	canInstallDebianPackages,
	installDebianPackages,
	programInPath,
} from './debianPackages.mjs';
import { UserError } from './userError.mjs';

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
	const problem = canInstallDebianPackages()
		? await installDebianPackages(
				PACKAGES,
				'Installing Chromium (about a minute, only the first time)',
			)
		: undefined;
	const installed = installedChromium();
	if (installed) return installed;
	const reason = problem ? `could not be installed (${problem})` : 'is not installed';
	throw new UserError(
		`Chromium ${reason}: install it (on Debian: apt-get install ${PACKAGES.join(' ')}), then run the command again.`,
	);
}

function installedChromium() {
	return BINARIES.map((name) => programInPath(name)).find((binary) => binary !== undefined);
}
