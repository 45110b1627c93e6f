import { parseUrl } from '../../../lib/auth/environments';
import type { AuroraSettings } from '../../../lib/auth/settings';

import { AuroraError } from '../../../lib/http/errors';

/**
 * Adds query parameters to an address, a blank as `%20` (as in the documented
 * `/Accounts?orderBy=id asc`, FACTS 10). A name that is there already is replaced.
 */
export function withQuery(
	address: string,
	parameters: Array<[name: string, value: string]>,
): string {
	if (parameters.some((pair) => pair.some((text) => /\p{Cs}/u.test(text)))) {
		throw new AuroraError(
			'A query parameter holds a broken character',
			'A text was cut in the middle of a character, such as an emoji. Give the whole text.',
		);
	}
	const [beforeHash] = address.split('#');
	const [path, query = ''] = beforeHash.split(/\?(.*)/s);
	const names = new Set(parameters.map(([name]) => name));
	const kept = query.split('&').filter((pair) => pair !== '' && !names.has(nameOf(pair)));
	const added = parameters.map(
		([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
	);
	const all = [...kept, ...added];
	return all.length ? `${path}?${all.join('&')}` : path;
}

/**
 * The address of a path of the API.
 *
 * @param path as the user wrote it; a whole address is taken too, if it is the API's own
 * @throws AuroraError when it leads out of the API, or is no path
 */
export function apiUrl(settings: AuroraSettings, path: string): string {
	const given = path.trim();
	if (given === '') throw refusedPath("'Path' is empty", settings);
	if (/[\p{Cc}\\]/u.test(given))
		throw refusedPath(
			"'Path' has a line break, a backslash or another character that no address may have",
			settings,
		);
	const isWhole = /^[a-z][a-z\d+.-]*:/i.test(given) || given.startsWith('//');
	const url = parseUrl(isWhole ? given : `${settings.apiBaseUrl}/${given.replace(/^\//, '')}`);
	const base = new URL(`${settings.apiBaseUrl}/`);
	const staysInside =
		url &&
		url.origin === base.origin &&
		!url.username &&
		!url.password &&
		`${url.pathname}/`.startsWith(base.pathname);
	if (!staysInside) throw refusedPath("'Path' leads out of the Aurora API", settings);
	if (hasDotSegment(given))
		throw refusedPath("'Path' must not contain '.' or '..' parts", settings);
	url.hash = '';
	return url.href;
}

function hasDotSegment(path: string): boolean {
	return path
		.split(/[?#]/)[0]
		.split(/\/|%2f|%5c/i)
		.some((segment) => /^(\.|%2e){1,2}$/i.test(segment));
}

function nameOf(pair: string): string {
	const name = pair.split('=')[0].replace(/\+/g, ' ');
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}

function refusedPath(message: string, settings: AuroraSettings): AuroraError {
	return new AuroraError(
		message,
		`Give a path such as /Accounts; it is added to ${settings.apiBaseUrl}.`,
	);
}
