// usage: node --expose-gc measureGetMany.mjs <folder of the package> <API origin> <token> parse|node
// A process of its own, so that its memory is that of the work alone. Prints
// { ids, loadedBytes, heldBytes, growthBytes }: the memory before the work, of its result, and the most
// that was taken on the way.
import { createRequire } from 'node:module';

const [folder, apiOrigin, token, work] = process.argv.slice(2);
const { Aurora } = createRequire(`${folder}/`)('./dist/nodes/Aurora/Aurora.node.js');

const works = {
	/** The parsed result and nothing else, got as plainly as can be. */
	async parse() {
		const records = [];
		for (let url = `${apiOrigin}/Accounts?orderBy=id%20asc`; url; ) {
			const { body, headers } = await get(url);
			for (const record of JSON.parse(body.toString())) records.push(record);
			const next = /<([^>]+)>; rel="next"/.exec(headers.link ?? '')?.[1];
			url = next && new URL(next, url).href;
		}
		return records;
	},
	/** The items that the node puts out. */
	node: async () => (await new Aurora().execute.call(executeContext()))[0],
};

const collectGarbage = () => global.gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
const heldBytes = () => {
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
};
const peakBytes = () => process.resourceUsage().maxRSS * 1024;

collectGarbage();
const [heldBefore, peakBefore] = [heldBytes(), peakBytes()];
const result = await works[work]();
const growthBytes = peakBytes() - peakBefore;
collectGarbage();
const held = heldBytes() - heldBefore;
const ids = new Set(result.map(({ json, id }) => json?.id ?? id)).size;
console.log(JSON.stringify({ ids, loadedBytes: heldBefore, heldBytes: held, growthBytes }));

/** What the node sees of n8n. The requests are real; n8n's own copies of the result are left out. */
function executeContext() {
	const parameters = { resource: 'account', operation: 'getAll', returnAll: true };
	const credential = {
		environment: 'custom',
		clientId: 'id',
		clientSecret: 'secret',
		apiBaseUrl: apiOrigin,
		tokenUrl: apiOrigin,
		audience: apiOrigin,
	};
	return {
		getInputData: () => [{ json: {} }],
		getNodeParameter: (name, _index, fallback) => parameters[name] ?? fallback,
		getCredentials: async () => credential,
		getNode: () => ({
			name: 'Aurora',
			type: 'n8n-nodes-aurora.aurora',
			parameters,
			credentials: { auroraApi: { id: '1', name: 'Aurora' } },
		}),
		getExecutionCancelSignal: () => undefined,
		continueOnFail: () => false,
		addExecutionHints: () => {},
		helpers: { httpRequestWithAuthentication: async (_type, { url }) => await get(url) },
	};
}

async function get(url) {
	const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
	const body = Buffer.from(await response.arrayBuffer());
	return { statusCode: response.status, headers: Object.fromEntries(response.headers), body };
}
