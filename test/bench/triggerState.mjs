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
	const { recordOf, packRecord, unpackRecord } = require('./nodes/Aurora/trigger/snapshot.js');
	const { eventsBetween } = require('./nodes/Aurora/trigger/events.js');
	const before = makeAccounts(ACCOUNTS);
	const after = before.map((account, at) =>
		at % 1000 === 0 ? { ...account, status: 'other' } : account,
	);
	const stored = JSON.stringify(packRecord(recordOf(before, [])));

	const started = process.cpuUsage();
	const old = unpackRecord(JSON.parse(stored));
	const fresh = recordOf(after, []);
	const all = ['accountCreated', 'accountUpdated', 'accountRemoved'];
	const events = eventsBetween(old, fresh, after, all, new Date().toISOString());
	JSON.stringify(packRecord(fresh));
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
