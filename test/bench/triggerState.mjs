import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { projectFolder } from '../../scripts/versions.mjs';
import { makeAccounts } from '../sandbox/accounts.mjs';

const ACCOUNTS = 100_000;

const FIELDS = 20;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

/**
 * The trigger's comparison of 100,000 accounts, beside the listing itself: CPU time of the built
 * code, and the size of what it stores.
 * @returns {import('./workloads.mjs').Result[]}
 */
export function triggerState() {
	const require = createRequire(`${projectFolder}/dist/`);
	const {
		snapshotOf,
		packSnapshot,
		unpackSnapshot,
	} = require('./nodes/Aurora/trigger/snapshot.js');
	const { EVENT_KINDS, advance } = require('./nodes/Aurora/trigger/events.js');
	const listOf = (accounts) => accounts.map((record) => ({ id: record.id, record }));
	const prepare = () => {
		const before = makeAccounts(ACCOUNTS).map(widened);
		const stored = packSnapshot(snapshotOf(listOf(before), []));
		for (let at = 0; at < ACCOUNTS; at += 1000) before[at].status = 'other';
		return { answer: JSON.stringify(before), stored };
	};
	const { answer, stored } = prepare();

	const [parsing, list] = cpuOf(() => JSON.parse(answer));
	const [comparing, items] = cpuOf(() => {
		const old = unpackSnapshot(stored);
		const fresh = snapshotOf(listOf(list), [], old.fields);
		const wanted = { descriptor: { value: 'account' }, kinds: EVENT_KINDS, limit: 1000 };
		const { items: told, snapshot } = advance(old, fresh, wanted, true);
		JSON.stringify(packSnapshot(snapshot));
		return told;
	});

	const ratio = comparing / parsing;
	const bytes = JSON.stringify(stored).length / ACCOUNTS;
	const work = `Trigger, ${ACCOUNTS.toLocaleString('en')} accounts of ${FIELDS} fields compared`;
	return [
		{
			work,
			comparedWith: 'JSON.parse of the same accounts',
			goal: 'at most 3 times the CPU time',
			measured: `${ratio.toFixed(1)} times, ${items.length} events`,
			reached: ratio <= 3 && items.length === ACCOUNTS / 1000,
		},
		{
			work,
			comparedWith: 'itself',
			goal: 'at most 40 bytes of state an account',
			measured: `${bytes.toFixed(1)} bytes`,
			reached: bytes <= 40,
		},
	];
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

/** Without the garbage of what came before. @returns {[seconds: number, result: any]} */
function cpuOf(work) {
	collectGarbage();
	const started = process.cpuUsage();
	const result = work();
	const { user, system } = process.cpuUsage(started);
	return [(user + system) / 1e6, result];
}
