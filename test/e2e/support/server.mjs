import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { ownChild, stopChild } from '../../../scripts/processes.mjs';
import { UserError } from '../../../scripts/userError.mjs';

/**
 * A program that runs until it is stopped.
 * @typedef {object} Server
 * @property {number} pid
 * @property {() => Promise<unknown>} untilEnd resolves when it has ended
 * @property {() => Promise<void>} stop by its process id
 */

/**
 * Starts a program and waits until it serves.
 * @param {string} name for messages
 * @param {string} program
 * @param {string[]} args
 * @param {object} options
 * @param {import('node:child_process').SpawnOptions} [options.spawnOptions]
 * @param {() => string} options.log what it has printed
 * @param {() => Promise<boolean>} options.isReady
 * @param {number} [options.timeoutMs]
 * @returns {Promise<Server>}
 */
export async function startServer(
	name,
	program,
	args,
	{ spawnOptions, log, isReady, timeoutMs = 60_000 },
) {
	const child = spawn(program, args, { ...spawnOptions, detached: true });
	ownChild(child);
	const stop = async () => await stopChild(child);
	const deadline = Date.now() + timeoutMs;
	while (!(await isReady())) {
		const hasEnded = child.exitCode !== null || child.signalCode !== null;
		if (hasEnded || Date.now() > deadline) {
			await stop();
			const what = hasEnded ? 'ended while starting' : `was not ready after ${timeoutMs / 1000} s`;
			throw new UserError(`${name} ${what}; it printed:\n${log().slice(-4000)}`);
		}
		await delay(100);
	}
	return { pid: child.pid, untilEnd: async () => await once(child, 'exit'), stop };
}
