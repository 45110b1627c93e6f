import fs from 'node:fs';
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
	const get = {
		resource: 'account',
		operation: 'get',
		accountId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
	};
	custom.setAccounts(12);
	const items = [];
	for (const count of [10, 100, 1000, 10_000]) {
		const each = await flow(rest, [ids(count, 12), aurora(get, own)]);
		items.push(await cost(each, count, n8n.pid(), `${count}`));
	}
	const pages = [];
	for (const count of [1, 10, 100]) {
		custom.setAccounts(count * 100);
		custom.dialect({ envelope: 'results-next', paging: 'next-in-body', pageSize: 100 });
		const each = await flow(rest, [
			aurora({ resource: 'account', operation: 'getAll', returnAll: true }, own),
		]);
		pages.push(await cost(each, count, n8n.pid(), `${count}`));
	}
	custom.dialect({});
	return { items, pages };
}

async function cost(each, count, pid, label) {
	await each.time();
	const times = [];
	const peaks = [];
	for (let round = 0; round < 3; round++) {
		const stopWatching = watchMemory(pid);
		times.push(await each.time());
		peaks.push(stopWatching());
	}
	return { label, ms: median(times) / count, megabytes: median(peaks) };
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
