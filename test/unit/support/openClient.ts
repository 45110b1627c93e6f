import { AuroraApiClient, type ApiRequest } from '../../../nodes/Aurora/api/client';

import { API } from './answers';
import type { Reply } from './auroraLive';
import { prepareExecution, type NodeSetup } from './execution';
import { refusalOf } from './refusal';
import { finished } from './virtualTime';

/** The documented listing (FACTS 10). */
export const accounts = `${API}/Accounts?orderBy=id%20asc`;

/** A node that is set to read it. */
export const setup: NodeSetup = { parameters: { resource: 'account', operation: 'getAll' } };

/**
 * The node's API client in an execution, with n8n-core's own request code.
 *
 * @returns `send` and `refused` see one request through, of the listing unless told otherwise: to
 *   its answer, or to what it is refused with
 */
export async function openClient(more: Partial<NodeSetup> = {}) {
	const execution = prepareExecution({ ...setup, ...more });
	const client = await AuroraApiClient.open(execution.context);
	const request = async (each: Partial<ApiRequest>) =>
		await client.request({ url: accounts, ...each });
	return {
		client,
		execution,
		send: async (each: Partial<ApiRequest> = {}) =>
			await finished(request(each), execution.requests),
		refused: async (each: Partial<ApiRequest> = {}) =>
			await finished(refusalOf(request(each)), execution.requests),
	};
}

/** Answers one after the other; the last one again and again. */
export const inTurn =
	(...replies: Reply[]) =>
	(_: unknown, before: number): Reply =>
		replies[Math.min(before, replies.length - 1)];

/** Seconds between requests. */
export const pauses = (received: Array<{ at: number }>) =>
	received.slice(1).map(({ at }, before) => (at - received[before].at) / 1_000);
