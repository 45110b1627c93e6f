import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { startN8n } from '../../e2e/support/n8nHost.mjs';
import { watchAnswers } from './fetchWatch.mjs';
import { Lane } from './lane.mjs';
import { startNameServer } from './nameServer.mjs';
import { StoredExecutions } from './storedExecutions.mjs';
import { startTlsFront } from './tlsFront.mjs';

const PRELOAD = new URL('names.cjs', import.meta.url).pathname;

/** No proxy of the machine may come between n8n and the names of the tests. */
const NO_PROXIES = Object.fromEntries(
	['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].flatMap((name) => [
		[name, ''],
		[name.toLowerCase(), ''],
	]),
);

/**
 * A real n8n with the packed package, logging everything, and many Auroras.
 * @param {{ named: number }} options named: how many lanes can be reached by name
 */
export async function startFaultWorld({ named }) {
	/** @type {Lane[]} */
	const lanes = [];
	const ends = [];
	const laneOf = (host) => {
		const [, service, number] = /^(api|token)-(\d+)\./.exec(host) ?? [];
		return { service, lane: lanes.find((lane) => lane.number === Number(number)) };
	};
	const nameServer = await startNameServer((host) => {
		const { lane, service } = laneOf(host);
		return lane?.addressOf(service);
	});
	const hosts = ['aurora.test'];
	for (let number = 0; number < named; number++)
		hosts.push(`api-${number}.aurora.test`, `token-${number}.aurora.test`);
	const front = await startTlsFront(
		hosts,
		(host) => {
			const { lane, service } = laneOf(host);
			return lane.isTrusted(service);
		},
		(host) => {
			const { lane, service } = laneOf(host);
			return lane.instance.listeners[service === 'api' ? 'api' : 'issuer'];
		},
	);
	ends.push(nameServer.stop, front.stop);
	const caFile = path.join(fs.mkdtempSync('/tmp/aurora-faults-'), 'ca.pem');
	fs.writeFileSync(caFile, front.ca);
	ends.push(() => fs.rmSync(path.dirname(caFile), { recursive: true, force: true }));

	const n8n = await startN8n({
		logLevel: 'debug',
		env: {
			...NO_PROXIES,
			NODE_OPTIONS: `--require ${PRELOAD}`,
			FAULTS_NAME_SERVER: nameServer.address,
			NODE_EXTRA_CA_CERTS: caFile,
			// Thousands of executions are to be there when they are searched.
			EXECUTIONS_DATA_PRUNE: 'false',
			// The newer engine makes a sandbox for each execution: three quarters of the time, and not ours.
			N8N_EXPRESSION_ENGINE: 'legacy',
		},
	});
	const stored = new StoredExecutions(n8n.folder);
	const answers = watchAnswers(n8n.url);
	let plainNumber = 1000;

	return {
		n8n,
		rest: n8n.rest,
		stored,
		answers,
		lanes,
		/** @param {{ isNamed?: boolean, isHeader?: boolean, accounts?: number, isPadded?: boolean }} [options] */
		async startLane({ isNamed = false, ...options } = {}) {
			const number = isNamed ? lanes.filter((lane) => lane.isNamed).length : plainNumber++;
			if (isNamed && number >= named) throw new Error(`Only ${named} lanes have names.`);
			const lane = await Lane.start(number, { ...options, port: isNamed ? front.port : undefined });
			lanes.push(lane);
			return lane;
		},
		/** The id of n8n's own process. */
		pid: n8nProcessId,
		firstPid: n8nProcessId(),
		/** What n8n's process did not catch. */
		unhandled: () =>
			n8n
				.log()
				.split('\n')
				.filter((line) => line.startsWith('faults: ')),
		async stop() {
			answers.stop();
			stored.close();
			await n8n.stop();
			await Promise.all(lanes.map((lane) => lane.stop()));
			for (const end of ends) await end();
		},
	};
}

/** Of all our own children, the one that is n8n. */
function n8nProcessId() {
	const children = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], {
		encoding: 'utf8',
	});
	const found = /^\s*(\d+) .*n8n start$/m.exec(children);
	return found ? Number(found[1]) : undefined;
}
