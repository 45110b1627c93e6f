import type { Dice } from '../dice';
import type { Evidence, PageFacts } from './evidence';

const words: ReadonlyArray<[pages: string, current: string]> = [
	['total pages', 'page'],
	['total pages', 'current page'],
	['page count', 'current page'],
	['page count', 'page number'],
	['pages', 'page'],
	['last page', 'current page'],
	['meta > last page', 'meta > current page'],
	['meta > total pages', 'meta > current page'],
	['=_meta > page count', '=_meta > current page'],
	['pagination > total pages', 'pagination > page'],
	['pagination > pages', 'pagination > page'],
	['pagination > page count', 'pagination > current page'],
	['page > total pages', 'page > number'],
	['paging > total pages', 'paging > page'],
	['page > total', 'page > number'],
	['page > of', 'page > current'],
	['pagination > last', 'pagination > current'],
];

const headers = ['X-Total-Pages', 'X-WP-TotalPages', 'X-Page-Count', 'X-Pagination-Page-Count'];

const countOf = ({ all, size }: PageFacts) => Math.ceil(all / size);

/** Whether a name is of the last page's number, not of how many there are. */
const isLastNumber = (name: string) => / last( page)?$|^last page$/.test(name);

function lastNumber(page: PageFacts): number {
	const first = page.number - Math.floor(page.from / page.size);
	return first + Math.max(1, countOf(page)) - 1;
}

/** How many pages there are, and perhaps which one this is. */
export function pagesIn(pages: string, current?: string): Evidence {
	return {
		name: `pages in '${pages}'${current === undefined ? '' : ` beside '${current}'`}`,
		is: 'pages',
		saysEnd: true,
		isVagueAtEnd: current === undefined,
		write(page, out) {
			out.say(pages, isLastNumber(pages) ? lastNumber(page) : countOf(page));
			if (current !== undefined) out.say(current, page.number);
		},
	};
}

export function anyPages(dice: Dice): Evidence {
	const [pages, current] = dice.one(words);
	// The number of the last page tells little where nothing tells where the count begins.
	const saysCurrent = isLastNumber(pages) || dice.in100(75);
	return pagesIn(pages, saysCurrent ? current : undefined);
}

/** How many pages there are, in a header. */
export function pagesHeader(name = 'X-Total-Pages'): Evidence {
	return {
		name: `pages in header ${name}`,
		is: 'pages',
		saysEnd: true,
		isVagueAtEnd: true,
		write: (page, out) => out.sayInHeader(name, countOf(page)),
	};
}

export const anyPagesHeader = (dice: Dice): Evidence => pagesHeader(dice.one(headers));
