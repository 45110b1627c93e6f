import type { Dice } from './dice';
import type { Sayings } from './answer';

/** A page as the service sees it when it writes its answer. */
export interface PageFacts {
	/** Records in this answer. */
	here: number;
	from: number;
	size: number;
	all: number;
	/** There is a page behind this one. */
	isMore: boolean;
	/** Address of the page behind this one, and of this one. */
	next: string;
	self: string;
	/** What the parameter of the next page is given. */
	nextValue: string;
	/** Number of the page by the service's own count. */
	number: number;
	/** Number of the first page, or of the first record. */
	first: number;
}

/** One thing that a service says about its pages. */
export interface Evidence {
	name: string;
	/** The way to the next page, only that there is one, or how many there are. */
	says: 'where' | 'more' | 'how many';
	/** It says that there is no more, in a list of one page too. */
	saysEnd: boolean;
	/** It is said in headers alone, so that a bare list can have it. */
	inHeader?: boolean;
	write(page: PageFacts, out: Sayings): void;
}

/** What stands for "no next page", by the kind of value. */
const noAddress = [undefined, null, '', {}, [], false];
const noNumber = [undefined, null, 0, -1, 'null', ''];
const noToken = [undefined, null, '', '0', '-1', 'null', false];

const addressWords = [
	'next',
	'next link',
	'next url',
	'next uri',
	'next page url',
	'next page link',
	'next href',
	'links > next',
	'=_links > next',
	'paging > next',
	'pagination > next',
	'pagination > next url',
	'pages > next',
	'=@odata.nextLink',
	'=odata.nextLink',
	'=__next',
	'=@nextLink',
];

/** The address of the next page, in a field. */
export function addressField(dice: Dice, words = dice.one(addressWords)): Evidence {
	const asObject = dice.weighed([
		[3, undefined],
		[1, 'href'],
		[1, 'url'],
	] as const);
	const end = dice.weighed([
		[3, undefined],
		[3, dice.one(noAddress)],
		[1, 'itself'],
		[1, 'an object around null'],
	] as const);
	return {
		name: `address in '${words}'${asObject ? ` as {${asObject}}` : ''}, at the end ${text(end)}`,
		says: 'where',
		saysEnd: end !== undefined,
		write(page, out) {
			const address = page.isMore ? page.next : end === 'itself' ? page.self : undefined;
			if (address !== undefined) out.say(words, asObject ? { [asObject]: address } : address);
			else out.say(words, end === 'an object around null' ? { href: null } : end);
		},
	};
}

/** Addresses as a list of relations, as HATEOAS and PayPal have it. */
export function addressList(): Evidence {
	return {
		name: 'addresses in a list of links',
		says: 'where',
		saysEnd: false,
		write(page, out) {
			const links = [{ rel: 'self', href: page.self, method: 'GET' }];
			if (page.isMore) links.push({ rel: 'next', href: page.next, method: 'GET' });
			out.say('links', links);
		},
	};
}

/** The address in a header `Link` (RFC 8288). */
export function linkHeader(dice: Dice): Evidence {
	const rel = dice.one(['rel="next"', 'rel=next', 'title="a, b"; rel="next"', 'REL="NEXT"']);
	const hasOthers = dice.in100(60);
	const isSeveral = dice.in100(15);
	const isSelfAtEnd = dice.in100(8);
	return {
		name: `header Link with ${rel}${isSeveral ? ' in several headers' : ''}`,
		says: 'where',
		saysEnd: false,
		inHeader: true,
		write(page, out) {
			const links: string[] = [];
			if (hasOthers) links.push(`<${page.self}>; rel="self"`);
			if (page.isMore) links.push(`<${page.next}>; ${rel}`);
			else if (isSelfAtEnd) links.push(`<${page.self}>; ${rel}`);
			if (hasOthers) links.push(`<${page.self}>; rel="first"`);
			if (links.length) out.sayInHeader('link', isSeveral ? links : links.join(', '));
		},
	};
}

/** The number of the next page, or the offset of the next record. */
export function nextNumber(dice: Dice, by: 'page' | 'offset'): Evidence {
	const words =
		by === 'page'
			? dice.one([
					'next page',
					'pagination > next page',
					'meta > next page',
					'next page number',
					'next',
					'paging > next page',
				])
			: dice.one([
					'next offset',
					'next start',
					'pagination > next offset',
					'next skip',
					'meta > next offset',
				]);
	const asText = dice.in100(20);
	const end = dice.one(noNumber);
	return {
		name: `number in '${words}'${asText ? ' as text' : ''}, at the end ${text(end)}`,
		says: 'where',
		saysEnd: end !== undefined,
		write(page, out) {
			out.say(words, page.isMore ? (asText ? page.nextValue : Number(page.nextValue)) : end);
		},
	};
}

/** GitLab's headers. */
export function nextPageHeader(): Evidence {
	return {
		name: 'header X-Next-Page',
		says: 'where',
		saysEnd: true,
		inHeader: true,
		write(page, out) {
			out.sayInHeader('x-page', page.number);
			out.sayInHeader('x-per-page', page.size);
			out.sayInHeader('x-next-page', page.isMore ? page.nextValue : '');
		},
	};
}

/** A token for the next page. */
export function nextToken(dice: Dice, words: string): Evidence {
	const end = dice.one(noToken);
	return {
		name: `token in '${words}', at the end ${text(end)}`,
		says: 'where',
		saysEnd: end !== undefined,
		write(page, out) {
			out.say(words, page.isMore ? page.nextValue : end);
		},
	};
}

