import nock from 'nock';

/** A request that arrived. */
export interface Received {
	method: string;
	/** Path and query, as sent. */
	path: string;
	headers: Record<string, string>;
	/** As sent. */
	body: string;
}

/** An answer; objects are sent as JSON. An error breaks the connection. */
export type Reply =
	| [status: number, body?: string | object, headers?: Record<string, string>]
	| Error;

nock.disableNetConnect();
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

/**
 * Answers every request to an origin.
 *
 * @param reply for a request, by what it is and how many came before it
 * @returns the requests so far, in order
 */
export function serve(
	origin: string,
	reply: (request: Received, before: number) => Reply,
): Received[] {
	const received: Received[] = [];
	for (const method of ['GET', 'POST']) {
		nock(origin)
			.persist()
			.intercept(/.*/, method)
			.reply(async (request: unknown) => {
				received.push(await read(request as Request));
				const answer = reply(received[received.length - 1], received.length - 1);
				return answer instanceof Error ? await Promise.reject(answer) : answer;
			});
	}
	return received;
}

/** Answers with one reply after the other; the last one is repeated. */
export function serveInTurn(origin: string, ...replies: Reply[]): Received[] {
	return serve(origin, (_request, before) => replies[Math.min(before, replies.length - 1)]);
}

/** A good token answer. */
export function tokenAnswer(access_token: string, expires_in: unknown = 86_400): Reply {
	return [200, { access_token, token_type: 'Bearer', expires_in }];
}

/** A failure of the network, as Node reports it. */
export function networkError(code: string): Error {
	return Object.assign(new Error(`network failure ${code}`), { code });
}

async function read(request: Request): Promise<Received> {
	const { pathname, search } = new URL(request.url);
	return {
		method: request.method,
		path: pathname + search,
		headers: Object.fromEntries(request.headers),
		body: await request.text(),
	};
}
