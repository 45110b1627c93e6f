import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
 * @param {'quiet' | 'live'} [options.output] live: shown while it runs
 * @param {(folder: string) => Counts} [options.count] reads what the program wrote to `folder`
 * @returns {Promise<Counts>}
 */
export async function runStage(name, command, { output = 'quiet', count } = {}) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'aurora-stage-'));
	const started = Date.now();
	const [program, ...args] = command.map((part) => part.replace('{folder}', folder));
	// With NODE_ENV=test the lint rules would take every file for a test.
	const { NODE_ENV, ...env } = process.env;
	const child = spawn(program, args, {
		cwd: projectFolder,
		stdio: [
			'ignore',
			output === 'live' ? 'inherit' : 'pipe',
			output === 'live' ? 'inherit' : 'pipe',
		],
		env,
	});
	const chunks = [];
	child.stdout?.on('data', (chunk) => chunks.push(chunk));
	child.stderr?.on('data', (chunk) => chunks.push(chunk));
	const [code, signal] = await once(child, 'close').catch((error) => [error.message]);
	const isOk = code === 0;

	let counts = isOk ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
	if (count) {
		counts = tryToCount(count, folder);
		if (!isOk && counts.failed === 0) counts.failed = 1;
	}
	fs.rmSync(folder, { recursive: true, force: true });

	if (counts.failed > 0) process.stdout.write(Buffer.concat(chunks));
	const result = [
		`${counts.failed > 0 ? '✗' : '✓'} ${name}`,
		count && sentenceOf(counts),
		!isOk && `ended with ${signal ?? `code ${code}`}`,
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
