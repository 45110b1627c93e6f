import fs from 'node:fs';
import { startServer } from '../../e2e/support/server.mjs';

/**
 * Starts a program that prints into a file, and waits until it serves.
 * @param {string} name for messages
 * @param {string[]} command the program and its arguments
 * @param {{ logFile: string, isReady: () => Promise<boolean>, timeoutMs?: number } & import('node:child_process').SpawnOptions} options
 * @returns {Promise<import('../../e2e/support/server.mjs').Server & { log: () => string }>}
 */
export async function startLoggedServer(name, [program, ...args], options) {
	const { logFile, isReady, timeoutMs, ...spawnOptions } = options;
	const log = () => fs.readFileSync(logFile, 'utf8');
	const output = fs.openSync(logFile, 'a');
	spawnOptions.stdio = ['ignore', output, output];
	try {
		const how = { log, isReady, timeoutMs, spawnOptions };
		return { ...(await startServer(name, program, args, how)), log };
	} finally {
		fs.closeSync(output);
	}
}

/** Whether an address is answered with success. @param {string} url */
export async function answersWell(url) {
	const response = await fetch(url).catch(() => undefined);
	return response?.ok === true;
}
