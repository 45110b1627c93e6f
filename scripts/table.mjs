const MAX_ROWS = 20;
const MAX_WIDTH = 100;
const MAX_CELL = 32;

/**
 * Lays out records as a plain-text table: as many columns as fit, the first 20 rows.
 * @param {Record<string, unknown>[]} records
 * @returns {string}
 */
export function formatTable(records) {
	const shown = records.slice(0, MAX_ROWS);
	const names = [...new Set(shown.flatMap((record) => Object.keys(record)))];
	const columns = [];
	let width = 0;
	for (const name of names) {
		const cells = [cell(name), ...shown.map((record) => cell(record[name]))];
		const size = Math.max(...cells.map((text) => text.length));
		if (columns.length > 0 && width + size > MAX_WIDTH) break;
		columns.push(cells.map((text) => text.padEnd(size)));
		width += size + 2;
	}
	const lines = [0, ...shown.keys().map((row) => row + 1)].map((row) =>
		columns.map((cells) => cells[row]).join('  ').trimEnd(),
	);
	lines.splice(1, 0, columns.map(([name]) => '-'.repeat(name.length)).join('  '));
	if (records.length > MAX_ROWS) lines.push(`… and ${records.length - MAX_ROWS} more`);
	return lines.join('\n');
}

/** One value in one line: without control characters, which a terminal would obey. */
function cell(value) {
	const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
	const clean = text.replace(/\p{Cc}+/gu, ' ');
	return clean.length > MAX_CELL ? `${clean.slice(0, MAX_CELL - 1)}…` : clean;
}
