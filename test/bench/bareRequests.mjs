import http from 'node:http';
import { createRequire } from 'node:module';
import { ensureN8n } from '../../scripts/n8nInstallation.mjs';
import { projectFolder } from '../../scripts/versions.mjs';

/**
 * The same requests by axios, the HTTP client that n8n uses, outside n8n: a new connection for each,
 * as n8n does it, and the answer parsed.
 * @param {object} instance of the sandbox
 * @param {number} count
 * @returns {() => Promise<number>} makes them all, returns milliseconds
 */
export function bareRequests(instance, count) {
	return async () => {
		const get = await bareClient(instance);
		// As many at once as the Aurora node.
		const { requestsAtOnce } = createRequire(`${projectFolder}/dist/`)(
			'./nodes/Aurora/operations/defaults.js',
		).DEFAULTS;
		let next = 1;
		const worker = async () => {
			while (next <= count) await get(`${instance.apiOrigin}/Accounts/${next++}`);
		};
		const started = performance.now();
		await Promise.all(Array.from({ length: requestsAtOnce }, worker));
		return Math.round(performance.now() - started);
	};
}

/**
 * The same for a listing whose pages name the next one in `next`.
 * @param {object} instance of the sandbox
 * @param {string} url of the first page
 * @returns {() => Promise<number>} reads them all, returns milliseconds
 */
export function barePages(instance, url) {
	return async () => {
		const get = await bareClient(instance);
		const started = performance.now();
		for (let next = url; next; ) next = (await get(next)).data.next;
		return Math.round(performance.now() - started);
	};
}

async function bareClient(instance) {
	const { bin } = await ensureN8n();
	const axios = createRequire(bin)('axios');
	const token = await instance.mintToken();
	const headers = { Authorization: `Bearer ${token}`, Authentication: `Bearer ${token}` };
	return async (url) => {
		const httpAgent = new http.Agent({ keepAlive: false });
		return await axios.get(url, { headers, httpAgent, proxy: false });
	};
}
