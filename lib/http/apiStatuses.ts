import { isHtml, type HttpResponse } from './response';

/** What an error status of the API means, for a request of the node and for the connection test. */
export interface StatusText {
	/** What happened; the status is added. */
	message: string;
	/** What to do about it. */
	advice: string;
	/** One sentence for the connection test, of which n8n shows no description; not for every status. */
	connectionTest?: string;
}

/** What to do where nothing more exact is known. */
export const CHECK_FIELDS = 'Check the fields of this operation.';

/** Ends the advice that a response with Retry-After makes exact. */
export const TRY_LATER = 'Try again later.';

/** What to do where a proxy refuses requests. */
export const CHECK_PROXY =
	"The proxy may require a user name and a password in n8n's proxy settings.";

const UNAVAILABLE: StatusText = {
	message: 'The Aurora API is not available at the moment',
	advice: TRY_LATER,
	connectionTest:
		'The Aurora API is not available at the moment: the credential may be right, try again later',
};

const REJECTED: StatusText = { message: 'Aurora rejected the request', advice: CHECK_FIELDS };

const STATUSES: Readonly<Record<number, StatusText>> = {
	400: { message: 'Aurora could not process the request', advice: CHECK_FIELDS },
	401: {
		message: 'Aurora rejected the access token twice',
		advice:
			"In the credential, check 'Environment', and 'Send Token In' if 'Show Advanced Settings' is on; its test requests a new token. If both are right, ask Aurora whether this client may use this address.",
		connectionTest:
			"The Aurora API rejected a newly issued token: check 'Environment', and 'Send Token In' if 'Show Advanced Settings' is on",
	},
	403: {
		message: 'This client may not do this in Aurora',
		advice: 'Ask Aurora to allow it, or choose another credential. A new token would not help.',
		connectionTest:
			'Aurora accepted the token but does not let this client read accounts: ask Aurora to allow it',
	},
	404: {
		message: 'Not found in Aurora',
		advice: CHECK_FIELDS,
		connectionTest:
			"There is no /Accounts at this address: check 'Environment' or, for Custom, 'API Base URL'",
	},
	408: {
		message: 'Aurora did not receive the whole request in time',
		advice: `The connection may be slow. ${TRY_LATER}`,
	},
	409: {
		message: 'The request conflicts with the current state in Aurora',
		advice: 'Read the current state first, then repeat the request.',
	},
	410: { message: 'This is gone from Aurora', advice: CHECK_FIELDS },
	422: { message: 'Aurora rejected the values of the request', advice: CHECK_FIELDS },
	423: { message: 'This is locked in Aurora', advice: `Somebody may be editing it. ${TRY_LATER}` },
	429: {
		message: "Aurora's rate limit was reached",
		advice:
			"Raise 'Max Retries', lower 'Max Concurrent Items' if the node has it, or run the workflow less often.",
		connectionTest: "Aurora's rate limit was reached: try again in a minute",
	},
	500: {
		message: 'Aurora has an internal error',
		advice: `${TRY_LATER} If it repeats with the same input, check the values.`,
		connectionTest: UNAVAILABLE.connectionTest,
	},
	// RFC 6585, 6.
	511: {
		message: 'The network that n8n is in requires a sign-in',
		advice: 'Sign in to the network on the machine that runs n8n, or ask whoever runs it.',
		connectionTest:
			'The network that n8n is in requires a sign-in: sign in on the machine that runs n8n',
	},
};

/** What a 407, and a 403 with a page, mean: the API would have responded with data. */
const REFUSED_BY_PROXY: StatusText = {
	message: 'A proxy or firewall between n8n and Aurora refused the request',
	advice: `Ask whoever runs it to allow the request. ${CHECK_PROXY}`,
	connectionTest:
		'A proxy or firewall between n8n and the Aurora API refused the request: ask whoever runs it',
};

/** What a response with an error status means. */
export function apiStatusText(response: HttpResponse): StatusText {
	const { status } = response;
	if (isTokenRejected(response)) return STATUSES[401];
	if (isByProxy(response)) return REFUSED_BY_PROXY;
	return STATUSES[status] ?? (status >= 500 ? UNAVAILABLE : REJECTED);
}

/** Whether a proxy refuses a request, not the service itself. */
export function isByProxy(response: HttpResponse): boolean {
	return response.status === 407 || (response.status === 403 && isHtml(response));
}

/** Whether another token may help: status 401, or a 403 that says so (RFC 6750, 3.1). */
export function isTokenRejected(response: HttpResponse): boolean {
	if (response.status !== 403) return response.status === 401;
	return bearerChallenge(response.header('www-authenticate')).error === 'invalid_token';
}

/** A scheme, or a parameter with its value as quoted text or as a token (RFC 9110, 11.2). */
const SCHEME_OR_PARAMETER = /([^\s,="]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*)))?/g;

/**
 * Why a token is not accepted, in the server's words (RFC 6750, 3); '' for what it doesn't say.
 *
 * @param header `WWW-Authenticate`: challenges of several schemes, with commas in between
 * @returns `error` such as `invalid_token`; `scope` is what the token would have to allow
 */
export function bearerChallenge(header: string) {
	const said = new Map<string, string>();
	let scheme = '';
	for (const [, name, quoted, token] of header.matchAll(SCHEME_OR_PARAMETER)) {
		const value = quoted?.replace(/\\(.)/g, '$1') ?? token;
		if (value === undefined) scheme = name.toLowerCase();
		else if (scheme === 'bearer') said.set(name.toLowerCase(), value);
	}
	const word = (name: string) => said.get(name) ?? '';
	return { error: word('error'), description: word('error_description'), scope: word('scope') };
}
