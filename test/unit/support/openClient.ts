import { AuroraApiClient } from '../../../nodes/Aurora/api/client';
import type { ApiRequest } from '../../../nodes/Aurora/api/sendAuthenticated';

import { accountsRequest } from './answers';
import { liveApi, type Reply } from './auroraLive';
import { prepareExecution, type NodeSetup } from './execution';
import { refusalOf } from './refusal';
import { inTurn } from './servers';
import { finished } from './virtualTime';

export { inTurn };

/** A node that is set to read all accounts. */
export const setup: NodeSetup = { parameters: { resource: 'account', operation: 'getAll' } };

/**
 * The node's API client in an execution, with n8n-core's own request code.
 *
 * @returns `begin` sends a request, that of Aurora's page unless told otherwise; `send` and `refused`
 *   also see it through, to its response or to the error that it ends with
 */
export async function openClient(more: Partial<NodeSetup> = {}) {
	const execution = prepareExecution({ ...setup, ...more });
	const client = await AuroraApiClient.open(execution.context);
	const begin = async (each: Partial<ApiRequest> = {}) =>
		await client.request({ ...accountsRequest, ...each });
	const finish = async <T>(request: Promise<T>, onWait?: () => void) =>
		await finished(request, execution.requests, onWait);
	return {
		client,
		execution,
		begin,
		finish,
		send: async (each?: Partial<ApiRequest>) => await finish(begin(each)),
		refused: async (each?: Partial<ApiRequest>) => await finish(refusalOf(begin(each))),
	};
}

/**
 * Sends one request.
 *
 * @param replies of the API, one after the other; the last one again and again
 * @returns what the API received, the seconds between, and the end: a response or an error
 */
export async function sendTo(
	replies: Reply[],
	request: Partial<ApiRequest> = {},
	more: Partial<NodeSetup> = {},
) {
	const received = liveApi(inTurn(...replies));
	const { begin, finish } = await openClient(more);
	const sent = begin(request);
	const { response, error } = await finish(
		sent.then(
			(given) => ({ response: given, error: undefined }),
			async () => ({ response: undefined, error: await refusalOf(sent) }),
		),
	);
	const { status } = response ?? error;
	return { received, tries: received.length, pauses: pauses(received), response, error, status };
}

/** Seconds between requests. */
export const pauses = (received: Array<{ at: number }>) =>
	received.slice(1).map(({ at }, before) => (at - received[before].at) / 1_000);
