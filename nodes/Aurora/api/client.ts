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
	announce,
	credentialFailure,
	noteAccepted,
	noteRefused,
	sentTokens,
} from '../../../lib/auth/requestAuth';
import { parseUrl } from '../../../lib/auth/environments';
import { networkFailure } from '../../../lib/http/networkError';
import { backOffMs, retryAfterMs } from '../../../lib/http/retryPolicy';
import {
	readSettings,
	secretsOf,
	type AuroraSettings,
} from '../../../lib/auth/settings';

import { ApiResponse } from '../../../lib/http/response';
import { AuroraError } from '../../../lib/http/errors';
import { DEFAULTS } from '../operations/defaults';
import { redirectFailure, requestFailure, statusFailure } from './statusErrors';
import { pause, stopIfCancelled } from './pause';

/** Where requests can come from: an execution, a dropdown, a poll. */
export type RequestContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** One request to the API. */
export interface ApiRequest {
	method?: IHttpRequestMethods;
	/** Absolute, on the origin of the API. */
	url: string;
	headers?: IDataObject;
	/** Sent as JSON. */
	body?: unknown;
	/** Milliseconds for one whole answer. */
	timeout?: number;
	/** Repetitions after the first try. */
	maxRetries?: number;
}

const MAX_REDIRECTS = 5;

/** The longest wait that an answer can ask for, in milliseconds: beyond it the request fails. */
const LONGEST_WAIT = 60_000;

/** Methods that may be repeated without doing something twice (RFC 9110, 9.2.2). */
const REPEATABLE = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

/** Answers by which something in front of the API, not the API itself, may be speaking. */
const NOT_PROOF = new Set([401, 407, 408, 429]);

/**
 * The API for one execution, dropdown or poll. The credential is read and decrypted once; a 429 makes
 * every request of it wait.
 */
export class AuroraApiClient {
	private waitUntil = 0;

	/** The answer that asked for a longer wait than an execution can last, and until when. */
	private busy?: { failure: AuroraError; until: number };

	private readonly ended = new AbortController();

	private readonly signal: AbortSignal;

	private constructor(
		private readonly context: RequestContext,
		private readonly credential: ICredentialsDecrypted,
		readonly settings: AuroraSettings,
		private readonly cancelled?: AbortSignal,
	) {
		this.signal = cancelled ? AbortSignal.any([cancelled, this.ended.signal]) : this.ended.signal;
	}

	/** @throws AuroraCredentialError when a field of the credential can't be used */
	static async open(context: RequestContext): Promise<AuroraApiClient> {
		const data = await context.getCredentials('auroraApi');
		const { id, name } = context.getNode().credentials?.auroraApi ?? { id: null, name: '' };
		const credential = { id: id ?? '', name, type: 'auroraApi', data };
		const signal =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
		return new AuroraApiClient(context, credential, readSettings(data), signal);
	}

	/** Ends every wait and sends no further request: after an item has failed the whole execution. */
	end(): void {
		this.ended.abort();
	}

	/**
	 * Sends a request, and repeats it where that can help and does no harm.
	 *
	 * @returns an answer with a status from 200 to 299
	 * @throws AuroraError for every other end
	 */
	async request(request: ApiRequest): Promise<ApiResponse> {
		const { maxRetries = DEFAULTS.maxRetries } = request;
		for (let retry = 0; ; retry++) {
			await this.untilAllowed();
			const outcome = await this.followed(request);
			if (outcome instanceof ApiResponse) return outcome;
			const { failure, again, wait } = outcome;
			const isTooLong = (wait ?? 0) > LONGEST_WAIT;
			if (isTooLong && outcome.everybody) this.busy = { failure, until: Date.now() + (wait ?? 0) };
			if (!again || retry >= maxRetries || isTooLong) throw failure;
			const ms = wait ?? backOffMs(retry + 1, Math.random());
			if (outcome.everybody) this.waitUntil = Math.max(this.waitUntil, Date.now() + ms);
			else await pause(ms, this.signal);
		}
	}

	private async untilAllowed(): Promise<void> {
		stopIfCancelled(this.signal);
		if (this.busy && this.busy.until > Date.now()) throw this.busy.failure;
		for (let left = this.waitUntil - Date.now(); left > 0; left = this.waitUntil - Date.now()) {
			await pause(left, this.signal);
		}
	}

