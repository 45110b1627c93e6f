/**
 * The exact sentences of the package, by status or name of the fault. Typed from what the user is to
 * read, not from the code. {host} is the host of the service, {name} the same without its port.
 */
const API = {
	'refused connection': "The Aurora API can't be reached: {host} refused the connection",
	'reset in mid-body': "The Aurora API can't be reached: the connection to {host} broke",
	'time-out': "The Aurora API can't be reached: {host} did not answer in time",
	'drip without end': "The Aurora API can't be reached: {host} did not answer in time",
	'DNS failure': "The Aurora API can't be reached: the name {name} could not be looked up (DNS)",
	'untrusted certificate':
		"The Aurora API can't be reached: the TLS certificate of {host} is not trusted",
	302: 'Aurora redirects the request to another address (status 302)',
	400: 'Aurora does not understand the request (status 400)',
	401: 'Aurora refuses the access token, and a new one as well (status 401)',
	403: 'Aurora does not allow the client of the credential to do this (status 403)',
	404: 'Aurora has nothing at this address (status 404)',
	408: 'Aurora did not receive the whole request in time (status 408)',
	429: 'Aurora receives too many requests (status 429)',
	500: 'The Aurora API is not working at the moment (status 500)',
	502: 'The Aurora API is not working at the moment (status 502)',
	503: 'The Aurora API is not working at the moment (status 503)',
	504: 'The Aurora API is not working at the moment (status 504)',
	'HTML with 200': 'Aurora answered with a web page instead of data',
	'empty 200': 'The answer of Aurora is empty where a list was expected',
	'truncated JSON': 'The answer of Aurora is not valid JSON',
};

/** Get asks for one account by its ID. */
const GET = {
	...API,
	404: "There is no account with the ID '1'",
	'empty 200': 'Aurora answered without an account',
};

const UNUSABLE = 'The token service {host} gave no usable token';

const TOKEN = {
	'refused connection': 'No access token from Aurora: {host} refused the connection',
	'reset in mid-body': 'No access token from Aurora: the connection to {host} broke',
	'time-out': 'No access token from Aurora: {host} did not answer in time',
	'drip without end': 'No access token from Aurora: {host} did not answer in time',
	'DNS failure': 'No access token from Aurora: the name {name} could not be looked up (DNS)',
	'untrusted certificate':
		'No access token from Aurora: the TLS certificate of {host} is not trusted',
	302: UNUSABLE,
	400: 'The token service of Aurora Custom refused the request (status 400)',
	401: "Aurora Custom does not accept this 'Client ID' and 'Client Secret'",
	403: "Aurora Custom knows this 'Client ID' but grants it no access to the API",
	404: 'The token service of Aurora Custom refused the request (status 404)',
	408: 'The token service {host} is not working at the moment (status 408)',
	429: 'The token service {host} limits the number of tokens (status 429)',
	500: 'The token service {host} is not working at the moment (status 500)',
	502: 'The token service {host} is not working at the moment (status 502)',
	503: 'The token service {host} is not working at the moment (status 503)',
	504: 'The token service {host} is not working at the moment (status 504)',
	'HTML with 200': UNUSABLE,
	'empty 200': UNUSABLE,
	'truncated JSON': UNUSABLE,
	'50 MB JSON': UNUSABLE,
};

const NO_JSON =
	"The token was issued, but {host} answers with something other than JSON: check 'Environment' or, for Custom, 'API Base URL'";

/** Of the connection test on the API; n8n shows one text, so what to do is in it. */
const TEST = {
	'refused connection':
		"The token was issued, but the Aurora API can't be reached: {host} refused the connection. The service may be down, or the address in the credential is wrong. Check that n8n is allowed to reach it (proxy, firewall).",
	'reset in mid-body':
		"The token was issued, but the Aurora API can't be reached: the connection to {host} broke. Try again. Check that n8n is allowed to reach it (proxy, firewall).",
	'time-out':
		"The token was issued, but the Aurora API can't be reached: {host} did not answer in time. Try again later. Check that n8n is allowed to reach it (proxy, firewall).",
	'drip without end':
		"The token was issued, but the Aurora API can't be reached: {host} did not answer in time. Try again later. Check that n8n is allowed to reach it (proxy, firewall).",
	'DNS failure':
		"The token was issued, but the Aurora API can't be reached: the name {name} could not be looked up (DNS). Check the address in the credential and the DNS of the machine that runs n8n.",
	'untrusted certificate':
		"The token was issued, but the Aurora API can't be reached: the TLS certificate of {host} is not trusted. If a company proxy or a private certificate authority is in between, give its certificate to n8n with NODE_EXTRA_CA_CERTS.",
	302: "The token was issued, but {host} redirects the request elsewhere: check 'Environment' or, for Custom, 'API Base URL'",
	// No rule of ours: n8n shows what the API says.
	400: 'Bad Request',
	408: 'Request Timeout',
	401: "The Aurora API refuses a token just issued: check 'Environment' and 'Send Token In'",
	403: 'The Aurora API knows the client but lets it see no accounts: ask Aurora to allow it',
	404: "There is no /Accounts at this address: check 'Environment' or, for Custom, 'API Base URL'",
	429: 'The Aurora API receives too many requests: try again in a minute',
	500: 'The Aurora API is not working at the moment (status 500): the credential may be right, try again later',
	502: 'The Aurora API is not working at the moment (status 502): the credential may be right, try again later',
	503: 'The Aurora API is not working at the moment (status 503): the credential may be right, try again later',
	504: 'The Aurora API is not working at the moment (status 504): the credential may be right, try again later',
	'HTML with 200': NO_JSON,
	'empty 200': NO_JSON,
	'truncated JSON': NO_JSON,
};

/** What can be said of a refused token: two in a row were refused, or it is too early for a further one. */
export const REFUSALS = [
	API[401],
	'The Aurora API refuses every access token, even one just issued (status 401)',
	TEST[401],
];

/**
 * @param {import('./faults.mjs').Fault} fault
 * @param {'api' | 'token'} service
 * @param {string} operation 'test': the connection test
 * @param {string} host of the service
 */
export function sentenceOf({ name, status }, service, operation, host) {
	const ofApi = operation === 'test' ? TEST : operation === 'get' ? GET : API;
	const sentence = (service === 'token' ? TOKEN : ofApi)[status ?? name];
	if (!sentence) throw new Error(`No sentence for ${name} (${service}, ${operation}).`);
	return sentence.replace('{host}', host).replace('{name}', host.replace(/:\d+$/, ''));
}
