import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueCertificates } from './certificates.mjs';
import { closeServer, listen } from './servers.mjs';

const REFUSED_LIMIT = 1_000;

/**
 * A CONNECT proxy that ends TLS itself for the given hosts, so that an unchanged client reaches them here by their
 * real names. Everything else is refused with 502.
 * @param {Record<string, import('node:http').RequestListener>} hosts
 */
export async function startTlsProxy(hosts) {
	const { ca, cert, key } = issueCertificates(Object.keys(hosts));
	const folder = mkdtempSync(join(tmpdir(), 'aurora-sandbox-'));
	const removeFolder = () => rmSync(folder, { recursive: true, force: true });
	process.once('exit', removeFolder);
	const caFile = join(folder, 'ca.pem');
	writeFileSync(caFile, ca);
	const origins = new Map(
		Object.entries(hosts).map(([host, listener]) => [
			`${host}:443`,
			https.createServer({ cert, key, keepAliveTimeout: 120_000 }, listener),
		]),
	);

	const sockets = new Set();
	/** Targets that were asked for and refused, the last 1,000. @type {string[]} */
	const refused = [];
	const refuse = (target) => {
		refused.push(target);
		if (refused.length > REFUSED_LIMIT) refused.shift();
	};

	const server = http.createServer((request, response) => {
		refuse(request.url);
		response.writeHead(502).end('Only CONNECT to the documented Aurora hosts.\n');
	});
	server.on('connect', (request, socket, head) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
		const origin = origins.get(request.url.toLowerCase());
		if (!origin) {
			refuse(request.url);
			socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
			return;
		}
		socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
		if (head.length > 0) socket.unshift(head);
		origin.emit('connection', socket);
	});
	const url = `http://127.0.0.1:${await listen(server)}`;
	const reset = () => void (refused.length = 0);
	const stop = async () => {
		for (const socket of sockets) socket.destroy();
		await closeServer(server);
		process.off('exit', removeFolder);
		removeFolder();
	};
	return { url, caFile, ca, refused, reset, stop };
}
