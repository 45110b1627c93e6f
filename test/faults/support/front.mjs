import http from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import { issueCertificates } from '../../sandbox/certificates.mjs';
import { closeServer, listen } from '../../sandbox/servers.mjs';

/**
 * What stands before all Auroras: a server that names.cjs looks names up at, and an https server for
 * all these names. Each handshake gets a certificate of the trusted or of a stranger's authority.
 * @param {string} domain
 * @param {object} of each `<name>.<domain>`
 * @param {(host: string) => string | undefined} of.addressOf undefined: there is no such name
 * @param {(host: string) => boolean} of.isTrusted called once a connection
 * @param {(host: string) => import('node:http').RequestListener} of.listenerOf
 * @returns {Promise<{ port: number, ca: string, namesUrl: string, stop: () => Promise<void> }>}
 *   ca: the trusted authority, PEM; namesUrl: a name comes behind it
 */
export async function startFront(domain, { addressOf, isTrusted, listenerOf }) {
	const [trusted, stranger] = [1, 2].map(() => issueCertificates([`*.${domain}`]));
	const context = (trust) => tls.createSecureContext({ cert: trust.cert, key: trust.key });
	const contexts = { true: context(trusted), false: context(stranger) };
	const options = {
		...trusted,
		SNICallback: (host, done) => done(null, contexts[isTrusted(host)]),
	};
	const servers = [
		https.createServer(options, (request, response) =>
			listenerOf(request.headers.host.split(':')[0])(request, response),
		),
		http.createServer((request, response) => response.end(addressOf(request.url.slice(1)) ?? '')),
	];
	const [port, namesPort] = await Promise.all(servers.map((server) => listen(server)));
	return {
		port,
		ca: trusted.ca,
		namesUrl: `http://127.0.0.1:${namesPort}/`,
		stop: async () => void (await Promise.all(servers.map(closeServer))),
	};
}
