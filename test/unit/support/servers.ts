import nock from 'nock';

/** A request that arrived. */
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

/** An answer; objects are sent as JSON. An error breaks the connection. */
export type Reply = [status: number, body?: nock.Body, headers?: nock.ReplyHeaders] | Error;

/** The answer to a request, by what it is and how many came before it. */
export type Answering = (request: Received, before: number) => Reply | Promise<Reply>;

const serving = new Map<string, (request: Received) => Reply | Promise<Reply>>();

nock.disableNetConnect();
afterEach(() => {
	nock.cleanAll();
	serving.clear();
});
afterAll(() => nock.restore());

/**
 * Answers every request to an origin, from now on instead of what served it before.
 *
 * @returns the requests so far, in order
 */
export function serve(origin: string, reply: Answering): Received[] {
	if (!serving.has(origin)) intercept(origin);
	const received: Received[] = [];
	serving.set(origin, (request) => reply(request, received.push(request) - 1));
	return received;
}

function intercept(origin: string): void {
	for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']) {
		nock(origin)
			.persist()
			.intercept(/.*/, method)
			.reply(async (request: Request) => {
				const { pathname, search } = new URL(request.url);
				const answer = await serving.get(origin)!({
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

/** Replies one after the other; the last one again and again. */
export const inTurn =
	(...replies: Reply[]) =>
	(_: unknown, before: number): Reply =>
		replies[Math.min(before, replies.length - 1)];

/** Answers with one reply after the other; the last one is repeated. */
export function serveInTurn(origin: string, ...replies: Reply[]): Received[] {
	return serve(origin, inTurn(...replies));
}

/** A good token answer. */
export function tokenAnswer(access_token: string, expires_in: unknown = 86_400): Reply {
	return [200, { access_token, token_type: 'Bearer', expires_in }];
}

/** A failure of the network, as Node reports it. */
export function networkError(code: string): Error {
	return Object.assign(new Error(`network failure ${code}`), { code });
}
