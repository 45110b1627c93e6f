import fs from 'node:fs';
import path from 'node:path';

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
