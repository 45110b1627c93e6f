/**
 * Listens on loopback.
 * @param {import('node:net').Server} server
 * @param {number} [wanted] port; a free one when absent
 * @returns {Promise<number>} the port
 */
export function listen(server, wanted = 0) {
	// a client that reuses a connection must not meet one that is just being closed
	server.keepAliveTimeout = 120_000;
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(wanted, '127.0.0.1', () => resolve(server.address().port));
	});
}

/** Stops listening and drops every connection. @param {import('node:http').Server} server */
export function closeServer(server) {
	return new Promise((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}
