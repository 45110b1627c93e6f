import { answers } from '../../sandbox/sandbox.mjs';

/** As many as the largest answer has. */
const BLANKS = Buffer.alloc(50_000_000, ' ');

/**
 * What the package does about a fault: it sends the request again, gives up, accepts the answer, renews
 * the token, follows the redirect or asks in another way: Get reads the list instead of the address of
 * the account, and a list is read without an order, so Get may do so twice.
 * @typedef {'retry' | 'fail' | 'accept' | 'renew' | 'follow' | 'detour' | 'detours'} Reaction
 */

/**
 * One way to fail.
 * @typedef {object} Fault
 * @property {string} name
 * @property {number} [status] of the answer, if that is the fault
 * @property {'refused' | 'unknown name' | 'certificate'} [connection] no request arrives
 * @property {(request: object, origins: { elsewhere: string }) => object} [answer] an Answer of the sandbox
 * @property {boolean} [isSlow] it ends only when the package gives up waiting
 * @property {boolean} [isOdd] API Request accepts it as something else than accounts
 * @property {Reaction} api what the package does about it at the API
 * @property {Reaction} token the same at the token service
 * @property {Reaction} [get] the same for Get, where that is different, and so on
 * @property {Reaction} [getAll]
 * @property {Reaction} [search]
 * @property {Reaction} [trigger]
 * @property {Reaction} [send] API Request
 * @property {Reaction} [create] API Request with POST
 */

/** The API may have done what it was asked: a POST is not sent again. */
const UNSURE = { create: 'fail' };

const atConnection = (name, how) => ({ name, api: 'retry', token: 'retry', ...how });
const unusable = (name, answer) => ({ name, answer, api: 'fail', token: 'fail', get: 'detour' });
const status = (code, api, token, more) => ({
	name: `status ${code}`,
	answer: () => ({ status: code }),
	status: code,
	api,
	token,
	...more,
});
const limited = (when, headers) =>
	status(429, 'retry', 'retry', {
		name: `status 429, ${when}`,
		answer: () => ({ status: 429, headers: headers() }),
	});

/** @type {Fault[]} */
export const faults = [
	atConnection('refused connection', { connection: 'refused' }),
	atConnection('reset in mid-body', { answer: () => ({ cut: 'midBody' }), ...UNSURE }),
	atConnection('time-out', { answer: () => ({ hang: true }), isSlow: true, ...UNSURE }),
	atConnection('drip without end', {
		answer: () => ({ drip: { bytes: 1, everyMs: 500 }, ...padded(1000) }),
		isSlow: true,
		...UNSURE,
	}),
	atConnection('DNS failure', { connection: 'unknown name' }),
	{
		name: 'untrusted certificate',
		connection: 'certificate',
		api: 'fail',
		token: 'fail',
	},
	status(400, 'fail', 'fail', {
		get: 'detours',
		getAll: 'detour',
		search: 'detour',
		trigger: 'detour',
	}),
	status(401, 'renew', 'fail'),
	status(403, 'fail', 'fail'),
	status(404, 'fail', 'fail'),
	status(408, 'retry', 'retry', UNSURE),
	limited('Retry-After in seconds', () => ({ 'retry-after': '1' })),
	limited('Retry-After as a date', () => ({ 'retry-after': answers.httpDateIn(2) })),
	limited('no Retry-After', () => ({})),
	status(500, 'retry', 'retry', UNSURE),
	status(502, 'retry', 'retry', UNSURE),
	status(503, 'retry', 'retry', UNSURE),
	status(504, 'retry', 'retry', UNSURE),
	{
		...unusable('HTML with 200', () => answers.html()),
		send: 'accept',
		create: 'accept',
		isOdd: true,
	},
	{
		...unusable('empty 200', () => ({ status: 200, body: '' })),
		send: 'accept',
		create: 'accept',
		isOdd: true,
	},
	unusable('truncated JSON', () => answers.brokenJson),
	{
		name: '50 MB JSON',
		answer: () => padded(BLANKS.length),
		api: 'accept',
		token: 'fail',
	},
	{
		name: 'wrong content type',
		answer: () => ({ headers: { 'content-type': 'image/png' } }),
		api: 'accept',
		token: 'accept',
		isOdd: true,
	},
	status(302, 'follow', 'fail', {
		name: 'redirect to the same origin',
		answer: ({ path }) => ({ status: 302, redirect: path }),
		create: 'fail',
	}),
	status(302, 'fail', 'fail', {
		name: 'redirect to another origin',
		answer: ({ path }, { elsewhere }) => ({ status: 302, redirect: elsewhere + path }),
	}),
	{
		name: 'slow drip',
		answer: () => ({ drip: { bytes: 300, everyMs: 100 } }),
		api: 'accept',
		token: 'accept',
	},
];

/** The usual answer, and blanks. */
function padded(bytes) {
	return {
		headers: { 'content-type': 'application/json' },
		patch: (body) => Buffer.concat([Buffer.from(JSON.stringify(body)), BLANKS.subarray(0, bytes)]),
	};
}

/** Whether an operation accepts an answer that has no accounts in it. */
export const isOddFor = (fault, operation) =>
	fault?.isOdd && ['send', 'create'].includes(operation);

/** How often a fault comes; for ever: more often than any case asks. */
const TIMES = { once: 1, twice: 2, 'for ever': 10_000 };

/** @typedef {{ fault: Fault, often: keyof typeof TIMES, service: 'api' | 'token' }} Cell */

/**
 * Every fault of every service, as often as it may come; no fault twice in a row, so that few cells at
 * the same time have to wait, or take 50 MB.
 * @type {Cell[]}
 */
export const cells = Object.keys(TIMES).flatMap((often) =>
	['api', 'token'].flatMap((service) => faults.map((fault) => ({ fault, often, service }))),
);

const SERVICES = { api: 'the API', token: 'the token service' };

/** @param {Cell} cell */
export const inWords = ({ fault, often, service }) =>
	`${SERVICES[service]}: ${fault.name} ${often}`;

/** The faults of a cell, one after the other. @param {Pick<Cell, 'fault' | 'often'>} cell @returns {Fault[]} */
export const comingFaults = ({ fault, often }) => Array(TIMES[often]).fill(fault);
