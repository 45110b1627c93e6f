import https from 'node:https';
import tls from 'node:tls';
import { issueCertificates } from '../../sandbox/certificates.mjs';
import { closeServer, listen } from '../../sandbox/servers.mjs';

/**
 * An https server for many host names. Each handshake gets a certificate of the trusted or of a
 * stranger's authority, as `isTrusted` says.
 * @param {string[]} hosts
 * @param {(host: string) => boolean} isTrusted called once a connection
 * @param {(host: string) => import('node:http').RequestListener} listenerOf
 * @returns {Promise<{ port: number, ca: string, stop: () => Promise<void> }>} ca: the trusted authority, PEM
 */
export async function startTlsFront(hosts, isTrusted, listenerOf) {
	const trusted = issueCertificates(hosts);
	const stranger = issueCertificates(hosts);
	const contexts = [trusted, stranger].map(({ cert, key }) =>
		tls.createSecureContext({ cert, key }),
	);
	const server = https.createServer(
		{
			...trusted,
			SNICallback: (host, done) => done(null, contexts[isTrusted(host) ? 0 : 1]),
		},
		(request, response) => listenerOf(request.headers.host.split(':')[0])(request, response),
	);
	const port = await listen(server);
	return { port, ca: trusted.ca, stop: async () => await closeServer(server) };
}
