import { once } from 'node:events';
import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

const STOP_TIMEOUT_MS = 30_000;
const PARENT_CHECK_INTERVAL_MS = 1_000;
const owned = new Set();
let watching = false;
let stopping = false;

/**
 * Whether a process with this id runs.
 * @param {number} pid
 */
export function isRunning(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

/**
 * Sends this process SIGTERM when the process that started it has ended. npm, when it is told to
 * end, ends the shell that runs a script and not the script.
 */
export function endWithParent() {
	const parent = process.ppid;
	const timer = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(timer);
		process.kill(process.pid, 'SIGTERM');
	}, PARENT_CHECK_INTERVAL_MS).unref();
}

/**
 * Sees to it that a child never outlives this process or its parent: on SIGINT, SIGTERM and SIGHUP
 * it is stopped before this process ends. The child must have been spawned with `detached: true`,
 * so that Ctrl-C in a terminal does not reach it by itself and its own children form one group with it.
 * @param {ChildProcess} child
 */
export function ownChild(child) {
	if (!watching) {
		watching = true;
		endWithParent();
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stopAllAndExit);
		process.on('exit', killAll);
	}
	owned.add(child);
}

/**
 * Ends an owned child: SIGTERM, up to 30 s of patience, then SIGKILL to it and its own children.
 * @param {ChildProcess} child
 */
export async function stopChild(child) {
	if (child.exitCode === null && child.signalCode === null) {
		const exited = once(child, 'exit');
		child.kill('SIGTERM');
		await Promise.race([exited, delay(STOP_TIMEOUT_MS, undefined, { ref: false })]);
	}
	killGroup(child);
	owned.delete(child);
}

/** Stops every owned child; a second signal does not wait for them. */
async function stopAllAndExit(signal) {
	if (!stopping) {
		stopping = true;
		await Promise.all([...owned].map(stopChild));
	}
	// A command that is ended by Ctrl-C when all is well sets exitCode 0 before.
	process.exit(process.exitCode ?? 128 + constants.signals[signal]);
}

function killAll() {
	for (const child of owned) killGroup(child);
}

function killGroup(child) {
	if (!child.pid) return;
	try {
		process.kill(-child.pid, 'SIGKILL');
	} catch (error) {
		if (error.code !== 'ESRCH') throw error;
	}
}
