import type { Evidence, Field, Totals } from './evidenceTypes';

/** A count: of pages, of a page's records, or of all records. */
export function readNumber(
	{ words, within }: Field,
	count: number,
	items: number,
	evidence: Evidence,
	totals: Totals,
): void {
	const has = (...any: string[]) => any.some((word) => words.includes(word));
	const inPage = within.some((word) => /^pag/.test(word));
	if (has('limit', 'per', 'take', 'top', 'max', 'maximum') || (has('size') && !has('total'))) {
		evidence.size ??= count;
	} else if (has('page') && has('last')) {
		evidence.lastPage ??= count;
	} else if (has('pages') || (has('page') && has('count', 'total', 'of'))) {
		evidence.pages ??= count;
	} else if (has('page') || (inPage && has('current', 'number', 'index') && !has('total'))) {
		evidence.page ??= count;
	} else if (has('filter', 'filtered', 'matched', 'matching', 'matches', 'found')) {
		totals.filtered.push(count);
	} else if (has('all', 'overall', 'grand', 'full', 'unfiltered')) {
		totals.unfiltered.push(count);
	} else if (has('total', 'totals')) {
		totals.plain.push(count);
	} else if (
		has(
			'count',
			'counts',
			'length',
			'number',
			'num',
			'hits',
			'results',
			'records',
			'items',
			'rows',
		) &&
		count > items
	) {
		// Such a count is of the page as often as of the whole: only a larger one tells.
		totals.plain.push(count);
	}
}
