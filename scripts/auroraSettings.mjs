import { UserError } from './userError.mjs';

const NAMES = ['AURORA_CLIENT_ID', 'AURORA_CLIENT_SECRET', 'AURORA_ENVIRONMENT'];

/**
 * The real Aurora to use in place of the sandbox, if the user names one.
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ environment: string, clientId: string, clientSecret: string } | undefined} credential fields
 * @throws {UserError}
 */
export function readAuroraSettings(env) {
	const missing = NAMES.filter((name) => !env[name]?.trim());
	if (missing.length === NAMES.length) return undefined;
	if (missing.length > 0) {
		throw new UserError(
			`${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set: for the real Aurora set all of ${NAMES.join(', ')}, for the sandbox none of them.`,
		);
	}
	const [clientId, clientSecret, environment] = NAMES.map((name) => env[name].trim());
	if (!['live', 'dev'].includes(environment)) {
		throw new UserError(`AURORA_ENVIRONMENT is '${environment}': set it to live or dev.`);
	}
	return { environment, clientId, clientSecret };
}
