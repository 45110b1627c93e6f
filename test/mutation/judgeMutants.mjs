import { explained } from './explained.mjs';

/**
 * Whether a test noticed a mutant: it failed, its file could not even be loaded, or the place was
 * passed over and over (the reason of such a timeout). One that only took long proves nothing.
 */
const isNoticed = ({ status, statusReason }) =>
	['Killed', 'RuntimeError'].includes(status) || (status === 'Timeout' && Boolean(statusReason));

/**
 * What became of the mutants: the places that Stryker broke.
 * @param {{ files: Record<string, { source: string, mutants: object[] }> }} report of Stryker
 * @returns {{
 *   files: { file: string, mutants: number, killed: number, explained: number }[],
 *   survivors: { file: string, status: string, line: number, column: number, code: string, becomes: string }[],
 *   needless: { file: string, code: string }[],
 * }} survivors: those that nothing explains; needless: explanations whose mutants do not survive
 */
export function judgeMutants(report) {
	const used = new Set();
	const survivors = [];
	const files = Object.entries(report.files).map(([file, { source, mutants }]) => {
		const lines = source.split('\n');
		const counted = mutants.filter(({ status }) => status !== 'Ignored');
		const alive = counted
			.filter((mutant) => !isNoticed(mutant))
			.map(({ location: { start }, replacement, status }) => ({
				file,
				status,
				line: start.line,
				column: start.column,
				code: lines[start.line - 1].trim(),
				becomes: replacement.trim(),
			}));
		const unexplained = alive.filter((mutant) => {
			const explanation = explained.find((each) => explains(each, mutant));
			used.add(explanation);
			return !explanation;
		});
		survivors.push(...unexplained);
		return {
			file,
			mutants: counted.length,
			killed: counted.length - alive.length,
			explained: alive.length - unexplained.length,
		};
	});
	const needless = explained.filter((each) => !used.has(each) && each.file in report.files);
	return { files, survivors, needless };
}

function explains({ file, code, becomes }, mutant) {
	if (file !== mutant.file || !mutant.code.includes(code)) return false;
	return becomes === undefined || becomes.includes(mutant.becomes);
}
