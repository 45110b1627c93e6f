import { faults } from '../../test/faults/support/faults.mjs';
import { number, rows, tallies } from './tables.mjs';

/** @typedef {Record<string, any>} Figures what a test file has measured */

/** @param {{ operations: Figures, trigger: Figures }} figures */
export const everyFault = ({ operations, trigger }) => `## Every fault, everywhere

\`npm run test:faults\`: ${faults.length} faults, each once, twice and always, at the API and at the token service:

${faults.map(({ name }) => `- ${name}`).join('\n')}

Names are looked up at a name server of the tests and certificates come from two authorities, one of which n8n does not trust; refused connections are real ones.

A cell is one fault, how often it comes, where, and one operation; a crowd is 50 at once. Each cell asserts how the execution ends, the exact sentence that the user reads, how many requests were made, that nothing went to another origin, and that the next execution is fine. Failed token requests are followed by the package's pause of 15 seconds: while it lasts, no request is made.

${rows([
	...own(operations, [
		'cells with one execution',
		'cells with 50 executions',
		'executions in crowds',
	]),
	...own(trigger, [
		'cells with one trigger',
		'cells with 50 triggers',
		'polls that failed on purpose',
		'events, each exactly once',
		'cells with one connection test',
		'cells with 50 connection tests',
		'connection tests in crowds',
	]),
	['unhandled rejections', 0],
	['crashes of n8n', 0],
])}

Get, Get Many, Search and API Request take turns in the crowds of 50 executions. 50 triggers and 50 connection tests at once meet each fault always; answers that never end are left out for the 50 triggers. Crowds leave out 50 MB answers of the API: 50 at a time are 2.5 GB at once, more than n8n itself holds.
${refusals(operations['50 executions, each refused a token that was good'])}`;

/** @param {{ sequences: Figures }} figures */
export const atRandom = ({ sequences }) => `## Faults at random

${rows([['seed', String(sequences.seed)], ...own(sequences, ['sequences', 'faults', 'executions'])])}

Up to five faults of the API and three of the token service in a row, with any operation and number of retries; a table of the rules says how each has to end. \`FAULTS_SEED=${sequences.seed} npm run test:faults -- test/faults/sequences.test.mjs\` repeats it.
`;

/** @param {{ chaos: Figures }} figures */
export const chaosSection = ({ chaos }) => `## Chaos

500 executions, 50 at a time, against an API that answers 5 % of all requests with 401, 5 % with 429, 5 % with 500, 502, 503 or 504, and cuts 2 % of the connections. In every execution that ended right, each account is there exactly once.

${rows([
	['seed', String(chaos.seed)],
	...own(chaos, [
		'executions that ended right',
		'executions that ended with a clear error',
		'requests to the API',
		'token requests',
	]),
])}
${errors(chaos.errors?.['by sentence'])}
n8n was then killed with SIGKILL in the middle of 50 executions and started again: ${chaos['executions that SIGKILL cut off'] ?? 0} executions were cut off, and the next one worked with the stored token (${chaos['token requests of the first execution after SIGKILL']} token requests).
`;

/** @param {Record<'operations' | 'trigger' | 'sequences' | 'chaos', Figures>} figures */
export const secrecySection = ({ operations, trigger, sequences, chaos }) => {
	const sum = (what) =>
		[operations, trigger, sequences, chaos].reduce((total, each) => total + (each[what] ?? 0), 0);
	return `## Secrets

Every client secret of these runs has a mark in it that is nowhere else, and every access token begins in a way that no other text does. After each part, both are searched for: as they are, in base64 as in a Basic header at each of its three positions, URL-encoded and JSON-escaped.

${rows([
	['log of n8n at level debug, MB', sum('searched: log of n8n at level debug, MB')],
	['database files as bytes, MB', sum('searched: database files, MB')],
	['values of all database tables', sum('searched: values of the database')],
	['stored executions, decoded', sum('searched: stored executions, decoded')],
	[
		'answers of n8n over HTTP: REST API, webhooks, files',
		sum('searched: answers of n8n over HTTP'),
	],
	['messages pushed to an open editor', sum('searched: messages pushed to an open editor')],
	['**secrets or tokens found**', sum('canaries found')],
	['put there on purpose to try the search, all of them found', sum('planted secrets found')],
])}

The static data of workflows, where the trigger keeps its state, is one of the tables. Nothing is left out but the plain text inside n8n's encrypted credentials, which is where secret and token belong; the encrypted text itself is searched too. Answers of n8n of more than 20 MB, which are accounts, are not searched. Error objects are searched by the unit tests, with \`util.inspect\`, as JSON and by their stack.
`;
};

const refusals = (ends) =>
	ends
		? `
An API that refuses each of 50 executions at once or twice, though their token is good: each is repeated with another token, with at most 5 token requests in all.

${tallies(ends)}
`
		: '';

const errors = (bySentence) =>
	bySentence ? `\nThe errors:\n\n${rows(Object.entries(bySentence))}\n` : '';

const own = (values, names) => names.map((name) => [name, number(values[name] ?? 0)]);
