/** Why no answer came, in words; `maySend` tells whether the request can have reached the service. */
export interface NetworkFailure {
	reason: string;
	/** What to do, without the system's code: n8n replaces whole messages that contain one. */
	advice: string;
	/** What to do, with the code for whoever looks it up. */
	hint: string;
	maySend: boolean;
	/** Trying again a moment later can help. */
	passing: boolean;
}

const firewall = 'Check that n8n is allowed to reach it (proxy, firewall).';

/**
 * Explains a request that got no answer.
 *
 * @param error what the HTTP client threw; only its `code` and its kind are read, never its request
 * @param host for the text
 */
export function networkFailure(error: unknown, host: string): NetworkFailure {
	const code = errorCode(error);
	const explained = explain(error, code, host);
	return { ...explained, hint: `${explained.advice}${code ? ` Code: ${code}.` : ''}` };
}

function explain(error: unknown, code: string, host: string): Omit<NetworkFailure, 'hint'> {
	if (isForbiddenDomain(error)) {
		return {
			reason: `n8n does not let this credential go to ${host}`,
			advice: `Open the credential and add ${host} to 'Allowed HTTP Request Domains', or allow all domains there: both the API and the token service are needed.`,
			maySend: false,
			passing: false,
		};
	}
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
		return {
			reason: `the name ${host.replace(/:\d+$/, '')} could not be looked up (DNS)`,
			advice: `Check the address in the credential and the DNS of the machine that runs n8n.`,
			maySend: false,
			passing: true,
		};
	}
	if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH') {
		return {
			reason: `${host} refused the connection`,
			advice: `The service may be down, or the address in the credential is wrong. ${firewall}`,
			maySend: false,
			passing: true,
		};
	}
	if (isTimeOut(error)) {
		return {
			reason: `${host} did not answer in time`,
			advice: `Try again later. ${firewall}`,
			maySend: true,
			passing: true,
		};
	}
	if (isCertificateCode(code)) {
		return {
			reason: `the TLS certificate of ${host} is not trusted`,
			advice:
				'If a company proxy or a private certificate authority is in between, give its certificate to n8n with NODE_EXTRA_CA_CERTS.',
			maySend: false,
			passing: false,
		};
	}
	return {
		reason: `the connection to ${host} broke`,
		advice: `Try again. ${firewall}`,
		maySend: true,
		passing: code !== '',
	};
}

/**
 * The system's code of a failure (`ECONNREFUSED`, …), from the error or from what caused it; '' if none.
 */
export function errorCode(error: unknown): string {
	let hasStatus = false;
	for (let at: unknown = error, depth = 0; at && depth < 4; depth++) {
		const { code, httpCode, cause } = at as { code?: unknown; httpCode?: unknown; cause?: unknown };
		// n8n up to 2.30 hands over an error without its cause: the code is in `httpCode` then, or the
		// status of an answer that broke off.
		const found = [code, httpCode].find((each) => typeof each === 'string' && /^[A-Z]/.test(each));
		if (typeof found === 'string') return found;
		hasStatus ||= /^\d{3}$/.test(String(httpCode));
		at = cause;
	}
	return hasStatus ? 'ERR_BAD_RESPONSE' : '';
}

/**
 * Whether an answer took too long. An aborted request counts: those of a cancelled execution are not
 * explained to anybody.
 */
export function isTimeOut(error: unknown): boolean {
	const codes = ['ETIMEDOUT', 'ECONNABORTED', 'ESOCKETTIMEDOUT', 'ERR_CANCELED'];
	return codes.includes(errorCode(error));
}

/** n8n's own refusal: it holds the list of a credential against its token requests too. */
function isForbiddenDomain(error: unknown): boolean {
	const text = error instanceof Error ? error.message : '';
	return /^(Domain not allowed|No allowed domains specified)/.test(text);
}

function isCertificateCode(code: string): boolean {
	return /CERT|SELF_SIGNED|UNABLE_TO_|_TLS_|ERR_SSL|EPROTO|HOSTNAME_MISMATCH/.test(code);
}
