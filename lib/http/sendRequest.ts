import { sleep, type IHttpRequestOptions } from 'n8n-workflow';

import { explainNetworkError, type NetworkError } from './networkError';
import { HttpResponse } from './response';

/** n8n's `helpers.httpRequest`, as a credential is given it. */
export type HttpRequest = (options: IHttpRequestOptions) => Promise<unknown>;

/** Clocks, pause and chance: injected, so that tests need none of them. */
export interface Timing {
	/** Epoch milliseconds; somebody may set this clock. */
	now(): number;
	/** Milliseconds of a clock that nobody can set. */
	elapsed(): number;
	sleep(ms: number): Promise<void>;
	/** From 0 up to 1. */
	random(): number;
}

export const systemTiming: Timing = {
	now: Date.now,
	elapsed: () => performance.now(),
	// Alone: n8n's own sleep takes a signal after the time.
	sleep: async (ms) => await sleep(ms),
	random: Math.random,
};

/**
 * Sends one request that doesn't throw for a status, follows no redirect and ends by itself.
 *
 * @param options with a `timeout` in milliseconds for the whole response, if it may be long
 * @param secrets that the service could repeat
 * @returns the response, or why none came
 */
export async function sendRequest(
	httpRequest: HttpRequest,
	options: IHttpRequestOptions,
	secrets: string[] = [],
): Promise<HttpResponse | NetworkError> {
	const { timeout = 10_000, url } = options;
	try {
		const response = await httpRequest({
			...options,
			timeout,
			// The HTTP client's own limit is for silence: a response that drips would never end.
			abortSignal: AbortSignal.timeout(timeout),
			encoding: 'arraybuffer',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		});
		return HttpResponse.of(url, response, secrets);
	} catch (thrown) {
		return explainNetworkError(thrown, new URL(url).host);
	}
}
