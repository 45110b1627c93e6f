import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectFolder } from './versions.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * Runs a program as one stage of a test run: one line with its result, and all of its output when
 * it fails. A program that counts nothing is one check; a test runner counts its tests, and one
 * more failure when it ended badly without a failed test.
 * @param {string} name
 * @param {string[]} command program and arguments
 * @param {object} [options]
 * @param {boolean} [options.isLive] whether its output is shown while it runs
 * @param {(folder: string) => Counts} [options.count] reads what the program wrote to `folder`
 * @returns {Counts}
 */
export function runStage(name, command, { isLive = false, count } = {}) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aurora-stage-'));
	const log = path.join(folder, 'output.log');
	const output = isLive ? 'inherit' : fs.openSync(log, 'w');
	const started = Date.now();
	const [program, ...args] = command.map((part) => part.replace('{folder}', folder));
	// With NODE_ENV=test the lint rules would take every file for a test.
	const { NODE_ENV, ...env } = process.env;
	const stdio = ['ignore', output, output];
	const { status, signal, error } = spawnSync(program, args, { cwd: projectFolder, stdio, env });
	const isOk = status === 0;
	const counts = count
		? tryToCount(count, folder)
		: { passed: isOk ? 1 : 0, failed: 0, skipped: 0 };
	if (!isOk && counts.failed === 0) counts.failed = 1;

	if (counts.failed > 0 && !isLive) process.stdout.write(fs.readFileSync(log));
	fs.rmSync(folder, { recursive: true, force: true });
	const result = [
		`${counts.failed > 0 ? '✗' : '✓'} ${name}`,
		count && sentenceOf(counts),
		!isOk && `ended with ${error?.message ?? signal ?? `code ${status}`}`,
		`${((Date.now() - started) / 1000).toFixed(1)} s`,
	];
	console.log(result.filter(Boolean).join(' · '));
	return counts;
}

/** A runner that wrote nothing readable has crashed. */
function tryToCount(count, folder) {
	try {
		const counts = count(folder);
		return counts.passed + counts.failed > 0 ? counts : { ...counts, failed: 1 };
	} catch {
		return { passed: 0, failed: 1, skipped: 0 };
	}
}

/**
 * Prints the closing line of a test run and sets the exit code.
 * @param {Counts[]} stages
 */
export function finish(stages) {
	const total = { passed: 0, failed: 0, skipped: 0 };
	for (const stage of stages) for (const key of Object.keys(total)) total[key] += stage[key];
	if (total.failed > 0) process.exitCode = 1;
	console.log(`\n${sentenceOf(total)}`);
}

/** @param {Counts} counts */
function sentenceOf({ passed, failed, skipped }) {
	return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
