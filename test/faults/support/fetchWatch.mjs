import { canariesIn } from './secrets.mjs';

/** Longer answers are the accounts themselves, which this process made up. */
const MAX_LENGTH = 20_000_000;

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
		const response = await fetch(address, init);
		if (!String(address).startsWith(url)) return response;
		const text = await response.clone().text();
		watch.count += 1;
		if (text.length <= MAX_LENGTH) {
			const found = canariesIn(text);
			if (found.length) watch.hits.push(`${init?.method ?? 'GET'} ${address}: ${found.join()}`);
		}
		return response;
	};
	return watch;
}
