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
	const proxy = { url: '', caFile, ca, refused, refusedCount: 0, connectCount: 0, reset, stop };
	const refuse = (target) => {
		proxy.refusedCount += 1;
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
		proxy.connectCount += 1;
		socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
		if (head.length > 0) socket.unshift(head);
		origin.emit('connection', socket);
	});
	proxy.url = `http://127.0.0.1:${await listen(server)}`;
	return proxy;

	function reset() {
		refused.length = 0;
		proxy.refusedCount = 0;
		proxy.connectCount = 0;
	}

	async function stop() {
		for (const socket of sockets) socket.destroy();
		await closeServer(server);
		process.off('exit', removeFolder);
		removeFolder();
	}
}
