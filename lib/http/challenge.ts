/** Why a token is not accepted, in the server's words (RFC 6750, 3); '' for what it doesn't say. */
export interface BearerChallenge {
	/** `invalid_token`, `insufficient_scope`, … */
	error: string;
	description: string;
	/** What the token would have to allow. */
	scope: string;
}

/** A scheme, or a parameter with its value as quoted text or as a token (RFC 9110, 11.2). */
const SCHEME_OR_PARAMETER = /([^\s,="]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*)))?/g;

/** @param header `WWW-Authenticate`: challenges of several schemes, with commas in between */
export function bearerChallenge(header: string): BearerChallenge {
	const said = new Map<string, string>();
	let scheme = '';
	for (const [, name, quoted, token] of header.matchAll(SCHEME_OR_PARAMETER)) {
		const value = quoted?.replace(/\\(.)/g, '$1') ?? token;
		if (value === undefined) scheme = name.toLowerCase();
		else if (scheme === 'bearer') said.set(name.toLowerCase(), value);
	}
	const [error, description, scope] = ['error', 'error_description', 'scope'].map(
		(name) => said.get(name) ?? '',
	);
	return { error, description, scope };
}
