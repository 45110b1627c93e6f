import type { IHttpRequestOptions } from 'n8n-workflow';

import { isRecord, parseJson } from '../util/json';
import type { ResponseHeaders } from './retryPolicy';

/** n8n's `helpers.httpRequest`, as a credential is given it. */
export type HttpRequest = (options: IHttpRequestOptions) => Promise<unknown>;

/** Clock, pause and chance: injected, so that tests need none of them. */
export interface Timing {
	/** Epoch milliseconds. */
	now(): number;
	sleep(ms: number): Promise<void>;
	/** From 0 up to 1. */
	random(): number;
}

/** An answer of the token service or of the API, whatever its status. */
export interface Answer {
	status: number;
	headers: ResponseHeaders;
	/** The body as JSON; undefined when it is none, or longer than `maxBody`. */
	json: unknown;
}

/** Largest token answer or discovery document that is read, in characters. */
const MAX_BODY = 1_000_000;

/** Time for one answer, in milliseconds. */
export const ANSWER_TIMEOUT = 10_000;

/**
 * Sends one request that doesn't throw for a status, follows no redirect and ends by itself.
 *
 * @param maxBody characters; a longer body is not parsed
 * @returns the answer, or `{ failure }` with what the HTTP client threw
 */
export async function ask(
	httpRequest: HttpRequest,
	options: IHttpRequestOptions,
	maxBody = MAX_BODY,
): Promise<Answer | { failure: unknown }> {
	const { timeout = ANSWER_TIMEOUT } = options;
	try {
		const response = await httpRequest({
			...options,
			timeout,
			// The HTTP client's own limit is for silence: an answer that drips would never end.
			abortSignal: AbortSignal.timeout(timeout),
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		});
		return readAnswer(response, maxBody);
	} catch (failure) {
		return { failure };
	}
}

function readAnswer(response: unknown, maxBody: number): Answer {
	const { statusCode, headers, body } = response as Record<string, unknown>;
	const readable = typeof body !== 'string' || body.length <= maxBody;
	return {
		status: Number(statusCode),
		headers: isRecord(headers) ? headers : {},
		json: !readable ? undefined : typeof body === 'string' ? parseJson(body) : body,
	};
}
