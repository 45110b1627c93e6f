import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

import {
	credentialError,
	markAccepted,
	markRejected,
	secretsOf,
	sentTokens,
	trackRequest,
	type AuroraSettings,
} from '../../../lib/auth';
import { isByProxy, isTokenRejected } from '../../../lib/http/apiStatuses';
import { AuroraError } from '../../../lib/http/errors';
import { explainNetworkError } from '../../../lib/http/networkError';
import { HttpResponse } from '../../../lib/http/response';
import { failureOf, isIdempotent } from '../../../lib/http/retryPolicy';

import { stopIfCancelled } from './pause';
import { CHECK_WHETHER_DONE, statusError } from './statusErrors';

/** One request to the API. */
export interface ApiRequest {
	method?: IHttpRequestMethods;
	/** Absolute, on the origin of the API. */
	url: string;
	headers?: IDataObject;
	/** As it is sent; `headers` say what it is. */
	body?: string;
	/** Milliseconds for one complete response. */
	timeout: number;
	/** Repetitions after the first try. */
	maxRetries: number;
}

/** One try of a request. */
export interface ApiAttempt extends ApiRequest {
	method: IHttpRequestMethods;
	/** An earlier one may have been carried out. */
	mayBeDone: boolean;
}

/** Who sends a request, and with what. */
export interface Sender {
	context: IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;
	credential: ICredentialsDecrypted;
	settings: AuroraSettings;
	/** The credential depends on the input item. */
	dependsOnItem?: boolean;
	/** Aborted when the execution is cancelled. */
	cancelled?: AbortSignal;
	/** Aborted when no further request is wanted. */
	signal: AbortSignal;
}

/**
 * Sends a request with the token of the credential, and once more with another one when the API
 * rejects the first (Aurora's page, "Handling Errors").
 *
 * @returns a response with a status below 400, or what failed
 * @throws AuroraError when the execution was cancelled, or there is no token: it was waited for already
 */
export async function sendAuthenticated(
	sender: Sender,
	request: ApiAttempt,
): Promise<HttpResponse | AuroraError> {
	// A copy for each request: the credential notes by this object what became of it.
	const credentials = { ...sender.credential.data };
	trackRequest(credentials, { ...sender, timeout: request.timeout });
	try {
		let response = await sendOnce(sender, request, credentials);
		while (isTokenRejected(response) && markRejected(credentials)) {
			response = await sendOnce(sender, request, credentials);
		}
		if (isAccepted(response)) markAccepted(credentials);
		return response.status < 400 ? response : failed(request, response);
	} catch (thrown) {
		stopIfCancelled(sender.signal);
		return unanswered(request, thrown, credentials);
	}
}

async function sendOnce(
	{ context, credential, settings }: Sender,
	request: ApiAttempt,
	data: ICredentialDataDecryptedObject,
): Promise<HttpResponse> {
	const response: unknown = await context.helpers.httpRequestWithAuthentication.call(
		context,
		'auroraApi',
		{
			method: request.method,
			url: request.url,
			...contentOf(request),
			timeout: request.timeout,
			encoding: 'arraybuffer',
			returnFullResponse: true,
			// A 401 as well: n8n would replace a rejected token only if it had not had to ask for it.
			ignoreHttpStatusErrors: true,
		},
		{ credentialsDecrypted: { ...credential, data } },
	);
	return HttpResponse.of(request.url, response, [...secretsOf(settings), ...sentTokens(data)]);
}

/** Whether the API itself took the token: a 408, 429 or 5xx may come from something in front of it. */
function isAccepted(response: HttpResponse): boolean {
	if (response.status >= 500 || [408, 429].includes(response.status)) return false;
	return !isTokenRejected(response) && !isByProxy(response);
}

function failed({ method, mayBeDone }: ApiAttempt, response: HttpResponse): AuroraError {
	return statusError(response, failureOf(response, isIdempotent(method), Date.now()), mayBeDone);
}

function unanswered(
	{ method, url }: ApiAttempt,
	thrown: unknown,
	credentials: ICredentialDataDecryptedObject,
): AuroraError {
	const known = credentialError(credentials);
	if (known) throw known.copy();
	const outcome = explainNetworkError(thrown, new URL(url).host);
	const failure = failureOf(outcome, isIdempotent(method), Date.now());
	if (!isIdempotent(method) && failure.mayBeDone) {
		const message = `The ${method} request was sent, but no response came: ${outcome.reason}`;
		const description = outcome.description.replace(outcome.advice, CHECK_WHETHER_DONE);
		return new AuroraError(message, description, failure);
	}
	const late = outcome.isTimeout ? " For long lists raise 'Timeout' in the options." : '';
	const message = `The Aurora API can't be reached: ${outcome.reason}`;
	return new AuroraError(message, outcome.description + late, failure);
}

function contentOf({ body, headers }: ApiRequest) {
	const all = { Accept: 'application/json', ...headers };
	if (body === undefined) return { headers: all };
	const type = Object.entries(all).find(([name]) => /^content-type$/i.test(name))?.[1];
	// Bytes pass unchanged: axios puts a text in quotes that isn't the JSON that its type says. With
	// this very type n8n itself reads the body, and fails with bytes.
	const isForm = type === 'application/x-www-form-urlencoded';
	return { headers: all, body: isForm ? body : Buffer.from(body) };
}
