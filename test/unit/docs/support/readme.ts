import { readText } from './projectFiles';

/** A row of a table, by the title of its column. Bold is taken off, code spans are kept. */
export type Row = Readonly<Record<string, string>>;

/** The README. */
export const readme = readText('README.md');

/**
 * The part of the README below a heading, with its sub-headings.
 *
 * @param heading text of the heading, without `#`
 */
export function section(heading: string): string {
	const found = new RegExp(`^(#+) ${heading}$`, 'm').exec(readme);
	if (!found) throw new Error(`README.md has no heading '${heading}'`);
	const [line, marks] = found;
	const after = readme.slice(found.index + line.length);
	const end = after.search(new RegExp(`^#{1,${marks.length}} `, 'm'));
	return end < 0 ? after : after.slice(0, end);
}

/** The rows of all tables in a text. */
export function rowsIn(text: string): Row[] {
	return text.split(/\n\n+/).flatMap((block) => {
		const [titles, ...rows] = block
			.trim()
			.split('\n')
			.filter((line) => line.startsWith('|') && !/^[|\s-]+$/.test(line))
			.map(cellsOf);
		return rows.map((cells) => Object.fromEntries(cells.map((cell, at) => [titles[at], cell])));
	});
}

/** The code spans of a text. */
export function codeSpans(text: string): string[] {
	return [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code);
}

function cellsOf(line: string): string[] {
	return line
		.trim()
		.replace(/^\||\|$/g, '')
		.split('|')
		.map((cell) => cell.trim().replace(/\*\*/g, ''));
}
