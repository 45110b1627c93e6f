import { median } from './measure.mjs';

/**
 * What a line came to.
 * @typedef {object} Result
 * @property {string} goal in words; empty where there is none
 * @property {string} measured in words
 * @property {number} [ratio] how many times faster, or as much
 * @property {boolean} reached
 */

/**
 * Compares what was measured with the goal of a line: the median of the rounds' ratios, as the rounds of one
 * run were side by side.
 * @param {import('./questions.mjs').Line} line
 * @param {Record<string, number[]>} figures
 * @returns {Result}
 */
export function judge({ ours, theirs, unit, faster, within, most }, figures) {
	const own = figures[ours];
	if (most !== undefined) {
		const highest = Math.max(...own);
		const other = theirs ? ` against ${text(median(figures[theirs]))}` : '';
		return {
			goal: `at most ${most} ${unit}`,
			measured: `${text(highest)}${other}`,
			reached: highest <= most,
		};
	}
	const other = figures[theirs];
	const values = `${text(median(own))} : ${text(median(other))} ${unit}`;
	const ratios = own.map((value, round) => (within ? value / other[round] : other[round] / value));
	const ratio = median(ratios);
	return {
		ratio,
		goal: faster ? `${faster} times as fast` : within ? `${within} times at most` : '',
		measured: `${ratio.toFixed(ratio < 2 ? 2 : 1)} (${values})`,
		reached: within ? ratio <= within : ratio >= (faster ?? 0),
	};
}

/** @param {number} value */
export const text = (value) =>
	value.toLocaleString('en-GB', { maximumFractionDigits: value < 10 ? 1 : 0 });
