import http from 'node:http';
import { createRequire } from 'node:module';
import { ensureN8n } from '../../scripts/n8nInstallation.mjs';
import { projectFolder } from '../../scripts/versions.mjs';

/**
 * The same requests by axios, the HTTP client that n8n uses, outside n8n: a new connection for each,
 * as n8n does it, and the answer parsed. Returns a function that makes them all and returns milliseconds.
 */
export function bareRequests(instance, count) {
	// As many at once as the Aurora node.
	const { maxConcurrentItems } = createRequire(`${projectFolder}/dist/`)(
		'./nodes/Aurora/operations/requestOptions.js',
	);
	return timed(instance, async (get) => {
		let next = 1;
		const worker = async () => {
			while (next <= count) await get(`${instance.apiOrigin}/Accounts/${next++}`);
		};
		await Promise.all(Array.from({ length: maxConcurrentItems.field.default }, worker));
	});
}

/** The same for a listing whose pages name the next one in `next`. @param {string} url of the first page */
export function barePages(instance, url) {
	return timed(instance, async (get) => {
		for (let next = url; next; ) next = (await get(next)).data.next;
	});
}

function timed(instance, work) {
	return async () => {
		const { bin } = await ensureN8n();
		const axios = createRequire(bin)('axios');
		const token = await instance.mintToken();
		const headers = { Authorization: `Bearer ${token}`, Authentication: `Bearer ${token}` };
		const started = performance.now();
		await work(async (url) => {
			const httpAgent = new http.Agent({ keepAlive: false });
			return await axios.get(url, { headers, httpAgent, proxy: false });
		});
		return Math.round(performance.now() - started);
	};
}
