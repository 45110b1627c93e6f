import { canariesIn } from './secrets.mjs';

/**
 * From now on looks for canaries in everything that n8n answers to this process: its REST API, its
 * webhooks, its files.
 * @param {string} url of n8n
 * @returns {{ count: number, hits: string[], stop: () => void }}
 */
export function watchAnswers(url) {
	const { fetch } = globalThis;
	const watch = { count: 0, hits: [], stop: () => (globalThis.fetch = fetch) };
	globalThis.fetch = async (address, init) => {
		if (!String(address).startsWith(url)) return await fetch(address, init);
		// On a busy machine n8n may close an idle connection just when it is used again.
		const headers = { ...init?.headers, connection: 'close' };
		const response = await fetch(address, { ...init, headers });
		const text = await response.clone().text();
		watch.count += 1;
		const found = canariesIn(text);
		if (found.length) watch.hits.push(`${init?.method ?? 'GET'} ${address}: ${found.join()}`);
		return response;
	};
	return watch;
}
