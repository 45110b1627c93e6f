import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { freePort } from '../../../scripts/ports.mjs';
import { startLoggedServer } from './loggedServer.mjs';
import { findProgram } from './programs.mjs';

/** Starts a Redis of its own on a free loopback port; it keeps nothing on disk. @param {string} folder made */
export async function startRedis(folder) {
	fs.mkdirSync(folder);
	const port = await freePort();
	const settings = {
		port: String(port),
		bind: '127.0.0.1',
		save: '',
		appendonly: 'no',
		dir: folder,
	};
	const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
	const server = await startLoggedServer('Redis', [findProgram('redis-server'), ...args], {
		logFile: path.join(folder, 'redis.log'),
		isReady: async () => await answersPing(port),
	});
	return {
		...server,
		/** For n8n. */
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
