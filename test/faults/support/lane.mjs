import { startSandbox } from '../../sandbox/sandbox.mjs';
import { FaultQueue } from './faults.mjs';
import { newSecret } from './secrets.mjs';

/** @typedef {import('./faults.mjs').Fault} Fault */
/** @typedef {'api' | 'token'} Service */

/**
 * An Aurora of its own with one n8n credential: what happens in one lane leaves the others alone.
 * Its faults come in the order in which requests arrive, or to each tag by itself.
 */
export class Lane {
	/** Faults to come, by service. @type {Record<Service, FaultQueue>} */
	queues = { api: new FaultQueue(), token: new FaultQueue() };

	/** Attempts since `arm`, by service: requests, and connections that failed on purpose. */
	attempts = { api: 0, token: 0 };

	/** Attempts of the API since `arm`, by tag. @type {Map<string, number>} */
	tagged = new Map();

	#queueOfTag;
	#template;

	/** @param {number} number @param {{ port?: number, isHeader?: boolean, accounts?: number, isPadded?: boolean }} [options] port: reached by name, over TLS; isPadded: 50 MB are the usual accounts and blanks */
	static async start(number, options = {}) {
		const lane = new Lane();
		lane.sandbox = await startSandbox({ only: ['custom'], accounts: options.accounts });
		lane.instance = lane.sandbox.custom;
		lane.number = number;
		lane.isNamed = options.port !== undefined;
		lane.isPadded = options.isPadded;
		lane.isHeader = options.isHeader ?? number % 2 === 1;
		const { apiOrigin, issuer } = lane.instance;
		lane.origins = lane.isNamed
			? {
					api: `https://${lane.name('api')}:${options.port}`,
					token: `https://${lane.name('token')}:${options.port}`,
				}
			: { api: apiOrigin, token: issuer.slice(0, -1) };
		lane.hosts = {
			api: new URL(lane.origins.api).host,
			token: new URL(lane.origins.token).host,
		};
		lane.arm({});
		return lane;
	}

	/** @param {Service} service */
	name(service) {
		return `${service}-${this.number}.aurora.test`;
	}

	/** The fields of a credential with a new secret, for which no token exists yet. */
	newCredential() {
		this.instance.setClientSecret(newSecret());
		return {
			environment: 'custom',
			clientId: this.instance.credential.clientId,
			clientSecret: this.instance.credential.clientSecret,
			clientAuthentication: this.isHeader ? 'header' : 'body',
			apiBaseUrl: this.origins.api,
			tokenUrl: `${this.origins.token}/oauth/token`,
			audience: this.instance.audience,
		};
	}

	/**
	 * From now on these faults come, and counts begin anew.
	 * @param {{ api?: FaultQueue, token?: FaultQueue }} queues
	 * @param {{ byTag?: FaultQueue }} [options] byTag: for the API, each tag gets a copy of its own
	 */
	arm({ api = new FaultQueue(), token = new FaultQueue() }, { byTag } = {}) {
		for (const endpoint of [this.instance.api, this.instance.tokenService]) endpoint.reset();
		this.queues = { api, token };
		this.attempts = { api: 0, token: 0 };
		this.tagged = new Map();
		this.#queueOfTag = byTag && new Map();
		this.#template = byTag;
		this.instance.api.always((request) => this.#answer('api', request));
		this.instance.tokenService.always((request) => this.#answer('token', request));
	}

	/** No more faults; counts go on. */
	disarm() {
		this.queues = { api: new FaultQueue(), token: new FaultQueue() };
		this.#queueOfTag = undefined;
	}

	/** The address of a name; undefined when it is not to be found. @param {Service} service */
	addressOf(service) {
		const connection = this.queues[service].head?.connection;
		if (connection === 'certificate' || connection === undefined) return '127.0.0.1';
		this.#fail(service);
		// Nobody listens there: the servers have 127.0.0.1 only.
		return connection === 'refused' ? '127.0.0.2' : undefined;
	}

	/** Whether the next connection gets a certificate that n8n trusts. @param {Service} service */
	isTrusted(service) {
		if (this.queues[service].head?.connection !== 'certificate') return true;
		this.#fail(service);
		return false;
	}

	#fail(service) {
		this.queues[service].shift();
		this.attempts[service] += 1;
	}

	#answer(service, request) {
		this.attempts[service] += 1;
		const tag = service === 'api' ? tagIn(request.path) : undefined;
		if (tag !== undefined) this.tagged.set(tag, (this.tagged.get(tag) ?? 0) + 1);
		const fault = this.#queueFor(service, tag).shift();
		const answer = fault?.answer?.(request, { elsewhere: this.sandbox.elsewhere.origin });
		return answer?.hugeBytes && this.isPadded ? padded(answer.hugeBytes) : answer;
	}

	#queueFor(service, tag) {
		if (tag === undefined || !this.#queueOfTag) return this.queues[service];
		if (!this.#queueOfTag.has(tag)) this.#queueOfTag.set(tag, this.#template.copy());
		return this.#queueOfTag.get(tag);
	}

	async stop() {
		await this.sandbox.stop();
	}
}

/** The usual answer made longer by blanks. */
function padded(bytes) {
	return {
		headers: { 'content-type': 'application/json' },
		patch: (body) => JSON.stringify(body).padEnd(bytes),
	};
}

/** The tag that a workflow puts on its requests to the API. */
function tagIn(path) {
	return new URLSearchParams(path.split('?')[1] ?? '').get('tag') ?? undefined;
}
