import http from 'node:http';
import { Endpoint } from './endpoint.mjs';
import { startInstance } from './instance.mjs';
import { closeServer, listen } from './servers.mjs';
import { startTlsProxy } from './tlsProxy.mjs';

export { tokenId } from './accessTokens.mjs';
export * as answers from './answers.mjs';

/** The documented origins of Dev and Live; the audience is the API's origin. */
const DOCUMENTED = {
	dev: {
		issuer: 'https://aurora-dev.uk.auth0.com/',
		apiOrigin: 'https://dev.client.integration.aurora.co.uk',
	},
	live: {
		issuer: 'https://auth.aurora.co.uk/',
		apiOrigin: 'https://api.client.integration.aurora.co.uk',
	},
};

/**
 * Starts a local Aurora on free loopback ports.
 * @param {object} [options]
 * @param {number} [options.latencyMs] added to every answer; each endpoint's own `latencyMs` can be changed later
 * @param {number} [options.accounts] how many accounts each instance has
 * @param {('dev' | 'live' | 'custom')[]} [options.only] the instances to start; all when absent
 * @param {number[]} [options.ports] of the token service and the API of `custom`; free ones when absent
 */
export async function startSandbox({
	latencyMs = 0,
	accounts = 12,
	only = ['dev', 'live', 'custom'],
	ports = [],
} = {}) {
	const servers = [];
	const serve = async (listener, port) => {
		const server = http.createServer(listener);
		servers.push(server);
		return `http://127.0.0.1:${await listen(server, port)}`;
	};
	const elsewhere = new Endpoint(() => ({ status: 200, body: [{ id: 'elsewhere' }] }));
	elsewhere.origin = await serve(elsewhere.handle);
	const start = async (name, origins) =>
		await startInstance({ name, ...origins, elsewhere: elsewhere.origin, latencyMs, accounts });

	const startDocumented = async (name) =>
		await start(name, { ...DOCUMENTED[name], audience: DOCUMENTED[name].apiOrigin });
	const startCustom = async () => {
		let listeners;
		const issuer = await serve(
			(request, response) => listeners.issuer(request, response),
			ports[0],
		);
		const apiOrigin = await serve(
			(request, response) => listeners.api(request, response),
			ports[1],
		);
		const audience = 'https://custom.client.integration.aurora.example';
		const instance = await start('custom', { issuer: `${issuer}/`, apiOrigin, audience });
		({ listeners } = instance);
		return instance;
	};
	const started = async (name, startOne) =>
		only.includes(name) ? await startOne(name) : undefined;
	const [dev, live, custom] = await Promise.all([
		started('dev', startDocumented),
		started('live', startDocumented),
		started('custom', startCustom),
	]);
	const instances = [dev, live, custom].filter(Boolean);
	const hosts = [dev, live].filter(Boolean).flatMap(({ issuer, apiOrigin, listeners }) => [
		[new URL(issuer).hostname, listeners.issuer],
		[new URL(apiOrigin).hostname, listeners.api],
	]);
	const proxy = hosts.length > 0 ? await startTlsProxy(Object.fromEntries(hosts)) : undefined;

	return {
		dev,
		live,
		custom,
		/** A plain server on an origin of its own that must not be reached: `requests` shows every request and header. */
		elsewhere,
		/** For HTTPS_PROXY (`url`) and NODE_EXTRA_CA_CERTS (`caFile`): leads the four documented hosts here. */
		proxy,
		reset() {
			for (const part of [...instances, elsewhere, proxy]) part?.reset();
		},
		async stop() {
			elsewhere.reset();
			await Promise.all([
				...instances.map((instance) => instance.stop()),
				...servers.map(closeServer),
				proxy?.stop(),
			]);
		},
	};
}
