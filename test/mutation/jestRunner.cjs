const fs = require('node:fs');
const path = require('node:path');
const { default: TestRunner } = require('jest-runner');

/**
 * Jest's own runner, made quick for Stryker, which names the tests that reach a broken place but not
 * their files: files that hold none of them are left out, the quickest begins, the first that fails
 * ends the run.
 */
module.exports = class extends TestRunner {
	async runTests(tests, watcher, options) {
		const file = path.join(this._globalConfig.rootDir, 'testsByFile.json');
		const isBroken = process.env.__STRYKER_ACTIVE_MUTANT__ !== undefined;
		if (!isBroken) return await this.#noteTests(file, tests, watcher, options);

		const { testNamePattern } = this._globalConfig;
		const wanted = new RegExp(testNamePattern ?? '', 'i');
		const noted = JSON.parse(fs.readFileSync(file, 'utf8'));
		const reaching = tests
			.filter(({ path: each }) => noted[each].names.some((name) => wanted.test(name)))
			.sort((a, b) => noted[a.path].ms - noted[b.path].ms);
		let failed = false;
		this.on('test-file-success', ([, result]) => (failed ||= result.numFailingTests > 0));
		for (const test of reaching) {
			if (failed) return;
			await super.runTests([test], watcher, options);
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
