import fs from 'node:fs';
import path from 'node:path';
import { isRunning } from '../../../scripts/processes.mjs';
import { startN8n } from '../../e2e/support/n8nHost.mjs';
import { watchAnswers } from './fetchWatch.mjs';
import { startFront } from './front.mjs';
import { Lane } from './lane.mjs';
import { StoredExecutions } from './storedExecutions.mjs';

const PRELOAD = new URL('names.cjs', import.meta.url).pathname;
const DOMAIN = 'aurora.test';

/** No proxy of the machine may come between n8n and the names of the tests. */
const NO_PROXIES = Object.fromEntries(
	['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].flatMap((name) => [
		[name, ''],
		[name.toLowerCase(), ''],
	]),
);

/** @typedef {Awaited<ReturnType<typeof startFaultWorld>>} FaultWorld */

/** A real n8n with the packed package, logging everything, and many Auroras. */
export async function startFaultWorld() {
	await using starting = new AsyncDisposableStack();
	/** @type {Lane[]} */
	const lanes = [];
	starting.defer(async () => void (await Promise.all(lanes.map((lane) => lane.stop()))));
	const at = (host) => {
		const [, service, number] = /^(api|token)-(\d+)(-\d+)?\./.exec(host);
		return { service, lane: lanes[number] };
	};
	const front = await startFront(DOMAIN, {
		addressOf: (host) => at(host).lane.addressOf(at(host).service),
		isTrusted: (host) => at(host).lane.isTrusted(at(host).service),
		listenerOf: (host) => at(host).lane.listeners[at(host).service],
	});
	starting.defer(front.stop);
	const folder = fs.mkdtempSync('/tmp/aurora-faults-');
	starting.defer(() => fs.rmSync(folder, { recursive: true, force: true }));
	const caFile = path.join(folder, 'ca.pem');
	fs.writeFileSync(caFile, front.ca);

	const n8n = await startN8n({
		logLevel: 'debug',
		env: {
			...NO_PROXIES,
			NODE_OPTIONS: `--require ${PRELOAD}`,
			FAULTS_NAMES_URL: front.namesUrl,
			NODE_EXTRA_CA_CERTS: caFile,
			// Thousands of executions are to be there when they are searched.
			EXECUTIONS_DATA_PRUNE: 'false',
			// The newer engine makes a sandbox for each execution: three quarters of the time, and not ours.
			N8N_EXPRESSION_ENGINE: 'legacy',
		},
	});
	starting.defer(n8n.stop);
	const stored = new StoredExecutions(n8n.folder);
	starting.defer(() => stored.close());
	const answers = watchAnswers(n8n.url);
	starting.defer(answers.stop);
	const started = starting.move();

	return {
		n8n,
		rest: n8n.rest,
		stored,
		answers,
		lanes,
		/** A lane with a credential in n8n. @param {{ accounts?: number }} [options] */
		async startLane(options) {
			const number = lanes.length;
			const origin = (service) => `https://${service}-${number}.${DOMAIN}:${front.port}`;
			const origins = { api: origin('api'), token: origin('token') };
			// Its place is taken while it starts.
			lanes.push(new Lane(number, origins));
			await lanes[number].start(n8n.rest, options);
			return lanes[number];
		},
		isAlive: () => isRunning(n8n.pid()),
		/** What n8n's process did not catch. */
		unhandled: () =>
			n8n
				.log()
				.split('\n')
				.filter((line) => line.startsWith('faults: ')),
		stop: async () => await started.disposeAsync(),
	};
}
