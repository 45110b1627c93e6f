import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { ensureN8n } from '../../scripts/n8nInstallation.mjs';
import { projectFolder } from '../../scripts/versions.mjs';
import { getById } from '../e2e/support/parameters.mjs';
import { aurora, flow, httpRequest, ids } from './flows.mjs';
import { inTurn } from './measure.mjs';

const ITEMS = 1000;
const GET = getById('={{ $json.id }}');
const BARE_CLIENT = fileURLToPath(new URL('bareClient.mjs', import.meta.url));

/**
 * One request for each of 1,000 items, or for the 50 accounts that they name.
 * @param {number} rounds
 * @param {() => Promise<import('./world.mjs').BenchWorld>} openWorld
 */
export async function manyItems(rounds, openWorld) {
	const world = await openWorld();
	const { custom } = world;
	custom.setAccounts(ITEMS);
	custom.api.latencyMs = 20;
	const { origin, credential } = await world.newApi();
	const byItem = (url) => ({ apiBaseUrl: `={{ $json.id > 0 ? "${url}" : "" }}` });
	const { credential: ofItem } = await world.newApi(byItem);
	const http = httpRequest({ url: `=${origin}/Accounts/{{ $json.id }}` }, credential);
	const expected = Array.from({ length: ITEMS }, (_, at) => custom.accounts[at]);
	const few = expected.map((_, at) => custom.accounts[at % 50]);
	const bare = await startBareClient(custom, world.caFile, origin);
	const times = await inTurn(
		{
			get: await flow(world, [ids(ITEMS), aurora(GET, credential)], expected),
			http: await flow(world, [ids(ITEMS), http], expected),
			bare: bare.run,
			byItem: await flow(world, [ids(ITEMS), aurora(GET, ofItem)], expected),
			few: await flow(world, [ids(ITEMS, 50), aurora(GET, credential)], few),
		},
		rounds,
	);
	bare.stop();
	const fewAgain = await flow(world, [ids(ITEMS, 50), aurora(GET, credential)], few);
	return { ...times, fewRequests: [await world.requestsOf(fewAgain)], httpRequests: [ITEMS] };
}

/** As many at once as the Aurora node. */
async function startBareClient(custom, caFile, origin) {
	const { maxConcurrentItems } = createRequire(`${projectFolder}/dist/`)(
		'./nodes/Aurora/operations/options.js',
	);
	const { node, bin } = await ensureN8n();
	const env = { ...process.env, NODE_EXTRA_CA_CERTS: caFile };
	const child = fork(BARE_CLIENT, [bin], { execPath: node, env });
	const token = await custom.mintToken();
	const headers = { Authorization: `Bearer ${token}`, Authentication: `Bearer ${token}` };
	const urls = custom.accounts.map(({ id }) => `${origin}/Accounts/${id}`);
	const run = async () => {
		child.send({ urls, headers, atOnce: maxConcurrentItems.field.default });
		const [ms] = await once(child, 'message');
		return ms;
	};
	return { run, stop: () => child.disconnect() };
}
