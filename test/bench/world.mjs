import fs from 'node:fs';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { startN8n } from '../e2e/support/n8nHost.mjs';
import { issueCertificates } from '../sandbox/certificates.mjs';
import { startSandbox } from '../sandbox/sandbox.mjs';
import { closeServer, listen } from '../sandbox/servers.mjs';

/** @typedef {Awaited<ReturnType<typeof startBenchWorld>>} BenchWorld */

/** A real n8n with the package, and a local Aurora over TLS, whose authority n8n is told to trust. */
export async function startBenchWorld() {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aurora-bench-'));
	const { ca, cert, key } = issueCertificates(['localhost']);
	const caFile = path.join(folder, 'ca.pem');
	fs.writeFileSync(caFile, ca);
	const { custom, stop } = await startSandbox({ only: ['custom'] });
	const env = { NODE_EXTRA_CA_CERTS: caFile };
	const n8n = await startN8n({ folder: path.join(folder, 'n8n'), logLevel: 'error', env });
	const { rest } = n8n;
	const servers = [];

	return {
		custom,
		rest,
		caFile,
		/**
		 * The API at an address where nobody has asked before, with a credential for it.
		 * @param {(origin: string) => object} [changes] of the credential's fields
		 */
		async newApi(changes = () => ({})) {
			const server = https.createServer({ cert, key }, custom.listeners.api);
			servers.push(server);
			const origin = `https://localhost:${await listen(server)}`;
			const data = { ...custom.credential, apiBaseUrl: origin, ...changes(origin) };
			return { origin, credential: await rest.createCredential({ data }) };
		},
		/** How many requests to the API some work makes. @param {() => Promise<unknown>} work */
		async requestsOf(work) {
			const before = custom.api.count;
			await work();
			return custom.api.count - before;
		},
		async stop() {
			await n8n.stop();
			await Promise.all([stop(), ...servers.map(closeServer)]);
			fs.rmSync(folder, { recursive: true, force: true });
		},
	};
}
