/**
 * An end-to-end test that an older n8n can't pass, whatever the package does.
 * @typedef {object} Difference
 * @property {string} test its name, as a regular expression
 * @property {string} reason what that n8n does instead
 */

/** @type {Record<string, Difference>} */
const DIFFERENCES = {
	failingTool: {
		test: 'tells the model (in words what went wrong, without Continue On Fail|nothing secret)',
		reason:
			'this n8n ends the execution when a tool of an agent fails, its own HTTP Request tool too',
	},
	otherNodesItem: {
		test: 'look-up-accounts\\.json finds|are all tried',
		reason:
			"the expression $('Node').item gives null, whatever nodes are in between; so one example is not tried",
	},
};

/** @type {Record<string, Difference[]>} */
const BY_VERSION = {
	'2.8.4': [DIFFERENCES.failingTool],
	'1.123.81': [DIFFERENCES.failingTool, DIFFERENCES.otherNodesItem],
};

/**
 * The tests that are left out on a version of n8n.
 * @param {string} version
 * @returns {Difference[]}
 */
export const differencesOf = (version) => BY_VERSION[version] ?? [];
