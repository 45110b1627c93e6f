import { growth } from './growth.mjs';
import { contains, memory, trigger } from './inProcess.mjs';
import { manyItems } from './items.mjs';
import { firstListings, longLists } from './lists.mjs';
import { loading } from './loading.mjs';
import { queueMode } from './queue.mjs';

const HTTP = 'HTTP Request node';
const LIST = '10,000 records';

/**
 * One line of the result. `ours` and `theirs` name what is measured, see `measure`.
 * @typedef {object} Line
 * @property {string} work
 * @property {string} against
 * @property {string} ours
 * @property {string} [theirs]
 * @property {string} unit of both
 * @property {number} [faster] how many times at least, by the median of the rounds
 * @property {number} [within] how many times as much at most, by the median of the rounds
 * @property {number} [most] `ours` itself at most, the highest of the rounds
 */

/**
 * What a builder asks, and what answers it.
 * @typedef {object} Question
 * @property {string} name
 * @property {string} title
 * @property {string} how it is measured
 * @property {(rounds: number, openWorld: () => Promise<import('./world.mjs').BenchWorld>) => Promise<Record<string, number[]>>} measure
 * @property {Line[]} lines
 */

/** @returns {Line} @param {string} of names of what is measured: `ours : theirs` */
function line(work, against, of, unit, goal) {
	const [ours, theirs] = of.split(' : ');
	return { work, against, ours, theirs, unit, ...goal };
}

/** @type {Question[]} */
export const QUESTIONS = [
	{
		name: 'items',
		title: 'Many input items',
		how: 'The API answers after 20 ms, over TLS. n8n opens a connection for each request, and so does the bare client: axios, which n8n uses, outside n8n, 50 requests at once like the Aurora node. No node in n8n can be faster than it, so its time is the floor. A credential by item has an expression as its address, and is read anew for each item. The HTTP Request node makes a request for each item, whatever the items name: its time is that of 1,000 accounts.',
		measure: manyItems,
		lines: [
			line('1,000 items, `get`', HTTP, 'get : http', 'ms', { faster: 3 }),
			line('the bare client: the floor', HTTP, 'bare : http', 'ms'),
			line('1,000 items, `get`', 'bare client', 'get : bare', 'ms', { within: 1.3 }),
			line('the same, a credential by item', 'one credential', 'byItem : get', 'ms'),
			line('1,000 items, 50 accounts', HTTP, 'few : http', 'ms', { faster: 10 }),
			line('its requests', HTTP, 'fewRequests : httpRequests', 'requests', {
				most: 50,
			}),
		],
	},
	{
		name: 'lists',
		title: 'A long list',
		how: 'The API answers after 50 ms, over TLS. It was never asked before, counts pages and tells the total. It sends 20 records in a page; the Aurora node finds out whether it sends more when asked, the HTTP Request node has its pagination set up by hand, with Split Out behind it. Most of the gain is that of larger pages.',
		measure: longLists,
		lines: [
			line(LIST, HTTP, 'paged : http', 'ms', { faster: 10 }),
			line('its requests', HTTP, 'pagedRequests : httpRequests', 'requests', { most: 15 }),
			line(`${LIST}, never more than 20 a page`, HTTP, 'fixed : http', 'ms', { faster: 3 }),
		],
	},
	{
		name: 'unknown',
		title: 'The first list of an unknown service',
		how: 'Services of seven kinds, a round each: by page and by offset, with larger pages or without, with a total or without, by links, all at once. The worst of them counts.',
		measure: firstListings,
		lines: [
			line('requests that the first list takes more', 'second list', 'more', 'requests', {
				most: 5,
			}),
		],
	},
	{
		name: 'contains',
		title: 'Searching for every item',
		how: '1,000 items look for a text in 100,000 accounts, in one process. The plain scan lower-cases all values once and looks through all of them for each item, holding up all else meanwhile.',
		measure: contains,
		lines: [
			line('1,000 Contains, longest block', '', 'block', 'ms', { most: 100 }),
			line('1,000 Contains, in all', 'plain scan', 'total : plain', 'ms', { within: 1.5 }),
		],
	},
	{
		name: 'trigger',
		title: 'Polling for changes',
		how: '100,000 accounts of 20 fields, 100 of them changed. CPU of the comparison, beside the reading. So many are compared as wholes: `changedFields` is left out, which takes 6 bytes more for each field of up to 16,000 such accounts.',
		measure: trigger,
		lines: [
			line('a poll', '`JSON.parse` of its list', 'compare : parse', 'ms CPU', { within: 3 }),
			line('its state, each account', '', 'bytes', 'bytes', { most: 40 }),
		],
	},
	{
		name: 'memory',
		title: 'Memory',
		how: 'Return All, 100,000 accounts in 200 pages, in a process with the node alone.',
		measure: memory,
		lines: [
			line('100,000 accounts, peak memory', 'parsed result', 'peaks : parsed', 'times', {
				within: 2.2,
			}),
		],
	},
	{
		name: 'loading',
		title: 'Starting n8n',
		how: 'CPU in a fresh process, beside that of a library of n8n which every node needs.',
		measure: loading,
		lines: [
			line('loading the package', 'n8n-workflow', 'ours : workflow', 'ms CPU', { within: 0.1 }),
		],
	},
	{
		name: 'queue',
		title: 'Several workers',
		how: 'Queue mode with Redis and PostgreSQL, one main and two workers, 20 ms away. Most of an execution of 1 item is the work of n8n itself, as a No Operation node in its place shows.',
		measure: queueMode,
		lines: [
			line('200 executions of 1 item', HTTP, 'one : oneHttp', 'ms', { faster: 1.5 }),
			line('200 that do nothing: the floor', HTTP, 'none : oneHttp', 'ms'),
			line('200 executions of 10 items', HTTP, 'ten : tenHttp', 'ms', { faster: 1.5 }),
		],
	},
	{
		name: 'growth',
		title: 'Whether each takes longer as there are more',
		how: 'Over TLS, with an API that answers at once: milliseconds for each item (`get`), and for each page of 100 (`Get Many`).',
		measure: growth,
		lines: [
			line('one of 10,000 items', 'one of 100', 'item 10000 : item 100', 'ms', { within: 1.2 }),
			line('one of 100 pages', 'one of 10', 'page 100 : page 10', 'ms', { within: 1.2 }),
		],
	},
];
