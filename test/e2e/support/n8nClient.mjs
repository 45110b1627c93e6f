import { setTimeout as delay } from 'node:timers/promises';
import { decodeExecution } from './execution.mjs';

const REQUEST_TIMEOUT_MS = 300_000;
const POLL_TIMEOUT_MS = 120_000;

/** Signs in to the n8n of a test; it listens on loopback only and lives for a minute. */
const TEST_OWNER = { email: 'owner@n8n.example', password: 'Test-0wner-password' };

/** n8n's REST API as the editor uses it. Every method throws with n8n's own message when n8n refuses. */
export class N8nClient {
	#cookie = '';
	#projectId;

	/**
	 * @param {string} url
	 * @param {{ email: string, password: string }} [owner]
	 */
	constructor(url, owner = TEST_OWNER) {
		this.url = url;
		this.owner = owner;
	}

	/** Creates the owner on a fresh n8n, signs in on any other. */
	async signIn() {
		this.#cookie = '';
		const { email, password } = this.owner;
		const { userManagement } = await this.request('GET', '/settings');
		const owner = { email, password, firstName: 'Local', lastName: 'Owner' };
		const response = userManagement.showSetupOnFirstLoad
			? await this.#send('POST', '/owner/setup', owner)
			: await this.#send('POST', '/login', { emailOrLdapLoginId: email, password });
		await dataOf(response, 'sign in');
		this.#cookie = response.headers
			.getSetCookie()
			.map((cookie) => cookie.split(';')[0])
			.join('; ');
	}

