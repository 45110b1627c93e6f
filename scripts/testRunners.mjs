import fs from 'node:fs';
import path from 'node:path';
import { runStage } from './stages.mjs';

/** Arguments and counting for jest, see runStage. */
export const jest = {
	command: ['npm', 'run', '--silent', 'jest', '--', '--json', '--outputFile={folder}/jest.json'],
	/** @param {string} folder */
	count(folder) {
		const result = JSON.parse(fs.readFileSync(path.join(folder, 'jest.json'), 'utf8'));
		return {
			passed: result.numPassedTests,
			failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
			skipped: result.numPendingTests + result.numTodoTests,
		};
	},
};

/** Arguments and counting for Node's own test runner, see runStage. */
export const nodeTest = {
	/**
	 * @param {string} files pattern of the test files
	 * @param {string[]} [options] more options of `node --test`
	 */
	command: (files, options = []) => [
		'node',
		'--test',
		'--test-reporter=spec',
		'--test-reporter-destination=stdout',
		'--test-reporter=tap',
		'--test-reporter-destination={folder}/tests.tap',
		...options,
		files,
	],
	/** @param {string} folder */
	count(folder) {
		const tap = fs.readFileSync(path.join(folder, 'tests.tap'), 'utf8');
		const number = (name) => Number(tap.match(new RegExp(`^# ${name} (\\d+)$`, 'm'))[1]);
		return {
			passed: number('pass'),
			failed: number('fail') + number('cancelled'),
			skipped: number('skipped') + number('todo'),
		};
	},
};

/**
 * @typedef {object} N8nTestOptions
 * @property {number} [atOnce] how many files; n8n uses one core each
 * @property {number} [minutes] for the longest test
 * @property {string[]} [more] options of `node --test`
 */

/**
 * Runs tests that talk to a real n8n, and shows them while they run.
 * @param {string} name of the stage
 * @param {string} files pattern of the test files
 * @param {N8nTestOptions} options
 */
export function runN8nTests(name, files, { atOnce = 1, minutes = 20, more = [] }) {
	const limits = [`--test-concurrency=${atOnce}`, `--test-timeout=${minutes * 60_000}`];
	const command = nodeTest.command(files, [...limits, ...more]);
	return runStage(name, command, { count: nodeTest.count, isLive: true });
}
