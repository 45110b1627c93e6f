const { TestEnvironment } = require('jest-environment-node');

/** Jest's own environment, which leaves out the rest of a file once a test of it has failed. */
module.exports = class extends TestEnvironment {
	#hasFailed = false;

	async handleTestEvent({ name, test }) {
		if (name === 'test_done') this.#hasFailed ||= test.errors.length > 0;
		if (name === 'test_start' && this.#hasFailed) test.mode = 'skip';
	}
};
