import { rows } from './tables.mjs';

/** n8n in queue mode. @param {{ queue: Record<string, any> }} figures */
export function queueSection({ queue }) {
	const { setup, coldStart, withToken, revoked, killedWhileRequesting, killedWhileFetchingToken } =
		queue;
	const load = ({ calls, rightAnswers, byWorker, tokenRequests }) =>
		`${rightAnswers} of ${calls} right, ${byWorker.join(' + ')} by worker, ${tokenRequests} token requests`;
	const killed = ({ aurora, plain, tokenRequests }) =>
		`${aurora.onKilledWorker} of ${aurora.executions} executions with the Aurora node were on the killed worker, and ${plain.onKilledWorker} of ${plain.executions} without it: all ended as failed; of the others ${aurora.lostElsewhere + plain.lostElsewhere} were lost; ${tokenRequests} token requests`;
	return `## Many workers

\`npm run test:queue\`: n8n ${setup.n8n} in queue mode, one main and ${setup.workers} workers with ${setup.workerConcurrency} executions at a time each, on Redis ${setup.redis} and PostgreSQL ${setup.postgresql}; webhooks called ${setup.callsAtOnce} at a time; a token service that takes ${setup.tokenServiceLatencyMs} ms and an API that takes ${setup.apiLatencyMs} ms.

${rows([
	['a credential never used before', load(coldStart)],
	['with its token', load(withToken)],
	['the token revoked', load(revoked)],
	['right after that', load(queue.afterRevocation)],
	['run by hand, on main', `${queue.manualExecutionOnMain.tokenRequests} token requests`],
	['a worker killed while it asks the API', killed(killedWhileRequesting)],
	['a worker killed while it asks for a token', killed(killedWhileFetchingToken)],
])}

What a killed worker was running is lost in n8n itself, with any node: n8n marks it as failed.
`;
}