	/** One try, with redirects inside the API's origin followed. */
	private async followed(request: ApiRequest): Promise<ApiResponse | Unsuccessful> {
		let { url } = request;
		for (let redirects = 0; ; redirects++) {
			const outcome = await this.once({ ...request, url });
			if (!(outcome instanceof ApiResponse) || outcome.status < 300) return outcome;
			const target = parseUrl(outcome.header('location'), url);
			const mayFollow = (request.method ?? 'GET') === 'GET' && redirects < MAX_REDIRECTS;
			if (!mayFollow || target?.origin !== this.settings.apiOrigin) {
				return { failure: redirectFailure(outcome, target), again: false };
			}
			url = target.href;
		}
	}

	private async once(request: ApiRequest): Promise<ApiResponse | Unsuccessful> {
		// A copy for each request: the credential notes by this object what became of it.
		const credentials = { ...this.credential.data };
		const timeout = request.timeout ?? DEFAULTS.timeout * 1000;
		announce(credentials, { timeout, cancelled: this.cancelled });
		try {
			const response = await this.authorized({ ...request, timeout }, credentials);
			if (response.status < 500 && !NOT_PROOF.has(response.status)) noteAccepted(credentials);
			return response.status < 400 ? response : this.refused(request, response);
		} catch (thrown) {
			stopIfCancelled(this.signal);
			return this.unanswered(request, thrown, credentials);
		}
	}

	/** Sends a request, and once more with another token when the API refuses the first (FACTS 9). */
	private async authorized(
		request: ApiRequest,
		credentials: ICredentialDataDecryptedObject,
	): Promise<ApiResponse> {
		const response = await this.send(request, credentials);
		const again = response.status === 401 && noteRefused(credentials);
		return again ? await this.authorized(request, credentials) : response;
	}

	private async send(
		request: ApiRequest,
		data: ICredentialDataDecryptedObject,
	): Promise<ApiResponse> {
		const answer = await this.context.helpers.httpRequestWithAuthentication.call(
			this.context,
			'auroraApi',
			{
				method: request.method ?? 'GET',
				url: request.url,
				...contentOf(request),
				timeout: request.timeout,
				encoding: 'arraybuffer',
				returnFullResponse: true,
				// A 401 as well: n8n would replace a refused token only if it had not had to ask for it.
				ignoreHttpStatusErrors: true,
			},
			{ credentialsDecrypted: { ...this.credential, data } },
		);
		const { statusCode, headers, body } = answer as HttpAnswer;
		// What must not be quoted from the answer.
		const secrets = [...secretsOf(this.settings), ...sentTokens(data)];
		return new ApiResponse(request.url, Number(statusCode), headers, asBuffer(body), secrets);
	}

	private refused(request: ApiRequest, response: ApiResponse): Unsuccessful {
		const { status } = response;
		const wait = retryAfterMs(response.headers, Date.now());
		const again = status === 429 || ([502, 503, 504].includes(status) && isRepeatable(request));
		return { failure: statusFailure(response, wait), again, wait, everybody: status === 429 };
	}

	private unanswered(
		request: ApiRequest,
		thrown: unknown,
		credentials: ICredentialDataDecryptedObject,
	): Unsuccessful {
		const refusal = credentialFailure(credentials);
		if (refusal) {
			const failure = new AuroraError(refusal.message, refusal.description ?? '');
			return { failure, again: false };
		}
		const { host } = new URL(request.url);
		const failure = requestFailure(thrown, host);
		const { passing, maySend } = networkFailure(thrown, host);
		return { failure, again: passing && (!maySend || isRepeatable(request)) };
	}
}

interface Unsuccessful {
	failure: AuroraError;
	/** It may be repeated, and that can help. */
	again: boolean;
	/** Milliseconds that the answer asks to wait. */
	wait?: number;
	/** The wait holds for every request of this client. */
	everybody?: boolean;
}

function isRepeatable(request: ApiRequest): boolean {
	return REPEATABLE.has(request.method ?? 'GET');
}

function contentOf({ body, headers }: ApiRequest) {
	const accept = { Accept: 'application/json' };
	if (body === undefined) return { headers: { ...accept, ...headers } };
	return {
		headers: { ...accept, 'Content-Type': 'application/json', ...headers },
		body: JSON.stringify(body),
	};
}

function asBuffer(body: unknown): Buffer {
	if (Buffer.isBuffer(body)) return body;
	return body instanceof ArrayBuffer ? Buffer.from(body) : Buffer.from(String(body ?? ''));
}

/** An answer as n8n's helper returns it. */
interface HttpAnswer {
	statusCode: unknown;
	headers: unknown;
	body: unknown;
}
