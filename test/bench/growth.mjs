import fs from 'node:fs';
import { getById, getMany } from '../e2e/support/parameters.mjs';
import { aurora, flow, ids } from './flows.mjs';
import { median } from './measure.mjs';

/**
 * @typedef {{ label: string, ms: number, megabytes: number }} Point per item or per page
 */

/**
 * What an item costs as there are more of them, and a page.
 * @returns {Promise<{ items: Point[], pages: Point[] }>}
 */
export async function growth({ rest, custom, credentials, n8n }) {
	const { aurora: own } = await credentials();
	const cost = async (nodes, count) => await costOf(await flow(rest, nodes), count, n8n.pid());
	custom.setAccounts(12);
	const items = [];
	for (const count of [10, 100, 1000, 10_000])
		items.push(await cost([ids(count, 12), aurora(getById('={{ $json.id }}'), own)], count));
	const pages = [];
	custom.dialect({ envelope: 'results-next', paging: 'next-in-body', pageSize: 100 });
	for (const count of [1, 10, 100]) {
		custom.setAccounts(count * 100);
		pages.push(await cost([aurora(getMany(), own)], count));
	}
	custom.dialect({});
	return { items, pages };
}

async function costOf({ time }, count, pid) {
	await time();
	const times = [];
	const peaks = [];
	for (let round = 0; round < 3; round++) {
		const stopWatching = watchMemory(pid);
		times.push(await time());
		peaks.push(stopWatching());
	}
	return { label: `${count}`, ms: median(times) / count, megabytes: median(peaks) };
}

/** The growth of a process's memory (resident, in megabytes) above where it was, at its highest. */
function watchMemory(pid) {
	const resident = () =>
		Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
	const start = resident();
	let highest = start;
	const timer = setInterval(() => (highest = Math.max(highest, resident())), 20);
	return () => {
		clearInterval(timer);
		return Math.max(0, highest - start);
	};
}
