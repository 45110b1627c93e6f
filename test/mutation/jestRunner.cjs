const fs = require('node:fs');
const path = require('node:path');
const { default: TestRunner } = require('jest-runner');

/** The test file that noticed the last broken place, by broken file. */
const lastToNotice = {};

/**
 * Jest's own runner, made quick for Stryker, which names the tests that reach a broken place but not
 * their files: files that hold none of them are left out; those that are named like the broken file and
 * the one that noticed its last broken place begin, then the quickest; the first that fails ends the run.
 */
module.exports = class extends TestRunner {
	async runTests(tests, watcher, options) {
		const { rootDir, testNamePattern, nonFlagArgs } = this._globalConfig;
		const file = path.join(rootDir, 'testsByFile.json');
		const isBroken = process.env.__STRYKER_ACTIVE_MUTANT__ !== undefined;
		if (!isBroken) return await this.#noteTests(file, tests, watcher, options);

		const [broken] = nonFlagArgs;
		const wanted = new RegExp(testNamePattern ?? '', 'i');
		const noted = JSON.parse(fs.readFileSync(file, 'utf8'));
		const [stem] = path.basename(broken).split('.');
		const rank = ({ path: each }) =>
			each === lastToNotice[broken] || path.basename(each).startsWith(stem) ? 0 : noted[each].ms;
		const reaching = tests
			.filter(({ path: each }) => noted[each].names.some((name) => wanted.test(name)))
			.sort((a, b) => rank(a) - rank(b));
		let failed = false;
		this.on('test-file-success', ([, { numFailingTests }]) => (failed ||= numFailingTests > 0));
		this.on('test-file-failure', () => (failed = true));
		for (const test of reaching) {
			await super.runTests([test], watcher, options);
			if (!failed) continue;
			lastToNotice[broken] = test.path;
			return;
		}
	}

	/** The first run, with nothing broken: which tests each file holds, and how long it takes. */
	async #noteTests(file, tests, watcher, options) {
		const noted = {};
		this.on('test-file-success', ([test, { testResults, perfStats }]) => {
			const names = testResults.map(({ fullName }) => fullName);
			noted[test.path] = { names, ms: perfStats.end - perfStats.start };
		});
		await super.runTests(tests, watcher, options);
		fs.writeFileSync(file, JSON.stringify(noted));
	}
};
