import nock from 'nock';

import { forgetLists } from '../../../nodes/Aurora/api/listMemory';

import { API } from './answers';

export { networkError } from './servers';

/** The documented token service of Live, literally. */
const TOKEN_SERVICE = 'https://auth.aurora.co.uk';

/** A request that reached the API. */
export interface Received {
	method: string;
	/** Path and query, as sent. */
	path: string;
	headers: Record<string, string>;
	/** As sent; empty when there was none. */
	body: string;
	/** Epoch milliseconds by the test's clock. */
	at: number;
}

/** An answer, or the failure of the connection. */
export type Reply = [status: number, body?: nock.Body, headers?: nock.ReplyHeaders] | Error;

let replyTo: ((request: Received) => Reply | Promise<Reply>) | undefined;

// What is served at all ends with the test: see servers.ts.
afterEach(() => {
	replyTo = undefined;
});

/**
 * Answers every request to the API of Live, from now on instead of an earlier `liveApi`. Nothing is
 * known about its lists.
 *
 * @param reply for the request, by what it is and how many came before
 * @returns the requests so far, in order
 */
export function liveApi(
	reply: (request: Received, before: number) => Reply | Promise<Reply>,
): Received[] {
	if (!replyTo) intercept();
	forgetLists();
	const received: Received[] = [];
	replyTo = (request) => {
		received.push(request);
		return reply(request, received.length - 1);
	};
	return received;
}

function intercept(): void {
	for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']) {
		nock(API)
			.persist()
			.intercept(/.*/, method)
			.reply(async (request: Request) => {
				const { pathname, search } = new URL(request.url);
				const answer = await replyTo!({
					method,
					path: pathname + search,
					headers: Object.fromEntries(request.headers),
					body: await request.text(),
					at: Date.now(),
				});
				return answer instanceof Error ? await Promise.reject(answer) : answer;
			});
	}
}

/**
 * Issues a token for each request to the token service of Live.
 *
 * @param refusal instead of each token
 * @returns the forms that were sent
 */
export function liveTokens(
	refusal?: [status: number, body: nock.Body],
): Array<Record<string, string>> {
	const forms: Array<Record<string, string>> = [];
	nock(TOKEN_SERVICE)
		.persist()
		.post('/oauth/token')
		.reply(async (request: Request) => {
			forms.push(Object.fromEntries(new URLSearchParams(await request.text())));
			const access_token = `canary-token-${forms.length}`;
			return refusal ?? [200, { access_token, token_type: 'Bearer', expires_in: 86_400 }];
		});
	return forms;
}
