import { formatDuration } from '../../../../lib/util/duration';

test.each([
	[0, '1 second'],
	[1000, '1 second'],
	[1001, '2 seconds'],
	[119_000, '119 seconds'],
	[120_000, '2 minutes'],
	[121_000, '3 minutes'],
	[119 * 60_000, '119 minutes'],
	[7_200_000, '2 hours'],
])('%d milliseconds are said as %s', (ms, words) => {
	expect(formatDuration(ms)).toBe(words);
});
