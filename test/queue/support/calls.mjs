const CALL_TIMEOUT_MS = 120_000;

/**
 * The answer to one call of a webhook.
 * @typedef {object} Called
 * @property {number | 'none'} status 'none': no answer within two minutes, or the connection broke
 * @property {any} body
 * @property {number} durationMs
 */

/**
 * Calls a webhook many times.
 * @param {string} url of n8n
 * @param {{ path: string, body: object }[]} calls
 * @param {number} atOnce how many are under way at the same time
 * @returns {Promise<Called[]>} in the order of the calls
 */
export async function callWebhooks(url, calls, atOnce) {
	const results = [];
	let next = 0;
	const caller = async () => {
		while (next < calls.length) {
			const index = next++;
			results[index] = await call(url, calls[index]);
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, calls.length) }, caller));
	return results;
}

async function call(url, { path, body }) {
	const started = Date.now();
	const since = () => Date.now() - started;
	try {
		const response = await fetch(`${url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
			signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
		});
		return { status: response.status, body: await response.json(), durationMs: since() };
	} catch (error) {
		return { status: 'none', body: String(error), durationMs: since() };
	}
}

/**
 * @param {number[]} values
 * @param {number} share 0.5: the median
 */
export function percentile(values, share) {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}
