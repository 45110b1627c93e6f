/** The exact sentences of the package, by fault. Typed from what the user is to read, not from the code. */

/** @typedef {import('./faults.mjs').Fault} Fault */
/** @typedef {'get' | 'getAll' | 'search' | 'send' | 'trigger'} Operation */

const BROKEN = {
	'refused connection': (host) => `${host} refused the connection`,
	'reset in mid-body': (host) => `the connection to ${host} broke`,
	'time-out': (host) => `${host} did not answer in time`,
	'drip without end': (host) => `${host} did not answer in time`,
	'DNS failure': (host) => `the name ${host.replace(/:\d+$/, '')} could not be looked up (DNS)`,
	'untrusted certificate': (host) => `the TLS certificate of ${host} is not trusted`,
};

const API_STATUSES = {
	302: 'Aurora redirects the request to another address (status 302)',
	400: 'Aurora does not understand the request (status 400)',
	403: 'Aurora does not allow the client of the credential to do this (status 403)',
	404: 'Aurora has nothing at this address (status 404)',
	408: 'Aurora did not receive the whole request in time (status 408)',
	429: 'Aurora receives too many requests (status 429)',
};

/** Two tokens in a row were refused. */
export const REFUSED_TWICE = 'Aurora refuses the access token, and a new one as well (status 401)';

/** A token was refused, and it is too early for a further one. */
export const REFUSED_AGAIN =
	'The Aurora API refuses every access token, even one just issued (status 401)';

/** @param {Fault} fault @param {string} host of the API @param {Operation} operation */
export function apiSentence(fault, host, operation) {
	if (fault.isBroken) return `The Aurora API can't be reached: ${BROKEN[fault.name](host)}`;
	if (fault.status === 404 && operation === 'get') return "There is no account with the ID '1'";
	if (fault.status) {
		return (
			API_STATUSES[fault.status] ??
			`The Aurora API is not working at the moment (status ${fault.status})`
		);
	}
	if (fault.name === 'HTML with 200') return 'Aurora answered with a web page instead of data';
	if (fault.name === 'truncated JSON') return 'The answer of Aurora is not valid JSON';
	if (fault.name === 'empty 200') {
		return operation === 'get'
			? 'Aurora answered without an account'
			: 'The answer of Aurora is empty where a list was expected';
	}
	throw new Error(`No sentence for ${fault.name} of the API.`);
}

/** @param {Fault} fault @param {string} host of the token service */
export function tokenSentence(fault, host) {
	if (fault.isBroken) return `No access token from Aurora: ${BROKEN[fault.name](host)}`;
	const { status } = fault;
	if (status === 401) return "Aurora Custom does not accept this 'Client ID' and 'Client Secret'";
	if (status === 403)
		return "Aurora Custom knows this 'Client ID' but grants it no access to the API";
	if (status === 429) return `The token service ${host} limits the number of tokens (status 429)`;
	if (status === 408 || status >= 500)
		return `The token service ${host} is not working at the moment (status ${status})`;
	if (status >= 400)
		return `The token service of Aurora Custom refused the request (status ${status})`;
	return `The token service ${host} gave no usable token`;
}

const FIREWALL = 'Check that n8n is allowed to reach it (proxy, firewall).';

/** The connection test shows one text: the hint is in it. */
const HINTS = {
	'refused connection': `The service may be down, or the address in the credential is wrong. ${FIREWALL}`,
	'reset in mid-body': `Try again. ${FIREWALL}`,
	'time-out': `Try again later. ${FIREWALL}`,
	'drip without end': `Try again later. ${FIREWALL}`,
	'DNS failure': 'Check the address in the credential and the DNS of the machine that runs n8n.',
	'untrusted certificate':
		'If a company proxy or a private certificate authority is in between, give its certificate to n8n with NODE_EXTRA_CA_CERTS.',
};

const TEST_STATUSES = {
	// No rule of ours: n8n shows what the API says.
	400: 'Bad Request',
	408: 'Request Timeout',
	401: "The Aurora API refuses a token just issued: check 'Environment' and 'Send Token In'",
	403: 'The Aurora API knows the client but lets it see no accounts: ask Aurora to allow it',
	404: "There is no /Accounts at this address: check 'Environment' or, for Custom, 'API Base URL'",
	429: 'The Aurora API receives too many requests: try again in a minute',
};

/** What the connection test says of the API. @param {Fault} fault @param {string} host of the API */
export function testSentence(fault, host) {
	if (fault.isBroken) {
		return `The token was issued, but the Aurora API can't be reached: ${BROKEN[fault.name](host)}. ${HINTS[fault.name]}`;
	}
	if (fault.status === 302) {
		return `The token was issued, but ${host} redirects the request elsewhere: check 'Environment' or, for Custom, 'API Base URL'`;
	}
	if (fault.isNoJson) {
		return `The token was issued, but ${host} answers with something other than JSON: check 'Environment' or, for Custom, 'API Base URL'`;
	}
	if (fault.status >= 500) {
		return `The Aurora API is not working at the moment (status ${fault.status}): the credential may be right, try again later`;
	}
	return TEST_STATUSES[fault.status];
}
