import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isRunning } from './processes.mjs';

/**
 * Takes a lock file that holds this process' id. A lock left behind by a process that no longer
 * runs is taken over. The lock is given back when this process ends, however it does.
 * @param {string} file
 * @returns {{ release: () => void } | { holder: number }} holder: id of the process that has it
 */
export function tryLock(file) {
	fs.mkdirSync(path.dirname(file), { recursive: true });
	for (;;) {
		try {
			fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
			break;
		} catch (error) {
			if (error.code !== 'EEXIST') throw error;
		}
		const holder = readHolder(file);
		const isOther = holder !== undefined && holder !== process.pid;
		if (isOther && isRunning(holder)) return { holder };
		fs.rmSync(file, { force: true });
	}
	const release = () => {
		process.off('exit', release);
		if (readHolder(file) === process.pid) fs.rmSync(file, { force: true });
	};
	process.on('exit', release);
	return { release };
}

/**
 * Works while it holds a lock file, after waiting for as long as another process has it.
 * @param {string} file
 * @param {string} what what the other process is doing, shown once while waiting
 * @param {() => Promise<void>} work
 */
export async function withLock(file, what, work) {
	let lock;
	for (let told = false; 'holder' in (lock = tryLock(file)); told = true) {
		if (!told) console.error(`Waiting for process ${lock.holder} (${file}): ${what} …`);
		await delay(500);
	}
	try {
		await work();
	} finally {
		lock.release();
	}
}

/** @returns {number | undefined} */
function readHolder(file) {
	try {
		return Number(fs.readFileSync(file, 'utf8')) || undefined;
	} catch (error) {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	}
}
