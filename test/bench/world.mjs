import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { installPackage } from '../../scripts/packageTarball.mjs';
import { startN8n } from '../e2e/support/n8nHost.mjs';
import { startSandbox } from '../sandbox/sandbox.mjs';
import { packPlainCredential } from './plainCredential.mjs';

const LATENCY_MS = 5;

/** A real n8n with the package and with what it is compared to, and a local Aurora 5 ms away. */
export async function startBenchWorld() {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aurora-bench-'));
	await installPackage(await packPlainCredential(folder), path.join(folder, '.n8n/nodes'));
	const sandbox = await startSandbox({ latencyMs: LATENCY_MS, only: ['custom'] });
	const n8n = await startN8n({ tarball: process.env.AURORA_TARBALL, folder, logLevel: 'error' });
	const { custom } = sandbox;
	const { rest } = n8n;

	const create = async (type, data) => {
		return { type, ...(await rest.createCredential({ name: type, type, data })) };
	};

	return {
		custom,
		rest,
		n8n,
		/** Credentials of the three kinds for one client, never used before. */
		async credentials() {
			custom.setClientSecret(`secret-${randomUUID()}`);
			const { clientId, clientSecret, tokenUrl, audience } = custom.credential;
			return {
				aurora: await create('auroraApi', custom.credential),
				plain: await create('plainTokenApi', { clientId, clientSecret, tokenUrl, audience }),
				oauth2: await create('oAuth2Api', {
					grantType: 'clientCredentials',
					accessTokenUrl: tokenUrl,
					clientId,
					clientSecret,
					scope: '',
					authentication: 'body',
					sendAdditionalBodyProperties: true,
					additionalBodyProperties: JSON.stringify({ audience }),
				}),
			};
		},
		/** Counters back to zero; latency stays. */
		forget() {
			for (const endpoint of [custom.api, custom.tokenService]) endpoint.reset();
		},
		async stop() {
			await n8n.stop();
			await sandbox.stop();
			fs.rmSync(folder, { recursive: true, force: true });
		},
	};
}
