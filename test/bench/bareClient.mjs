// A process of its own, so that it does not share its time with the API: makes the requests of a message
// { urls, atOnce, headers } with axios, the HTTP client that n8n uses, over a new connection each, as n8n
// does it, and answers with the milliseconds that it took.
import https from 'node:https';
import { createRequire } from 'node:module';

const axios = createRequire(process.argv[2])('axios');

process.on('message', async ({ urls, atOnce, headers }) => {
	const started = performance.now();
	const left = urls.values();
	const worker = async () => {
		for (const url of left) {
			const httpsAgent = new https.Agent({ keepAlive: false });
			await axios.get(url, { headers, httpsAgent, proxy: false });
		}
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
	process.send(performance.now() - started);
});
