import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { longListMemory } from './support/longListMemory.mjs';

describe('the memory for a long listing', () => {
	it('is at most 2.2 times that of the parsed result, for 100,000 accounts in 200 pages', async (test) => {
		const { parsedBytes, peaks } = await longListMemory(3);
		// The system counts whole regions of memory, so that single runs differ.
		const [, peak] = peaks.sort((one, other) => one - other);
		const parsed = (parsedBytes / 1e6).toFixed(1);
		test.diagnostic(`parsed ${parsed} MB; peak ${peak.toFixed(2)} times that`);
		assert.ok(peak <= 2.2, `${peak.toFixed(2)} times the parsed result`);
	});
});
