import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { freePort } from '../../../scripts/ports.mjs';
import { findProgram } from './programs.mjs';
import { startServer } from '../../e2e/support/server.mjs';

/**
 * Starts a Redis of its own on a free loopback port; it keeps nothing on disk.
 * @param {string} folder made
 * @returns {Promise<import('../../e2e/support/server.mjs').Server & { env: Record<string, string> }>} env: for n8n
 */
export async function startRedis(folder) {
	fs.mkdirSync(folder);
	const logFile = path.join(folder, 'redis.log');
	const output = fs.openSync(logFile, 'a');
	const port = await freePort();
	const server = await startServer(
		'Redis',
		findProgram('redis-server'),
		[
			'--port',
			String(port),
			'--bind',
			'127.0.0.1',
			'--save',
			'',
			'--appendonly',
			'no',
			'--dir',
			folder,
		],
		{
			spawnOptions: { stdio: ['ignore', output, output] },
			log: () => fs.readFileSync(logFile, 'utf8'),
			isReady: async () => await answersPing(port),
		},
	);
	fs.closeSync(output);
	return {
		...server,
		env: { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) },
	};
}

async function answersPing(port) {
	const socket = net.connect(port, '127.0.0.1').setTimeout(1000, () => socket.destroy());
	try {
		socket.write('PING\r\n');
		const [answer] = await once(socket, 'data');
		return String(answer).startsWith('+PONG');
	} catch {
		return false;
	} finally {
		socket.destroy();
	}
}
