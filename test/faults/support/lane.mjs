import { startSandbox } from '../../sandbox/sandbox.mjs';
import { newSecret } from './secrets.mjs';

/** @typedef {import('./faults.mjs').Fault} Fault */
/** @typedef {'api' | 'token'} Service */

/**
 * What a request met: a fault, or the usual answer. A connection that failed on purpose counts.
 * @typedef {{ service: Service, fault?: Fault }} Met
 */

/**
 * An Aurora of its own with one n8n credential: what happens in one lane leaves the others alone.
 * Its faults come in the order in which requests arrive, or to each tag by itself.
 */
export class Lane {
	/** Faults to come, by service. @type {Record<Service, Fault[]>} */
	#coming = { api: [], token: [] };

	/** The same for each tag by itself, if the faults come so. @type {((tag: string) => Fault[]) | undefined} */
	#comingByTag;

	/** What all requests since `arm` met, in order. @type {Met[]} */
	met = [];

	/** When the latest request for a token came, in epoch milliseconds. */
	tokenAt = 0;

	#rest;

	#names = 0;

	/** @param {number} number @param {Record<Service, string>} origins at which n8n reaches it */
	constructor(number, origins) {
		this.number = number;
		this.origins = origins;
		this.hosts = { api: '', token: new URL(origins.token).host };
		this.#nameApi();
	}

	#nameApi() {
		const name = `$1-${this.#names++}`;
		this.origins.api = this.origins.api.replace(/(api-\d+)(-\d+)?/, name);
		this.hosts.api = new URL(this.origins.api).host;
	}

	/**
	 * Starts it, and saves its credential in n8n.
	 * @param {import('../../e2e/support/n8nClient.mjs').N8nClient} rest
	 * @param {{ accounts?: number }} [options]
	 */
	async start(rest, { accounts } = {}) {
		this.sandbox = await startSandbox({ only: ['custom'], accounts });
		this.instance = this.sandbox.custom;
		const { api, issuer } = this.instance.listeners;
		this.listeners = { api, token: issuer };
		this.arm({});
		this.#rest = rest;
		const name = `Lane ${this.number}`;
		this.credential = await rest.createCredential({ name, data: this.#newFields() });
	}

	/**
	 * A new secret: the package knows neither token nor failure of this credential.
	 * @param {{ isMoved?: boolean }} [options] the API has another name: nothing is known of its paths either
	 */
	async renewCredential({ isMoved } = {}) {
		if (isMoved) this.#nameApi();
		await this.#rest.updateCredential(this.credential.id, this.#newFields());
	}

	#newFields() {
		this.instance.setClientSecret(newSecret());
		const { clientId, clientSecret, audience } = this.instance.credential;
		return {
			environment: 'custom',
			clientId,
			clientSecret,
			showAdvancedSettings: true,
			clientAuthentication: this.number % 2 === 1 ? 'header' : 'body',
			apiBaseUrl: this.origins.api,
			tokenUrl: `${this.origins.token}/oauth/token`,
			audience,
		};
	}

	/**
	 * From now on these faults come, and what requests meet is noted anew.
	 * @param {{ api?: Fault[], token?: Fault[], byTag?: Fault[] }} faults byTag: for the API, to each tag by itself
	 */
	arm({ api = [], token = [], byTag }) {
		for (const endpoint of [this.instance.api, this.instance.tokenService]) endpoint.reset();
		const queues = new Map();
		this.#coming = { api: [...api], token: [...token] };
		this.#comingByTag = byTag && ((tag) => getOrInsert(queues, tag, () => [...byTag]));
		this.met = [];
		this.instance.api.always((request) => this.#answer('api', request));
		this.instance.tokenService.always((request) => this.#answer('token', request));
	}

	/** No more faults. */
	disarm() {
		this.#coming = { api: [], token: [] };
		this.#comingByTag = undefined;
	}

	/** Whether faults are still to come. */
	get isArmed() {
		return this.#coming.api.length + this.#coming.token.length > 0;
	}

	/** Requests since `arm`, by service. @returns {Record<Service, number>} */
	get attempts() {
		const count = (which) => this.met.filter(({ service }) => service === which).length;
		return { api: count('api'), token: count('token') };
	}

	/** The address of a name; undefined when it is not to be found. @param {Service} service */
	addressOf(service) {
		const connection = this.#coming[service][0]?.connection;
		if (connection === 'certificate' || connection === undefined) return '127.0.0.1';
		this.#meet(service);
		// Nobody listens there: the servers have 127.0.0.1 only.
		return connection === 'refused' ? '127.0.0.2' : undefined;
	}

	/** Whether the next connection gets a certificate that n8n trusts. @param {Service} service */
	isTrusted(service) {
		if (this.#coming[service][0]?.connection !== 'certificate') return true;
		this.#meet(service);
		return false;
	}

	#answer(service, request) {
		const tag = new URL(request.path, this.origins[service]).searchParams.get('tag') ?? '';
		const coming = service === 'api' ? this.#comingByTag?.(tag) : undefined;
		const fault = this.#meet(service, coming);
		return fault?.answer?.(request, { elsewhere: this.sandbox.elsewhere.origin });
	}

	#meet(service, coming = this.#coming[service]) {
		const fault = coming.shift();
		this.met.push({ service, fault });
		if (service === 'token') this.tokenAt = Date.now();
		return fault;
	}

	async stop() {
		await this.sandbox?.stop();
	}
}

function getOrInsert(map, key, make) {
	if (!map.has(key)) map.set(key, make());
	return map.get(key);
}
