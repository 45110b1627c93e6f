import type { ICredentialTestRequest, IDataObject } from 'n8n-workflow';

import { apiStatusText } from '../http/apiStatuses';
import { AuroraError } from '../http/errors';
import { HttpResponse } from '../http/response';
import { sendRequest, type HttpRequest } from '../http/sendRequest';

import { documentedEnvironments, type AuroraSettings } from './settings';

const CHECK_ADDRESS = "check 'Environment' or, for Custom, 'API Base URL'";

const { live, dev } = documentedEnvironments;

/** The documented listing of accounts. */
const LISTING = '/Accounts?orderBy=id%20asc';

/** Of n8n's connection test: the fragment, which is sent nowhere, tells it from every other request. */
export const TEST_URL = `${LISTING}#connection-test`;

/**
 * The connection test: the one request of a resource on Aurora's page. What is wrong with the fields
 * or the token service is said before, by `preAuthentication`; these sentences are for the API.
 */
export const connectionTest: ICredentialTestRequest = {
	request: {
		baseURL: `={{ $credentials.environment === "custom" ? $credentials.apiBaseUrl.trim().replace(/\\/+$/, "") : $credentials.environment === "dev" ? "${dev.apiBaseUrl}" : "${live.apiBaseUrl}" }}`,
		url: TEST_URL,
	},
};

/** An address that holds its own response (RFC 2397): it needs no network. */
export const LOCAL_RESPONSE = 'data:application/json,[]';

/** Puts the description into the message: of a failed connection test n8n shows nothing else. */
export function inOneMessage({ message, description }: AuroraError): AuroraError {
	// n8n replaces whole messages that contain the code of a system error.
	const hint = description.replace(/ Code: \w+\./, '');
	return new AuroraError(`${message}. ${hint}`, hint);
}

/**
 * The connection test itself. n8n's own request can't say it all: it would show a bare code such as
 * ECONNREFUSED for an API that can't be reached, would take any address for the API's, and up to
 * version 2.30 loses the status.
 *
 * @param headers with the token
 * @returns whether n8n can read a local response; not where it is protected against requests to
 *   internal addresses (N8N_SSRF_PROTECTION_ENABLED)
 * @throws AuroraError with one sentence
 */
export async function testApi(
	settings: AuroraSettings,
	headers: IDataObject,
	httpRequest: HttpRequest,
): Promise<boolean> {
	const { host } = new URL(settings.apiBaseUrl);
	const response = await sendRequest(httpRequest, {
		url: `${settings.apiBaseUrl}${LISTING}`,
		headers: { ...headers, Accept: 'application/json' },
		// The listing may be long.
		timeout: 60_000,
	});
	if (!(response instanceof HttpResponse)) {
		const { reason, advice, description } = response;
		throw new AuroraError(
			`The token was issued, but the Aurora API can't be reached: ${reason}. ${advice}`,
			description,
		);
	}
	const known = response.status >= 400 ? apiStatusText(response).connectionTest : undefined;
	if (known) throw new AuroraError(known, '');
	const fault = faultOf(response);
	if (fault)
		throw new AuroraError(`The token was issued, but ${host} ${fault}: ${CHECK_ADDRESS}`, '');
	return await httpRequest({ url: LOCAL_RESPONSE }).then(
		() => true,
		() => false,
	);
}

function faultOf(response: HttpResponse): string | undefined {
	if (response.status >= 400) return `responded with status ${response.status}`;
	if (response.status >= 300) return 'redirects the request elsewhere';
	return response.json() === undefined ? 'did not respond with JSON' : undefined;
}
