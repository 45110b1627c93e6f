/** @param {unknown} value */
export const number = (value) =>
	typeof value === 'number' ? value.toLocaleString('en-GB') : value;

/** A table of two columns. @param {[what: string, value: unknown][]} entries */
export const rows = (entries) =>
	[
		'| | |',
		'| --- | ---: |',
		...entries.map(([what, value]) => `| ${what} | ${number(value)} |`),
	].join('\n');

/** How often what came, by row. @param {Record<string, Record<string, number>>} byRow */
export function tallies(byRow) {
	const lines = Object.entries(byRow).flatMap(([row, counts]) =>
		Object.entries(counts).map(([words, count]) => `| ${row} | ${words} | ${number(count)} |`),
	);
	return ['| | ended with | executions |', '| --- | --- | ---: |', ...lines].join('\n');
}
