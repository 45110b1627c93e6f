import { getById, getMany } from '../e2e/support/parameters.mjs';
import { makeAccounts } from '../sandbox/accounts.mjs';
import { aurora, flow, ids } from './flows.mjs';
import { LINKED } from './lists.mjs';
import { inTurn } from './measure.mjs';

/** Numbers of input items, and of pages behind opaque cursors. */
export const COUNTS = { item: [10, 100, 1000, 10_000], page: [1, 10, 100] };

/**
 * What one item costs as there are more of them, and one page, with an API that answers at once.
 * @param {number} rounds
 * @param {() => Promise<import('./world.mjs').BenchWorld>} openWorld
 */
export async function growth(rounds, openWorld) {
	const world = await openWorld();
	const { custom } = world;
	custom.api.latencyMs = 0;
	const { credential } = await world.newApi();
	const all = makeAccounts(10_000);
	const things = {};
	const add = async (name, count, accounts, nodes) => {
		const run = await flow(world, nodes, accounts);
		things[name] = async () => {
			custom.setAccounts(accounts);
			return (await run()) / count;
		};
	};
	custom.dialect(LINKED);
	for (const count of COUNTS.item) {
		const nodes = [ids(count), aurora(getById('={{ $json.id }}'), credential)];
		await add(`item ${count}`, count, all.slice(0, count), nodes);
	}
	for (const count of COUNTS.page) {
		const nodes = [aurora(getMany(), credential)];
		await add(`page ${count}`, count, all.slice(0, count * LINKED.pageSize), nodes);
	}
	const times = await inTurn(things, rounds);
	custom.dialect({});
	return times;
}
