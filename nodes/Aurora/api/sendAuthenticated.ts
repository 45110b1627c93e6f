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
import { FailedAttempt, failureOf, isIdempotent } from '../../../lib/http/retryPolicy';

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
	/** An earlier try of it may have been carried out. */
	mayBeDone?: boolean;
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

/** Statuses by which something in front of the API, not the API itself, may be speaking. */
const UNPROVEN = new Set([408, 429]);

/**
 * Sends a request with the token of the credential, and once more with another one when the API
 * rejects the first (Aurora's page, "Handling Errors").
 *
 * @returns a response with a status below 400, or what failed
 * @throws AuroraError when the execution was cancelled
 */
export async function sendAuthenticated(
	sender: Sender,
	request: ApiRequest,
): Promise<HttpResponse | FailedAttempt> {
	// A copy for each request: the credential notes by this object what became of it.
	const credentials = { ...sender.credential.data };
	const { cancelled, settings, dependsOnItem } = sender;
	trackRequest(credentials, { timeout: request.timeout, cancelled, settings, dependsOnItem });
	try {
		let response = await sendOnce(sender, request, credentials);
		if (isTokenRejected(response) && markRejected(credentials)) {
			response = await sendOnce(sender, request, credentials);
			if (isTokenRejected(response)) markRejected(credentials);
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
	request: ApiRequest,
	data: ICredentialDataDecryptedObject,
): Promise<HttpResponse> {
	const response: unknown = await context.helpers.httpRequestWithAuthentication.call(
		context,
		'auroraApi',
		{
			method: methodOf(request),
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

/** Whether the API itself took the token. */
function isAccepted(response: HttpResponse): boolean {
	const { status } = response;
	return (
		status < 500 && !UNPROVEN.has(status) && !isTokenRejected(response) && !isByProxy(response)
	);
}

function failed(request: ApiRequest, response: HttpResponse): FailedAttempt {
	const failure = failureOf(response, isIdempotent(methodOf(request)), Date.now());
	return new FailedAttempt(statusError(response, failure, request.mayBeDone), failure);
}

function unanswered(
	request: ApiRequest,
	thrown: unknown,
	credentials: ICredentialDataDecryptedObject,
): FailedAttempt {
	const known = credentialError(credentials);
	if (known) return new FailedAttempt(known.copy());
	const method = methodOf(request);
	const outcome = explainNetworkError(thrown, new URL(request.url).host);
	const failure = failureOf(outcome, isIdempotent(method), Date.now());
	if (!isIdempotent(method) && failure.mayBeDone) {
		const message = `The ${method} request was sent, but no response came: ${outcome.reason}`;
		const description = outcome.description.replace(outcome.advice, CHECK_WHETHER_DONE);
		return new FailedAttempt(new AuroraError(message, description), failure);
	}
	const late = outcome.isTimeout ? " For long lists raise 'Timeout' in the options." : '';
	const message = `The Aurora API can't be reached: ${outcome.reason}`;
	return new FailedAttempt(new AuroraError(message, outcome.description + late), failure);
}

/** The method of a request, GET unless it says otherwise. */
export function methodOf({ method = 'GET' }: ApiRequest): IHttpRequestMethods {
	return method;
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
