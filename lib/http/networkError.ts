/** Why no response came. */
export interface NetworkError {
	/** The end of a sentence: `… can't be reached: <reason>`. */
	reason: string;
	/** What to do, without the system's code: n8n replaces whole messages that contain one. */
	advice: string;
	/** What to do, with the code for whoever looks it up. */
	description: string;
	mayHaveReachedServer: boolean;
	/** Trying again a moment later can help. */
	isTransient: boolean;
	/** The response took too long. */
	isTimeout?: boolean;
}

type Explanation = Omit<NetworkError, 'reason' | 'description'> & {
	reason: (host: string) => string;
};

const FIREWALL = 'Check that n8n is allowed to reach it (proxy, firewall).';

const NEVER_SENT = { mayHaveReachedServer: false, isTransient: false };
const NOT_CONNECTED = { mayHaveReachedServer: false, isTransient: true };
const BROKEN_OFF = { mayHaveReachedServer: true, isTransient: true };

const FAILED: Explanation = {
	reason: (host) => `the connection to ${host} failed`,
	advice: `Try again. ${FIREWALL}`,
	...BROKEN_OFF,
};

/** What the system's codes mean, the first match counts. */
const EXPLANATIONS: Array<Explanation & { codes: RegExp }> = [
	{
		codes: /^(ENOTFOUND|EAI_AGAIN)$/,
		reason: (host) => `n8n can't find ${host.replace(/:\d+$/, '')}`,
		advice:
			'Check the address in the credential, and the internet access and DNS of the machine that runs n8n.',
		...NOT_CONNECTED,
	},
	{
		codes: /^ECONNREFUSED$/,
		reason: (host) => `${host} refused the connection`,
		advice: `The service may be down, or the address in the credential is wrong. ${FIREWALL}`,
		...NOT_CONNECTED,
	},
	{
		codes: /^(EHOSTUNREACH|ENETUNREACH)$/,
		reason: (host) => `n8n has no route to ${host}`,
		advice: `Check the network of the machine that runs n8n, and the address in the credential. ${FIREWALL}`,
		...NOT_CONNECTED,
	},
	{
		// An aborted request counts: nobody reads the error of a cancelled execution.
		codes: /^(ETIMEDOUT|ECONNABORTED|ESOCKETTIMEDOUT|ERR_CANCELED)$/,
		reason: (host) => `${host} did not respond in time`,
		advice: `Try again later. ${FIREWALL}`,
		...BROKEN_OFF,
		isTimeout: true,
	},
	{
		codes: /CERT|SELF_SIGNED|UNABLE_TO_|_TLS_|HOSTNAME_MISMATCH/,
		reason: (host) => `the TLS certificate of ${host} is not trusted`,
		advice:
			'To trust a company proxy or a private certificate authority, set NODE_EXTRA_CA_CERTS for n8n.',
		...NEVER_SENT,
	},
	{
		codes: /^(Z_DATA_ERROR|ERR__ERROR)/,
		reason: (host) => `the response of ${host} could not be unpacked (content-encoding)`,
		advice:
			'The Content-Encoding header does not match the body. Tell whoever runs the proxy or the API.',
		...BROKEN_OFF,
		isTransient: false,
	},
	{
		codes: /^(EPROTO|ERR_SSL_)/,
		reason: (host) => `the TLS handshake with ${host} failed`,
		advice: 'Check the address and its port in the credential: it may be one for plain http.',
		...NEVER_SENT,
	},
	{
		codes: /^(ECONNRESET|EPIPE|ERR_BAD_RESPONSE)$/,
		reason: (host) => `the connection to ${host} was closed before the response was complete`,
		advice: `Try again. ${FIREWALL}`,
		...BROKEN_OFF,
	},
];

/**
 * Explains a request that got no response.
 *
 * @param thrown what the HTTP client threw; only its code and its kind are read, never its request
 * @param host for the text
 */
export function explainNetworkError(thrown: unknown, host: string): NetworkError {
	const code = errorCode(thrown);
	const known = isForbiddenDomain(thrown)
		? forbiddenDomain(host)
		: EXPLANATIONS.find(({ codes }) => codes.test(code));
	const { reason, advice, ...kind } = known ?? { ...FAILED, isTransient: code !== '' };
	return {
		...kind,
		reason: reason(host),
		advice,
		description: advice + (code && ` Code: ${code}.`),
	};
}

function forbiddenDomain(domain: string): Explanation {
	return {
		reason: (host) => `n8n does not let this credential be used for ${host}`,
		advice: `Open the credential and add ${domain} to 'Allowed Domains', or set 'Allowed HTTP Request Domains' to All. The hosts of both the API and the token service are needed.`,
		...NEVER_SENT,
	};
}

/** The system's code of a failure (`ECONNREFUSED`, …), from the error or its causes; '' if none. */
function errorCode(error: unknown): string {
	let hasStatus = false;
	for (let at: unknown = error, depth = 0; at && depth < 4; depth++) {
		const { code, httpCode, cause } = at as { code?: unknown; httpCode?: unknown; cause?: unknown };
		// n8n up to 2.30 hands over an error without its cause: the code is in `httpCode` then, or the
		// status of a response that broke off.
		const found = [code, httpCode].find((each) => typeof each === 'string' && /^[A-Z]/.test(each));
		if (typeof found === 'string') return found;
		hasStatus ||= /^\d{3}$/.test(String(httpCode));
		at = cause;
	}
	return hasStatus ? 'ERR_BAD_RESPONSE' : '';
}

/** n8n's own refusal: it applies the list of a credential to its token requests too. */
function isForbiddenDomain(error: unknown): boolean {
	const text = error instanceof Error ? error.message : '';
	return /^(Domain not allowed|No allowed domains specified)/.test(text);
}