/** A token in a header, as Azure has it. */
export function nextTokenHeader(name: string): Evidence {
	return {
		name: `token in header ${name}`,
		says: 'where',
		saysEnd: false,
		inHeader: true,
		write(page, out) {
			if (page.isMore) out.sayInHeader(name, page.nextValue);
		},
	};
}

/** A flag that says whether there is more. */
export function moreFlag(dice: Dice): Evidence {
	const words = dice.one([
		'has more',
		'has next',
		'has next page',
		'has more pages',
		'has more items',
		'has more results',
		'has more records',
		'more records',
		'more results',
		'more available',
		'more',
		'is truncated',
		'page info > has next page',
		'pagination > has more',
		'pagination > has next',
		'paging > has more',
		'meta > has more',
		'info > more records',
	]);
	return flag(dice, words, true);
}

/** A flag that says whether this is the last page. */
export function lastFlag(dice: Dice): Evidence {
	return flag(
		dice,
		dice.one(['last', 'is last', 'is last page', 'last page', 'meta > is last page']),
		false,
	);
}

function flag(dice: Dice, words: string, isMoreWord: boolean): Evidence {
	const [yes, no] = dice.weighed([
		[10, [true, false]],
		[1, ['true', 'false']],
		[1, [1, 0]],
		[1, ['yes', 'no']],
	] as ReadonlyArray<readonly [number, [unknown, unknown]]>);
	return {
		name: `flag '${words}' as ${text(yes)}`,
		says: 'more',
		saysEnd: true,
		write: (page, out) => out.say(words, page.isMore === isMoreWord ? yes : no),
	};
}

const totalWords = [
	'total',
	'total count',
	'total items',
	'total item count',
	'total elements',
	'total results',
	'total records',
	'total entries',
	'total rows',
	'total hits',
	'total size',
	'count',
	'row count',
	'record count',
	'item count',
	'result count',
	'meta > total',
	'meta > total count',
	'=_meta > totalCount',
	'pagination > total',
	'pagination > total count',
	'pagination > total items',
	'page > total elements',
	'paging > total',
	'page info > total results',
	'pagination info > total count',
	'=@odata.count',
	'=odata.count',
	'=__count',
];

/** How many records there are in all. */
export function total(dice: Dice, words = dice.one(totalWords)): Evidence {
	const written = dice.weighed<(all: number) => unknown>([
		[10, (all) => all],
		[1, String],
		[1, (all) => ` ${all}`],
		...(words.endsWith('total') ? ([[2, (all: number) => ({ value: all })]] as const) : []),
	]);
	return {
		name: `total in '${words}' as ${text(written(7))}`,
		says: 'how many',
		saysEnd: !words.endsWith('count') || words.includes('total'),
		write: (page, out) => out.say(words, written(page.all)),
	};
}

/** A header that says how many records there are in all. */
export function totalHeader(dice: Dice): Evidence {
	const name = dice.one([
		'X-Total-Count',
		'X-Total',
		'Total-Count',
		'X-WP-Total',
		'X-Pagination-Total-Count',
		'X-Total-Records',
	]);
	return {
		name: `total in header ${name}`,
		says: 'how many',
		saysEnd: true,
		inHeader: true,
		write: (page, out) => out.sayInHeader(name, page.all),
	};
}

/** One header with everything in JSON, as tutorials of .NET have it. */
export function paginationHeader(): Evidence {
	return {
		name: 'header X-Pagination',
		says: 'how many',
		saysEnd: true,
		inHeader: true,
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
export function contentRange(dice: Dice): Evidence {
	const status = dice.one([200, 206]);
	return {
		name: `header Content-Range with ${status}`,
		says: 'how many',
		saysEnd: true,
		inHeader: true,
		write(page, out) {
			const span = page.here ? `${page.from}-${page.from + page.here - 1}` : '*';
			out.sayInHeader('content-range', `items ${span}/${page.all}`);
			if (page.here < page.all && page.here > 0) out.status = status;
		},
	};
}

/** How many pages there are, and which one this is. */
export function pageCount(dice: Dice): Evidence {
	const [pages, current] = dice.one([
		['total pages', 'page'],
		['total pages', 'current page'],
		['page count', 'current page'],
		['page count', 'page number'],
		['pages', 'page'],
		['last page', 'current page'],
		['meta > last page', 'meta > current page'],
		['meta > total pages', 'meta > current page'],
		['=_meta > pageCount', '=_meta > currentPage'],
		['pagination > total pages', 'pagination > page'],
		['pagination > pages', 'pagination > page'],
		['pagination > page count', 'pagination > current page'],
		['page > total pages', 'page > number'],
		['paging > total pages', 'paging > page'],
	]);
	const saysWhich = dice.in100(75);
	return {
		name: `pages in '${pages}'${saysWhich ? ` beside '${current}'` : ''}`,
		says: 'how many',
		saysEnd: true,
		write(page, out) {
			out.say(pages, Math.ceil(page.all / page.size));
			if (saysWhich) out.say(current, page.number);
		},
	};
}

/** How many pages there are, in a header. */
export function pageCountHeader(dice: Dice): Evidence {
	const name = dice.one([
		'X-Total-Pages',
		'X-WP-TotalPages',
		'X-Page-Count',
		'X-Pagination-Page-Count',
	]);
	return {
		name: `pages in header ${name}`,
		says: 'how many',
		saysEnd: true,
		inHeader: true,
		write: (page, out) => out.sayInHeader(name, Math.ceil(page.all / page.size)),
	};
}

function text(value: unknown): string {
	return value === undefined ? 'nothing' : JSON.stringify(value);
}
