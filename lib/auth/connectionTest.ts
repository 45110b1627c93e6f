import type { ICredentialTestRequest, IDataObject } from 'n8n-workflow';

import { AuroraCredentialError } from '../http/credentialError';
import type { OutgoingRequest } from './allowedOrigin';
import { documentedEnvironments } from './environments';
import { ask, type HttpRequest } from '../http/http';
import { networkFailure } from '../http/networkError';
import type { AuroraSettings } from './settings';

/** Time for the listing, in milliseconds: it may be long. */
const LISTING_TIMEOUT = 60_000;

const { live, dev } = documentedEnvironments;

/** Without a host: that is how the connection test is told from every other request. */
const TEST_PATH = '/Accounts?orderBy=id%20asc';

/**
 * The connection test: the one documented resource request (FACTS 10). What is wrong with the fields
 * or the token service is said before, by `preAuthentication`; these sentences are for the API.
 */
export const connectionTest: ICredentialTestRequest = {
	request: {
		baseURL: `={{ $credentials.environment === "custom" ? $credentials.apiBaseUrl.trim().replace(/\\/+$/, "") : $credentials.environment === "dev" ? "${dev.apiBaseUrl}" : "${live.apiBaseUrl}" }}`,
		url: TEST_PATH,
	},
	rules: [
		says(
			401,
			"The Aurora API refuses a token just issued: check 'Environment' and 'Send Token In'",
		),
		says(
			403,
			'The Aurora API knows the client but lets it see no accounts: ask Aurora to allow it',
		),
		says(
			404,
			"There is no /Accounts at this address: check 'Environment' or, for Custom, 'API Base URL'",
		),
		says(429, 'The Aurora API receives too many requests: try again in a minute'),
		says(
			500,
			'The Aurora API is not working at the moment (status 500): the credential may be right, try again later',
		),
		says(
			502,
			'The Aurora API is not working at the moment (status 502): the credential may be right, try again later',
		),
		says(
			503,
			'The Aurora API is not working at the moment (status 503): the credential may be right, try again later',
		),
		says(
			504,
			'The Aurora API is not working at the moment (status 504): the credential may be right, try again later',
		),
	],
};

/** Whether a request is n8n's connection test. */
export function isConnectionTest(request: OutgoingRequest): boolean {
	return request.url === TEST_PATH;
}

/** Puts the hint into the message: of a failed connection test n8n shows nothing else. */
export async function inOneMessage(error: AuroraCredentialError): Promise<never> {
	// n8n replaces whole messages that contain the code of a system error.
	const hint = (error.description ?? '').replace(/ Code: \w+\./, '');
	return await Promise.reject(new AuroraCredentialError(`${error.message}. ${hint}`, hint));
}

/**
 * The connection test itself. The rules alone can't say it all: n8n would show a bare code such as
 * ECONNREFUSED for an API that can't be reached, would take any address for the API's, and up to
 * version 2.30 loses the status that the rules are for.
 *
 * @param headers with the token
 * @throws AuroraCredentialError; n8n explains answers that no rule is for
 */
export async function probeApi(
	settings: AuroraSettings,
	headers: IDataObject,
	httpRequest: HttpRequest,
): Promise<void> {
	const request = {
		url: `${settings.apiBaseUrl}${TEST_PATH}`,
		headers: { ...headers, Accept: 'application/json' },
		timeout: LISTING_TIMEOUT,
	};
	const answer = await ask(httpRequest, request, Number.POSITIVE_INFINITY);
	const { host } = new URL(settings.apiBaseUrl);
	if ('failure' in answer) {
		const { reason, advice, hint } = networkFailure(answer.failure, host);
		throw new AuroraCredentialError(
			`The token was issued, but the Aurora API can't be reached: ${reason}. ${advice}`,
			hint,
		);
	}
	if (answer.status >= 300 && answer.status < 400) {
		throw new AuroraCredentialError(
			`The token was issued, but ${host} redirects the request elsewhere: check 'Environment' or, for Custom, 'API Base URL'`,
			'Redirects are not followed, so that the token stays with the API.',
		);
	}
	const rule = connectionTest.rules?.find(({ properties }) => properties.value === answer.status);
	if (rule) throw new AuroraCredentialError(rule.properties.message, '');
	if (answer.status < 300 && answer.json === undefined) {
		throw new AuroraCredentialError(
			`The token was issued, but ${host} answers with something other than JSON: check 'Environment' or, for Custom, 'API Base URL'`,
			'The answer of GET /Accounts was no JSON.',
		);
	}
}

function says(status: number, message: string) {
	return { type: 'responseCode' as const, properties: { value: status, message } };
}