	/**
	 * @param {string} method
	 * @param {string} path below /rest, e.g. '/workflows'
	 * @param {unknown} [body] sent as JSON
	 * @returns {Promise<any>} the `data` of n8n's answer
	 */
	async request(method, path, body) {
		return await dataOf(await this.#send(method, path, body), `${method} ${path}`);
	}

	/**
	 * @param {{ name?: string, type?: string, data: Record<string, unknown> }} credential
	 * @returns {Promise<{ id: string, name: string }>}
	 */
	async createCredential({ name = 'Aurora', type = 'auroraApi', data }) {
		const { id } = await this.request('POST', '/credentials', { name, type, data });
		return { id, name };
	}

	/**
	 * Saves a credential as the editor does: fields that are not named keep their value.
	 * @param {string} id
	 * @param {Record<string, unknown>} changes fields and their new values
	 */
	async updateCredential(id, changes) {
		const { name, type, data } = await this.credential(id);
		await this.request('PATCH', `/credentials/${id}`, {
			name,
			type,
			data: { ...data, ...changes },
		});
	}

	/** A saved credential as the browser gets it: secrets blanked. @param {string} id */
	async credential(id) {
		return await this.request('GET', `/credentials/${id}?includeData=true`);
	}

	/**
	 * The connection test of a saved credential.
	 * @param {string} id
	 * @returns {Promise<{ status: 'OK' | 'Error', message: string }>}
	 */
	async testCredential(id) {
		const { name, type, data } = await this.credential(id);
		return await this.request('POST', '/credentials/test', {
			credentials: { id, name, type, data },
		});
	}

	/**
	 * @param {{ name?: string, nodes: object[], connections: object, settings?: object }} workflow
	 * @returns {Promise<{ id: string, versionId: string }>}
	 */
	async createWorkflow({ name = 'Test', nodes, connections, settings = { executionOrder: 'v1' } }) {
		return await this.request('POST', '/workflows', {
			name,
			nodes,
			connections,
			settings,
			active: false,
			// As the editor does it: n8n before 2.41 finds credentials by their names only then.
			projectId: await this.#personalProject(),
		});
	}

	/**
	 * Publishes a workflow. If it has a webhook node, returns when its webhook answers.
	 * @param {string} workflowId
	 */
	async activate(workflowId) {
		const { versionId, nodes } = await this.request('GET', `/workflows/${workflowId}`);
		await this.request('POST', `/workflows/${workflowId}/activate`, { versionId });
		for (const { type, parameters } of nodes) {
			if (type === 'n8n-nodes-base.webhook') await this.#webhookIsLive(parameters.path);
		}
	}

	/** @param {string} workflowId */
	async deactivate(workflowId) {
		await this.request('POST', `/workflows/${workflowId}/deactivate`);
	}

	/** Takes a workflow out of service and removes it. @param {string} workflowId */
	async deleteWorkflow(workflowId) {
		await this.request('POST', `/workflows/${workflowId}/archive`);
		// n8n takes a workflow out of service in the background, and refuses to remove it before.
		await poll(`workflow ${workflowId} to be out of service`, async () => {
			const response = await this.#send('DELETE', `/workflows/${workflowId}`);
			if (response.status === 409) return undefined;
			await dataOf(response, 'remove the workflow');
			return true;
		});
	}

	/**
	 * @param {string} path
	 * @param {{ method?: string, body?: unknown }} [request]
	 * @returns {Promise<{ status: number, body: any }>} of the webhook's answer
	 */
	async callWebhook(path, { method = 'POST', body = {} } = {}) {
		const response = await this.fetch(`/webhook/${path}`, {
			method,
			headers: { 'content-type': 'application/json' },
			body: method === 'GET' ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		return { status: response.status, body: parseJson(text) };
	}

	/**
	 * Executes a workflow as the editor's button does and waits for its end.
	 * @param {string} workflowId
	 * @param {string} triggerName the trigger node to start from
	 * @param {object} [data] a run of the trigger that takes the place of its own
	 */
	async execute(workflowId, triggerName, data) {
		const { executionId } = await this.request('POST', `/workflows/${workflowId}/run`, {
			triggerToStartFrom: { name: triggerName, data },
			// n8n before 2.41 runs what it is sent, not what is saved.
			workflowData: await this.request('GET', `/workflows/${workflowId}`),
		});
		return await this.execution(executionId);
	}

	/**
	 * One execution, after its end.
	 * @param {string} id
	 * @returns {Promise<import('./execution.mjs').Execution>}
	 */
	async execution(id) {
		return await poll(`execution ${id} to end`, async () => {
			const stored = await this.request('GET', `/executions/${id}`);
			if (!hasEnded(stored)) return undefined;
			const execution = decodeExecution(stored);
			return hasResult(execution) ? execution : undefined;
		});
	}

	/**
	 * The executions of a workflow, without their data, newest first.
	 * @param {string} workflowId
	 * @returns {Promise<{ id: string, status: string, mode: string }[]>}
	 */
	async executions(workflowId) {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const all = [];
		let after = '';
		for (;;) {
			const page = await this.request('GET', `/executions?filter=${filter}&limit=100${after}`);
			all.push(...page.results);
			if (page.results.length < 100 || page.nextCursor === null) return all;
			// n8n before 2.41 goes on after an id.
			after = page.nextCursor ? `&cursor=${page.nextCursor}` : `&lastId=${all.at(-1).id}`;
		}
	}

	/** What the nodes of a workflow have stored, e.g. { 'node:Aurora Trigger': {…} }. @param {string} workflowId */
	async staticData(workflowId) {
		const { staticData } = await this.request('GET', `/workflows/${workflowId}`);
		return (typeof staticData === 'string' ? JSON.parse(staticData) : staticData) ?? {};
	}

	/** n8n activates a moment before the webhook is there; asking with another method tells without running it. */
	async #webhookIsLive(path) {
		await poll(`webhook ${path} to be live`, async () => {
			const { body } = await this.callWebhook(path, { method: 'GET' });
			return /not registered for GET requests/.test(body?.message) || undefined;
		});
	}

	async #personalProject() {
		this.#projectId ??= (await this.request('GET', '/projects/personal')).id;
		return this.#projectId;
	}

	async #send(method, path, body) {
		return await this.fetch(`/rest${path}`, { method, body: JSON.stringify(body) });
	}

	/** Anything that n8n serves to its editor. @param {string} path @param {RequestInit} [init] */
	async fetch(path, init) {
		const headers = {
			'content-type': 'application/json',
			'browser-id': 'n8n-nodes-aurora',
			cookie: this.#cookie,
		};
		const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
		return await fetch(`${this.url}${path}`, { headers, signal, ...init });
	}
}

/**
 * Asks until there is an answer.
 * @template T
 * @param {string} what is waited for
 * @param {() => Promise<T | undefined>} ask undefined: not yet
 * @param {{ timeoutMs?: number }} [options]
 * @returns {Promise<T>}
 */
export async function poll(what, ask, { timeoutMs = POLL_TIMEOUT_MS } = {}) {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs / 1000} s for ${what}.`);
		await delay(100);
	}
}

function hasEnded({ status, stoppedAt }) {
	return Boolean(stoppedAt) && !['new', 'running', 'waiting'].includes(status);
}

/** n8n 1 stores the result a moment after the status. */
function hasResult({ status, data, error }) {
	const runs = Object.keys(data?.resultData?.runData ?? {}).length;
	return !['success', 'error'].includes(status) || runs > 0 || error() !== undefined;
}

async function dataOf(response, what) {
	const text = await response.text();
	if (!response.ok)
		throw new Error(`n8n refused "${what}" (${response.status}): ${text.slice(0, 1000)}`);
	return parseJson(text)?.data;
}

function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
