import type { Row } from './rows';

/** What is wrong with the records that came, beside that some are missing. */
export type WrongContent = 'records that are not there' | 'a record twice' | 'another order';

/** Whether these are the first ones, and nothing else. */
export const isStartOf = (got: readonly string[], rows: readonly Row[]): boolean =>
	got.length <= rows.length && got.every((key, at) => key === rows[at].key);

/**
 * Compares what came with what is there. A gap is no fault of the order.
 *
 * @param got keys of the records that came
 * @param rows that are there, in their order
 * @param late rows that came while the list was read
 */
export function wrongContent(
	got: readonly string[],
	rows: readonly Row[],
	late: readonly Row[] = [],
): WrongContent | undefined {
	if (isStartOf(got, rows)) return undefined;
	const places = new Map<string, number[]>();
	for (const [at, { key }] of [...rows, ...late].entries())
		places.set(key, [...(places.get(key) ?? []), at]);
	const isThere = got.every((key) => places.has(key));
	if (!isThere) return 'records that are not there';
	let before = -1;
	let isOrdered = true;
	for (const key of got) {
		const at = places.get(key)?.shift();
		if (at === undefined) return 'a record twice';
		if (at >= rows.length) continue;
		isOrdered &&= at > before;
		before = at;
	}
	return isOrdered ? undefined : 'another order';
}
