const CALL_TIMEOUT_MS = 120_000;

/**
 * Calls webhooks many times.
 * @param {string} url of n8n
 * @param {{ path: string, body: object }[]} calls
 * @param {number} atOnce how many are under way at the same time
 * @returns {Promise<{ call: object, status: number | 'none', body: any, durationMs: number }[]>} status
 *   'none': no answer within two minutes, or the connection broke
 */
export async function callWebhooks(url, calls, atOnce) {
	const results = [];
	const left = [...calls];
	const caller = async () => {
		for (let call = left.shift(); call; call = left.shift()) {
			const started = Date.now();
			const answer = await answerTo(url, call);
			results.push({ call, ...answer, durationMs: Date.now() - started });
		}
	};
	await Promise.all(Array.from({ length: atOnce }, caller));
	return results;
}

async function answerTo(url, { path, body }) {
	try {
		const response = await fetch(`${url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
			signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
		});
		return { status: response.status, body: await response.json() };
	} catch (error) {
		return { status: 'none', body: String(error) };
	}
}

/** @param {number[]} values @param {number} share 0.5: the median */
export function percentile(values, share) {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}
