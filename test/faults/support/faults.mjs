import { answers } from '../../sandbox/sandbox.mjs';

/** Size of the largest answer: 50 MB. */
const HUGE_BYTES = 50_000_000;

/**
 * One way to fail.
 * @typedef {object} Fault
 * @property {string} name
 * @property {'refused' | 'unknown name' | 'certificate'} [connection] no request arrives
 * @property {(request: object, origins: { elsewhere: string }) => object} [answer] an Answer of the sandbox
 * @property {'again' | 'final' | 'good' | 'unauthorized' | 'follow'} api what the package does about it, for the API:
 *   repeat, give up, take it, renew the token, follow
 * @property {'again' | 'final' | 'good'} token the same for the token service
 * @property {boolean} [isBroken] no complete answer arrives
 * @property {boolean} [isSlow] it ends only when the package gives up waiting
 * @property {boolean} [isNoJson] a good status, and a body that is no account and no list
 * @property {number} [status] of the answer
 */

const status = (code, api, token, headers = () => ({})) => ({
	name: `status ${code}`,
	answer: () => ({ status: code, headers: headers() }),
	status: code,
	api,
	token,
});
const limited = (name, headers) => ({
	...status(429, 'again', 'again', headers),
	name: `status 429, ${name}`,
});

/** @type {Fault[]} */
export const faults = [
	{
		name: 'refused connection',
		connection: 'refused',
		api: 'again',
		token: 'again',
		isBroken: true,
	},
	{
		name: 'reset in mid-body',
		answer: () => ({ cut: 'midBody' }),
		api: 'again',
		token: 'again',
		isBroken: true,
	},
	{
		name: 'time-out',
		answer: () => ({ hang: true }),
		api: 'again',
		token: 'again',
		isBroken: true,
		isSlow: true,
	},
	{
		name: 'drip without end',
		answer: () => ({
			drip: { bytes: 1, everyMs: 500 },
			patch: (body) => JSON.stringify(body).padEnd(1000),
		}),
		api: 'again',
		token: 'again',
		isBroken: true,
		isSlow: true,
	},
	{ name: 'DNS failure', connection: 'unknown name', api: 'again', token: 'again', isBroken: true },
	{
		name: 'untrusted certificate',
		connection: 'certificate',
		api: 'final',
		token: 'final',
		isBroken: true,
	},
	status(400, 'final', 'final'),
	status(401, 'unauthorized', 'final'),
	status(403, 'final', 'final'),
	status(404, 'final', 'final'),
	status(408, 'final', 'again'),
	limited('Retry-After in seconds', () => ({ 'retry-after': '1' })),
	limited('Retry-After as a date', () => ({ 'retry-after': answers.httpDateIn(2) })),
	limited('no Retry-After'),
	status(500, 'final', 'again'),
	status(502, 'again', 'again'),
	status(503, 'again', 'again'),
	status(504, 'again', 'again'),
	{
		name: 'HTML with 200',
		answer: () => answers.html(),
		api: 'final',
		token: 'final',
		isNoJson: true,
	},
	{
		name: 'empty 200',
		answer: () => ({ status: 200, body: '' }),
		api: 'final',
		token: 'final',
		isNoJson: true,
	},
	{
		name: 'truncated JSON',
		answer: () => answers.brokenJson,
		api: 'final',
		token: 'final',
		isNoJson: true,
	},
	{ name: '50 MB JSON', answer: () => ({ hugeBytes: HUGE_BYTES }), api: 'good', token: 'final' },
	{
		name: 'wrong content type',
		answer: () => ({ headers: { 'content-type': 'image/png' } }),
		api: 'good',
		token: 'good',
	},
	{
		name: 'redirect to the same origin',
		answer: ({ path }) => ({ status: 302, redirect: path }),
		status: 302,
		api: 'follow',
		token: 'final',
	},
	{
		name: 'redirect to another origin',
		answer: ({ path }, { elsewhere }) => ({ status: 302, redirect: elsewhere + path }),
		status: 302,
		api: 'final',
		token: 'final',
	},
	{
		name: 'slow drip',
		answer: () => ({ drip: { bytes: 100, everyMs: 100 } }),
		api: 'good',
		token: 'good',
	},
];

/** @param {string} name @returns {Fault} */
export function faultNamed(name) {
	const fault = faults.find((each) => each.name === name);
	if (!fault) throw new Error(`There is no fault '${name}'.`);
	return fault;
}

/** How often a fault comes. */
export const durations = { once: 1, twice: 2, 'for ever': Number.POSITIVE_INFINITY };

/** Faults that come one after the other, and then perhaps one for ever. */
export class FaultQueue {
	#faults;
	#forEver;

	/** @param {Fault[]} [faults] @param {Fault} [forEver] */
	constructor(faults = [], forEver) {
		this.#faults = [...faults];
		this.#forEver = forEver;
	}

	/** One fault, as often as it is to come. @param {Fault} fault @param {number} times */
	static of(fault, times) {
		return Number.isFinite(times)
			? new FaultQueue(Array.from({ length: times }, () => fault))
			: new FaultQueue([], fault);
	}

	/** The coming fault, if there is one. */
	get head() {
		return this.#faults[0] ?? this.#forEver;
	}

	/** Takes the coming fault. */
	shift() {
		return this.#faults.shift() ?? this.#forEver;
	}

	/** Faults that are still to come. */
	get left() {
		return this.#forEver ? Number.POSITIVE_INFINITY : this.#faults.length;
	}

	copy() {
		return new FaultQueue(this.#faults, this.#forEver);
	}
}
