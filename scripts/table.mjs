const MAX_ROWS = 20;
const MAX_COLUMNS = 6;
const MAX_CELL = 24;

/**
 * Prints records as a table: as much of them as a terminal has room for.
 * @param {Record<string, unknown>[]} records
 */
export function printTable(records) {
	const shown = records
		.slice(0, MAX_ROWS)
		.map((record) =>
			Object.fromEntries(
				Object.entries(record).map(([name, value]) => [short(name), short(value)]),
			),
		);
	const names = new Set(shown.flatMap((record) => Object.keys(record)));
	console.table(shown, [...names].slice(0, MAX_COLUMNS));
	if (records.length > MAX_ROWS) console.log(`… and ${records.length - MAX_ROWS} more`);
}

/** One value in one line: without control characters, which a terminal would obey. */
function short(value) {
	if (['number', 'boolean'].includes(typeof value)) return value;
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
	const clean = text.replace(/\p{Cc}+/gu, ' ');
	return clean.length > MAX_CELL ? `${clean.slice(0, MAX_CELL - 1)}…` : clean;
}
