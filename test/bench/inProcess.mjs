import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { projectFolder } from '../../scripts/versions.mjs';
import { longListMemory } from '../e2e/support/longListMemory.mjs';
import { makeAccounts } from '../sandbox/accounts.mjs';
import { cpuOf, inTurn } from './measure.mjs';

const ACCOUNTS = 100_000;
const LOOK_UPS = 1000;
const FIELDS = 20;
const CHANGED = 100;

/** The built code. */
const require = createRequire(`${projectFolder}/dist/nodes/Aurora/`);

/** 1,000 Contains look-ups, 50 at a time, beside the plainest way: one scan of the lower-cased values each. */
export async function contains(rounds) {
	const { SearchIndex } = require('./resources/collection/searchIndex.js');
	const { pause } = require('./api/pause.js');
	const records = makeAccounts(ACCOUNTS).map((each) => ({
		...each,
		name: `${each.name} ${each.id}`,
	}));
	const step = ACCOUNTS / LOOK_UPS;
	const wanted = Array.from({ length: LOOK_UPS }, (_, at) => records[at * step].name.slice(2));
	const block = [];
	const index = async () => {
		const delays = monitorEventLoopDelay({ resolution: 1 });
		const searchIndex = new SearchIndex(records, 'account', async () => await pause(0));
		const left = wanted.values();
		let found = 0;
		delays.enable();
		const started = performance.now();
		const worker = async () => {
			for (const value of left) {
				const { length } = await searchIndex.find('name', 'contains', value);
				found += length;
			}
		};
		await Promise.all(Array.from({ length: 50 }, worker));
		const ms = performance.now() - started;
		delays.disable();
		block.push(delays.max / 1e6);
		return [ms, found];
	};
	const scan = () => {
		const started = performance.now();
		const texts = records.map(({ name }) => name.toLowerCase());
		let found = 0;
		for (const value of wanted) {
			const text = value.toLowerCase();
			found += records.filter((_, at) => texts[at].includes(text)).length;
		}
		return [performance.now() - started, found];
	};
	const results = await inTurn({ index, scan }, rounds);
	const counts = Object.values(results)
		.flat()
		.map(([, found]) => found);
	assert.deepEqual(new Set(counts).size, 1);
	const [total, plain] = [results.index, results.scan].map((each) => each.map(([ms]) => ms));
	return { block: block.slice(1), total, plain };
}

/** The CPU of a poll's comparison, beside that of parsing the accounts, and what it stores for each. */
export async function trigger(rounds) {
	const { snapshotOf, packSnapshot, unpackSnapshot } = require('./trigger/snapshot.js');
	const { EVENT_KINDS, advance } = require('./trigger/events.js');
	const wanted = { descriptor: { value: 'account' }, kinds: EVENT_KINDS, limit: 1000 };
	const listOf = (accounts) => accounts.map((record) => ({ id: record.id, record }));
	const accounts = makeAccounts(ACCOUNTS).map(widened);
	const stored = packSnapshot(snapshotOf(listOf(accounts), []));
	for (let at = 0; at < ACCOUNTS; at += ACCOUNTS / CHANGED) accounts[at].status = 'other';
	const answer = JSON.stringify(accounts);
	let parsed;
	const parse = () => cpuOf(() => (parsed = JSON.parse(answer)));
	const compare = () => {
		let told;
		const ms = cpuOf(() => {
			const old = unpackSnapshot(stored);
			const fresh = snapshotOf(listOf(parsed), [], old.fields);
			const { items, snapshot } = advance(old, fresh, wanted, true);
			JSON.stringify(packSnapshot(snapshot));
			told = items.length;
		});
		assert.equal(told, CHANGED);
		return ms;
	};
	const times = await inTurn({ parse, compare }, rounds);
	return { ...times, bytes: [JSON.stringify(stored).length / ACCOUNTS] };
}

/** With as many fields as the comparison is measured with. */
function widened(account) {
	const wide = { ...account };
	for (let at = Object.keys(wide).length; at < FIELDS; at++) {
		wide[`field${at}`] = [`value ${account.id % 1000}`, account.id * at, null, at % 2 === 0][
			at % 4
		];
	}
	return wide;
}

/** The most that a long list takes on its way, in sizes of the parsed result. */
export async function memory(rounds) {
	const { peaks } = await longListMemory(rounds);
	return { peaks, parsed: peaks.map(() => 1) };
}
