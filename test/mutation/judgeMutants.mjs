import { explained } from './explained.mjs';

/** Statuses of mutants that a test noticed: it failed, never ended, or its file could not even be loaded. */
const NOTICED = new Set(['Killed', 'Timeout', 'RuntimeError']);

/**
 * What became of the mutants: the places that Stryker broke.
 * @param {{ files: Record<string, { source: string, mutants: object[] }> }} report of Stryker
 * @returns {{
 *   files: { file: string, mutants: number, killed: number, explained: number }[],
 *   survivors: { file: string, line: number, column: number, code: string, becomes: string }[],
 *   needless: { file: string, code: string }[],
 * }} survivors: those that nothing explains; needless: explanations whose mutants do not survive
 */
export function judgeMutants(report) {
	const used = new Set();
	const survivors = [];
	const files = Object.entries(report.files).map(([file, { source, mutants }]) => {
		const lines = source.split('\n');
		const alive = mutants
			.filter(({ status }) => !NOTICED.has(status) && status !== 'Ignored')
			.map(({ location: { start }, replacement }) => ({
				file,
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
			mutants: mutants.filter(({ status }) => status !== 'Ignored').length,
			killed: mutants.filter(({ status }) => NOTICED.has(status)).length,
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
