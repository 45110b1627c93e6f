import { createRequire } from 'node:module';
import { projectFolder } from '../../scripts/versions.mjs';
import { makeAccounts } from '../sandbox/accounts.mjs';

const ACCOUNTS = 100_000;

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
	const { EVENT_KINDS, eventsBetween } = require('./nodes/Aurora/trigger/events.js');
	const before = makeAccounts(ACCOUNTS);
	const after = before.map((account, at) =>
		at % 1000 === 0 ? { ...account, status: 'other' } : account,
	);
	const stored = JSON.stringify(packSnapshot(snapshotOf(before, [])));

	const started = process.cpuUsage();
	const old = unpackSnapshot(JSON.parse(stored));
	const fresh = snapshotOf(after, []);
	const now = new Date().toISOString();
	const events = eventsBetween({ value: 'account' }, old, fresh, after, EVENT_KINDS, now);
	JSON.stringify(packSnapshot(fresh));
	const { user, system } = process.cpuUsage(started);

	const seconds = (user + system) / 1e6;
	const bytes = stored.length / ACCOUNTS;
	const what = { work: 'Trigger, 100,000 accounts compared', comparedWith: 'itself' };
	return [
		{
			...what,
			goal: 'under 2 s of CPU beside the listing',
			measured: `${seconds.toFixed(2)} s, ${events.length} events`,
			reached: seconds < 2 && events.length === ACCOUNTS / 1000,
		},
		{
			...what,
			goal: 'at most 40 bytes of state an account',
			measured: `${bytes.toFixed(1)} bytes`,
			reached: bytes <= 40,
		},
	];
}
