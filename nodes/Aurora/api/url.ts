import type { AuroraSettings } from '../../../lib/auth';
import { AuroraError } from '../../../lib/http/errors';
import { decodedPart, parseUrl } from '../../../lib/util/url';

/**
 * Adds query parameters to an address, a blank as `%20` (as in `/Accounts?orderBy=id asc` on Aurora's
 * page). A name that is there already is replaced.
 */
export function withQuery(
	address: string,
	parameters: Array<[name: string, value: string]>,
): string {
	for (const text of parameters.flat()) refuseIncomplete(text, 'A query parameter');
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

/** @throws AuroraError for a text with a part of a character, for which UTF-8 has no bytes */
export function refuseIncomplete(text: string, what: string): void {
	if (!/\p{Cs}/u.test(text)) return;
	throw new AuroraError(
		`${what} contains an incomplete character`,
		'A text was cut in the middle of a character, such as an emoji. Enter the whole text.',
	);
}

/**
 * The address of a path of the API.
 *
 * @param path as the user wrote it; a whole address is accepted too, if it is the API's own
 * @param field that holds it, for the message
 * @throws AuroraError when it leads out of the API, or is no path
 */
export function apiUrl(settings: AuroraSettings, path: string, field = 'Path'): string {
	const given = path.trim();
	const fault = faultOf(given);
	if (fault) throw refusedPath(`'${field}' ${fault}`, settings);
	refuseIncomplete(given, `'${field}'`);
	const isWhole = WHOLE_ADDRESS.test(given);
	const url = parseUrl(isWhole ? given : `${settings.apiBaseUrl}/${given.replace(/^\//, '')}`);
	const base = new URL(`${settings.apiBaseUrl}/`);
	const staysInside =
		url &&
		url.origin === base.origin &&
		!url.username &&
		!url.password &&
		`${url.pathname}/`.startsWith(base.pathname);
	if (!staysInside) throw refusedPath(`'${field}' must stay within the Aurora API`, settings);
	return url.href;
}

/** A path may have a colon too, as in `Accounts:batchGet`. */
const WHOLE_ADDRESS = /^([a-z][a-z\d+.-]*:\/|(https?|javascript):|\/\/)/i;

/** Texts that an expression without a value leaves behind. */
const NO_VALUE = /(?<![A-Za-z\d])(undefined|null|NaN)(?![A-Za-z\d])|\[object Object\]/;

/**
 * Keeps a request that changes something from an address that an expression left incomplete.
 *
 * @param address from `apiUrl`
 * @throws AuroraError when a part of the path is empty, or says that there was no value
 */
export function refuseGaps(settings: AuroraSettings, address: string, method: string): void {
	const [given] = address.slice(settings.apiBaseUrl.length).split('?');
	const path = decodedPart(given) ?? given;
	const noValue = NO_VALUE.exec(path)?.[0];
	if (noValue === undefined && !/\/\s*(\/|$)/.test(path) && path !== '') return;
	throw new AuroraError(
		noValue === undefined ? "'Path' has an empty part" : `'Path' contains '${noValue}'`,
		`The ${method} request was not sent, because it would go to another address than meant. Check the expressions in 'Path'.`,
	);
}

const DOT_SEGMENT = /(^|\/|%2f|%5c)(\.|%2e){1,2}(\/|%2f|%5c|$)/i;

function faultOf(path: string): string | undefined {
	if (path === '') return 'is empty';
	if (/[\p{Cc}\\]/u.test(path))
		return 'contains a line break, a backslash or another character that is not allowed in an address';
	if (path.includes('#')) return "must not contain '#'";
	return DOT_SEGMENT.test(path.split('?')[0]) ? "must not contain '.' or '..' parts" : undefined;
}

/** The name of a parameter, as it is before it is encoded. */
export function nameOf(pair: string): string {
	const name = pair.split('=')[0].replace(/\+/g, ' ');
	return decodedPart(name) ?? name;
}

function refusedPath(message: string, settings: AuroraSettings): AuroraError {
	return new AuroraError(
		message,
		`Enter a path such as /Accounts; it is added to ${settings.apiBaseUrl}.`,
	);
}
