import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureN8n } from '../../../scripts/n8nInstallation.mjs';
import { installPackage } from '../../../scripts/packageTarball.mjs';
import { freePort } from '../../../scripts/ports.mjs';
import { UserError } from '../../../scripts/userError.mjs';
import { N8nClient } from './n8nClient.mjs';
import { startServer } from './server.mjs';

/** Generous: a start takes 10 to 30 s on two idle cores. */
const START_TIMEOUT_MS = 180_000;

/**
 * A running n8n with its owner signed in.
 * @typedef {object} N8nHost
 * @property {string} url e.g. 'http://127.0.0.1:5678'
 * @property {string} folder the data folder (N8N_USER_FOLDER)
 * @property {N8nClient} rest n8n's REST API, as the editor uses it; stays valid after a restart
 * @property {() => string} log everything n8n has printed since the first start
 * @property {() => number} pid of n8n's process; another one after a restart
 * @property {(whileDown?: () => void) => Promise<void>} restart stops and starts it on the same folder and port
 * @property {() => Promise<unknown>} untilEnd resolves when n8n's process has ended
 * @property {() => Promise<void>} stop removes the data folder too, if it was a temporary one
 */

/**
 * Starts a real n8n on loopback with the package installed from its tarball, as a user would
 * install it by hand.
 * @param {object} [options]
 * @param {string} [options.tarball] default: the one that `npm run test:e2e` has packed
 * @param {string} [options.folder] data folder; a temporary one when absent
 * @param {number} [options.port] a free one when absent
 * @param {'error' | 'warn' | 'info' | 'debug'} [options.logLevel]
 * @param {Record<string, string>} [options.env] more environment variables for n8n
 * @param {{ url: string, caFile: string }} [options.proxy] all HTTPS requests go through it
 * @param {{ email: string, password: string }} [options.owner]
 * @returns {Promise<N8nHost>}
 */
export async function startN8n({
	tarball = process.env.AURORA_TARBALL,
	folder,
	port,
	logLevel = 'info',
	env,
	proxy,
	owner,
} = {}) {
	if (!tarball)
		throw new UserError('There is no tarball: start the tests with `npm run test:e2e`.');
	const installation = await ensureN8n();
	const dataFolder = folder ?? fs.mkdtempSync(path.join(os.tmpdir(), 'n8n-e2e-'));
	fs.mkdirSync(dataFolder, { recursive: true });
	await installPackage(tarball, path.join(dataFolder, '.n8n/nodes'));

	const n8nPort = port ?? (await freePort());
	const url = `http://127.0.0.1:${n8nPort}`;
	const logFile = path.join(dataFolder, 'n8n.log');
	const log = () => fs.readFileSync(logFile, 'utf8');
	const rest = new N8nClient(url, owner);
	let server;

	const start = async () => {
		const output = fs.openSync(logFile, 'a');
		const brokerPort = await freePort();
		server = await startServer('n8n', installation.node, [installation.bin, 'start'], {
			log,
			// n8n 1 calls itself ready before its REST API is there.
			isReady: async () =>
				(await answers(`${url}/healthz/readiness`)) && (await answers(`${url}/rest/settings`)),
			timeoutMs: START_TIMEOUT_MS,
			spawnOptions: {
				cwd: dataFolder,
				stdio: ['ignore', output, output],
				env: {
					...n8nEnvironment(path.dirname(installation.node), proxy),
					N8N_USER_FOLDER: dataFolder,
					N8N_PORT: String(n8nPort),
					N8N_RUNNERS_BROKER_PORT: String(brokerPort),
					N8N_LOG_LEVEL: logLevel,
					...env,
				},
			},
		}).finally(() => fs.closeSync(output));
		await rest.signIn();
	};
	const removeFolder = () => fs.rmSync(dataFolder, { recursive: true, force: true });
	const stop = async () => {
		await server?.stop();
		if (folder) return;
		process.off('exit', removeFolder);
		removeFolder();
	};
	const restart = async (whileDown = () => {}) => {
		await server.stop();
		whileDown();
		await start();
	};
	try {
		await start();
	} catch (error) {
		await stop();
		throw error;
	}
	// For tests that are interrupted; after startServer, so that n8n has ended by then.
	if (!folder) process.on('exit', removeFolder);
	const untilEnd = async () => await server.untilEnd();
	const pid = () => server.pid;
	return { url, folder: dataFolder, rest, log, pid, restart, untilEnd, stop };
}

/**
 * This process' environment without what would change n8n's behaviour, and with everything off
 * that n8n does beside running workflows.
 * @param {string} nodeFolder the folder of the Node.js that runs n8n
 * @param {{ url: string, caFile: string }} [proxy]
 */
export function n8nEnvironment(nodeFolder, proxy) {
	const foreign = /^(n8n|npm|node|aurora|db|queue|executions|webhook|generic)_/i;
	const kept = Object.entries(process.env).filter(
		([name]) => name === 'NODE_EXTRA_CA_CERTS' || !foreign.test(name),
	);
	return {
		...Object.fromEntries(kept),
		PATH: `${nodeFolder}${path.delimiter}${process.env.PATH}`,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_SECURE_COOKIE: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
		NO_PROXY: [process.env.NO_PROXY, '127.0.0.1', 'localhost'].filter(Boolean).join(','),
		...(proxy && { HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: proxy.caFile }),
	};
}

async function answers(url) {
	const response = await fetch(url).catch(() => undefined);
	return response?.ok === true;
}
