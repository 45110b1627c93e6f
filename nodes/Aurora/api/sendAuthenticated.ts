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
import { AuroraError } from '../../../lib/http/errors';
import { explainNetworkError } from '../../../lib/http/networkError';
import { HttpResponse } from '../../../lib/http/response';
import {
	apiRetryPolicy,
	FailedAttempt,
	isIdempotent,
	isRetryable,
	retryAfterMs,
} from '../../../lib/http/retryPolicy';

import { stopIfCancelled } from './pause';
import { statusError } from './statusErrors';

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

/** Who sends a request, and with what. */
export interface Sender {
	context: IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;
	credential: ICredentialsDecrypted;
	settings: AuroraSettings;
	/** The credential depends on the input item. */
	isOfItem?: boolean;
	/** Aborted when the execution is cancelled. */
	cancelled?: AbortSignal;
	/** Aborted when no further request is wanted. */
	signal: AbortSignal;
}

/** Statuses by which something in front of the API, not the API itself, may be speaking. */
const UNPROVEN = new Set([401, 407, 408, 429]);

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
	const { cancelled, settings, isOfItem } = sender;
	trackRequest(credentials, { timeout: request.timeout, cancelled, settings, isOfItem });
	try {
		let response = await sendOnce(sender, request, credentials);
		if (response.status === 401 && markRejected(credentials)) {
			response = await sendOnce(sender, request, credentials);
			if (response.status === 401) markRejected(credentials);
		}
		if (response.status < 500 && !UNPROVEN.has(response.status)) markAccepted(credentials);
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

function failed(request: ApiRequest, response: HttpResponse): FailedAttempt {
	const retryAfter = retryAfterMs(response.headers, Date.now());
	const error = statusError(response, retryAfter);
	return new FailedAttempt(
		error,
		mayRepeat(request, response),
		retryAfter,
		response.status === 429,
	);
}

function unanswered(
	request: ApiRequest,
	thrown: unknown,
	credentials: ICredentialDataDecryptedObject,
): FailedAttempt {
	const known = credentialError(credentials);
	if (known) return new FailedAttempt(known.copy(), false);
	const outcome = explainNetworkError(thrown, new URL(request.url).host);
	const late = outcome.isTimeout ? " For long lists raise 'Timeout' in the options." : '';
	const error = new AuroraError(
		`The Aurora API can't be reached: ${outcome.reason}`,
		outcome.description + late,
	);
	return new FailedAttempt(error, mayRepeat(request, outcome));
}

function mayRepeat(request: ApiRequest, outcome: Parameters<typeof isRetryable>[1]): boolean {
	return isRetryable(apiRetryPolicy, outcome, isIdempotent(methodOf(request)));
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
