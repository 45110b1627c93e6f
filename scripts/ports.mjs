import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * @param {number} [wanted] a port that is returned if it is free
 * @returns {Promise<number>} a TCP port that was free on 127.0.0.1 a moment ago
 */
export async function freePort(wanted = 0) {
	const server = createServer().listen(wanted, '127.0.0.1');
	try {
		await once(server, 'listening');
	} catch (error) {
		if (wanted !== 0 && error.code === 'EADDRINUSE') return await freePort();
		throw error;
	}
	const { port } = server.address();
	server.close();
	await once(server, 'close');
	return port;
}
