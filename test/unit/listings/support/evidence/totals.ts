import type { Dice } from '../dice';
import { shown, type Evidence } from './evidence';

const words = `total, total count, total items, total item count, total elements, total results,
	total records, total entries, total rows, total hits, total size, count, row count,
	record count, item count, result count, meta > total, meta > total count,
	=_meta > total count, pagination > total, pagination > total count,
	pagination > total items, page > total elements, paging > total,
	page info > total results, pagination info > total count, =@odata.count, =odata.count,
	=__count`.split(/,\s+/);

type Writing = (all: number) => unknown;

/** Records that are there, and not in the list: others may not see them, or they are filtered away. */
const OUTSIDE = 4_000;

/**
 * How many records there are in all.
 *
 * A plain count that equals the records of the page may be theirs, so that it does not prove an end.
 */
export function totalIn(field: string, written: Writing = (all) => all): Evidence {
	return {
		name: `total in '${field}' as ${shown(written(7))}`,
		is: 'total',
		saysEnd: field.includes('total'),
		write: (page, out) => out.say(field, written(page.all)),
	};
}

export function anyTotal(dice: Dice): Evidence {
	const field = dice.one(words);
	const asObject: Writing = (all) => ({ value: all });
	const written = dice.weighed<Writing>([
		[10, (all) => all],
		[1, String],
		[1, (all) => ` ${all}`],
		[1, (all) => all.toLocaleString('en')],
		[field.endsWith('total') ? 2 : 0, asObject],
	]);
	return totalIn(field, written);
}

/** The total of what was asked for, beside the total of everything. */
export function filteredTotal(field: string, everything: string): Evidence {
	return {
		name: `total in '${field}' beside '${everything}' of everything`,
		is: 'total',
		saysEnd: true,
		write(page, out) {
			out.say(everything, page.all + OUTSIDE);
			out.say(field, page.all);
		},
	};
}

export function anyFilteredTotal(dice: Dice): Evidence {
	const [field, everything] = dice.one([
		['records filtered', 'records total'],
		['filter count', 'total count'],
		['filtered count', 'total count'],
		['total filtered', 'total'],
		['filtered total', 'total'],
	] as const);
	return filteredTotal(field, everything);
}

/** A header with the records of this page, where the field tells of all. */
export function totalBesidePageHeader(field = 'total count'): Evidence {
	return {
		name: `total in '${field}' beside the page's in header X-Total-Count`,
		is: 'total',
		saysEnd: true,
		write(page, out) {
			out.sayInHeader('x-total-count', page.here);
			out.say(field, page.all);
		},
	};
}

const headers = `X-Total-Count, X-Total, Total-Count, X-WP-Total, X-Pagination-Total-Count,
	X-Total-Records, X-Total-Items`.split(/,\s+/);

/** A header that says how many records there are in all. */
export function totalHeader(name = 'X-Total-Count'): Evidence {
	return {
		name: `total in header ${name}`,
		is: 'total',
		saysEnd: true,
		write: (page, out) => out.sayInHeader(name, page.all),
	};
}

export const anyTotalHeader = (dice: Dice): Evidence => totalHeader(dice.one(headers));

/** One header with everything in JSON, as tutorials of .NET have it. */
export function paginationHeader(): Evidence {
	return {
		name: 'total in header X-Pagination',
		is: 'total',
		saysEnd: true,
		write(page, out) {
			const facts = {
				TotalCount: page.all,
				PageSize: page.size,
				CurrentPage: page.number,
				TotalPages: Math.ceil(page.all / page.size),
				HasNext: page.isMore,
				HasPrevious: page.from > 0,
			};
			out.sayInHeader('x-pagination', JSON.stringify(facts));
		},
	};
}

/** `Content-Range`, as RFC 9110 and PostgREST have it. */
export function contentRange(status = 206, unit = 'items '): Evidence {
	return {
		name: `total in header Content-Range '${unit}' with ${status}`,
		is: 'total',
		saysEnd: true,
		write(page, out) {
			const span = page.here ? `${page.from}-${page.from + page.here - 1}` : '*';
			out.sayInHeader('content-range', `${unit}${span}/${page.all}`);
			if (page.here < page.all && page.here > 0) out.status = status;
		},
	};
}

export const anyContentRange = (dice: Dice): Evidence =>
	contentRange(dice.one([200, 206]), dice.one(['items ', '', 'accounts ']));
