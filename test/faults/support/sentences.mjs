/**
 * The exact sentences of the package, by status or name of the fault. Typed from what the user is to
 * read, not from the code. {host} is the host of the service, {name} the same without its port.
 */
const API = {
	'refused connection': "The Aurora API can't be reached: {host} refused the connection",
	'reset in mid-body':
		"The Aurora API can't be reached: the connection to {host} was closed before the response was complete",
	'time-out': "The Aurora API can't be reached: {host} did not respond in time",
	'drip without end': "The Aurora API can't be reached: {host} did not respond in time",
	'DNS failure': "The Aurora API can't be reached: n8n can't find {name}",
	'untrusted certificate':
		"The Aurora API can't be reached: the TLS certificate of {host} is not trusted",
	'redirect to the same origin': 'Aurora redirects the request in a circle (status 302)',
	302: 'Aurora redirects the request to another address (status 302)',
	400: 'Aurora could not process the request (status 400)',
	401: 'Aurora rejected the access token twice (status 401)',
	403: 'This client may not do this in Aurora (status 403)',
	404: 'Not found in Aurora (status 404)',
	408: 'Aurora did not receive the whole request in time (status 408)',
	429: "Aurora's rate limit was reached (status 429)",
	500: 'Aurora has an internal error (status 500)',
	502: 'The Aurora API is not available at the moment (status 502)',
	503: 'The Aurora API is not available at the moment (status 503)',
	504: 'The Aurora API is not available at the moment (status 504)',
	'HTML with 200': 'Aurora responded with a web page instead of data',
	'empty 200': "Aurora's response is empty where a list was expected",
	'truncated JSON': "Aurora's response could not be parsed as JSON",
};

/** Get asks for one account by its ID. */
const GET = {
	...API,
	404: "There is no account with the ID '1'",
	'empty 200': 'Aurora responded without an account',
};

/** API Request with POST: what was sent may have been carried out. */
const CREATE = {
	...API,
	'redirect to the same origin': 'Aurora redirects the POST request (status 302)',
	'reset in mid-body':
		'The POST request was sent, but no response came: the connection to {host} was closed before the response was complete',
	'time-out': 'The POST request was sent, but no response came: {host} did not respond in time',
	'drip without end':
		'The POST request was sent, but no response came: {host} did not respond in time',
};

const UNUSABLE = 'The token service {host} did not issue a usable token';

const TOKEN = {
	'refused connection': "The Aurora token service can't be reached: {host} refused the connection",
	'reset in mid-body':
		"The Aurora token service can't be reached: the connection to {host} was closed before the response was complete",
	'time-out': "The Aurora token service can't be reached: {host} did not respond in time",
	'drip without end': "The Aurora token service can't be reached: {host} did not respond in time",
	'DNS failure': "The Aurora token service can't be reached: n8n can't find {name}",
	'untrusted certificate':
		"The Aurora token service can't be reached: the TLS certificate of {host} is not trusted",
	302: UNUSABLE,
	400: 'The token service {host} rejected the request (status 400)',
	401: 'Aurora rejected the Client ID or Client Secret',
	403: 'Aurora knows this client ID but gives it no access to the API',
	404: 'The token service {host} rejected the request (status 404)',
	408: 'The token service {host} is not available at the moment (status 408)',
	429: 'The rate limit of the token service {host} was reached (status 429)',
	500: 'The token service {host} is not available at the moment (status 500)',
	502: 'The token service {host} is not available at the moment (status 502)',
	503: 'The token service {host} is not available at the moment (status 503)',
	504: 'The token service {host} is not available at the moment (status 504)',
	'HTML with 200': UNUSABLE,
	'empty 200': UNUSABLE,
	'truncated JSON': UNUSABLE,
	'50 MB JSON': UNUSABLE,
};

const NO_JSON =
	"The token was issued, but {host} did not respond with JSON: check 'Environment' or, for Custom, 'API Base URL'";

/** Of the connection test on the API; n8n shows one text, so what to do is in it. */
const TEST = {
	'refused connection':
		"The token was issued, but the Aurora API can't be reached: {host} refused the connection. The service may be down, or the address in the credential is wrong. Check that n8n is allowed to reach it (proxy, firewall).",
	'reset in mid-body':
		"The token was issued, but the Aurora API can't be reached: the connection to {host} was closed before the response was complete. Try again. Check that n8n is allowed to reach it (proxy, firewall).",
	'time-out':
		"The token was issued, but the Aurora API can't be reached: {host} did not respond in time. Try again later. Check that n8n is allowed to reach it (proxy, firewall).",
	'drip without end':
		"The token was issued, but the Aurora API can't be reached: {host} did not respond in time. Try again later. Check that n8n is allowed to reach it (proxy, firewall).",
	'DNS failure':
		"The token was issued, but the Aurora API can't be reached: n8n can't find {name}. Check the address in the credential, and the internet access and DNS of the machine that runs n8n.",
	'untrusted certificate':
		"The token was issued, but the Aurora API can't be reached: the TLS certificate of {host} is not trusted. To trust a company proxy or a private certificate authority, set NODE_EXTRA_CA_CERTS for n8n.",
	302: "The token was issued, but {host} redirects the request elsewhere: check 'Environment' or, for Custom, 'API Base URL'",
	400: "The token was issued, but {host} responded with status 400: check 'Environment' or, for Custom, 'API Base URL'",
	408: "The token was issued, but {host} responded with status 408: check 'Environment' or, for Custom, 'API Base URL'",
	401: "The Aurora API rejected a newly issued token: check 'Environment', and 'Send Token In' if 'Show Advanced Settings' is on",
	403: 'Aurora accepted the token but does not let this client read accounts: ask Aurora to allow it',
	404: "There is no /Accounts at this address: check 'Environment' or, for Custom, 'API Base URL'",
	429: "Aurora's rate limit was reached: try again in a minute",
	500: 'The Aurora API is not available at the moment: the credential may be right, try again later',
	502: 'The Aurora API is not available at the moment: the credential may be right, try again later',
	503: 'The Aurora API is not available at the moment: the credential may be right, try again later',
	504: 'The Aurora API is not available at the moment: the credential may be right, try again later',
	'HTML with 200': NO_JSON,
	'empty 200': NO_JSON,
	'truncated JSON': NO_JSON,
};

/** What can be said of a refused token: two in a row were refused, or it is too early for a further one. */
export const REFUSALS = [API[401], TEST[401]];

/**
 * @param {import('./faults.mjs').Fault} fault
 * @param {'api' | 'token'} service
 * @param {string} operation 'test': the connection test
 * @param {string} host of the service
 */
export function sentenceOf({ name, status }, service, operation, host) {
	const ofApi = { test: TEST, get: GET, create: CREATE }[operation] ?? API;
	const sentences = service === 'token' ? TOKEN : ofApi;
	const sentence = sentences[name] ?? sentences[status];
	if (!sentence) throw new Error(`No sentence for ${name} (${service}, ${operation}).`);
	return sentence.replace('{host}', host).replace('{name}', host.replace(/:\d+$/, ''));
}
