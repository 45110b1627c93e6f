import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { searchEverything } from './secrecy.mjs';

/**
 * The last tests of a world, and its end.
 * @param {() => import('./world.mjs').FaultWorld} world
 * @param {import('./figures.mjs').Figures} figures
 */
export function leavesNothingBehind(world, figures) {
	after(async () => {
		figures.write();
		await world()?.stop();
	});

	it('n8n lives, and no rejection went unhandled', () => {
		assert.ok(world().isAlive());
		assert.deepEqual(world().unhandled(), []);
	});

	it('no secret is anywhere to be found', async () => await searchEverything(world(), figures));
}
