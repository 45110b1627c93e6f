import { pagingWords, plainName } from './pagingWords';

/** A way to ask for a further page by query parameters. */
export interface Convention {
	kind: 'page' | 'offset' | 'token' | 'lastId';
	/** Spellings of the parameter, all sent together: a service reads its own and ignores the others. */
	names: string[];
	/** Number of the first page, or offset of the first record. */
	base: number;
	/** Spellings of the parameter for the page size; none are sent without `size`. */
	sizeNames: string[];
	size?: number;
}

/** Parameters that hold a page number, the most usual first. */
export const PAGE_NAMES = spellings(
	'page, page number, page index, page no, page num, p, current page, current, pg, page id, paged',
	['_page', 'page[number]', '$page', 'pagination[page]'],
);

/** Parameters that say how many records to skip. */
export const OFFSET_NAMES = spellings(
	'skip, offset, start, start at, start index, skip count, first result, from, row offset, begin, result offset, start position',
	['$skip', '_start', 'page[offset]', '$offset', 'pagination[start]', 'sysparm_offset'],
);

/** Parameters that hold how many records a page may have. */
export const SIZE_NAMES = spellings(
	'page size, limit, per page, size, take, top, count, max results, max result count, ' +
		'items per page, page limit, rows, batch size, results per page, max page size',
	[
		'$top',
		'_limit',
		'page[size]',
		'page[limit]',
		'$limit',
		'pagination[pageSize]',
		'pagination[limit]',
		'sysparm_limit',
	],
);

/** Parameters that hold the id of the last record read. */
export const LAST_ID_NAMES = spellings(
	'starting after, after, after id, last id, since id, start after, from id',
	['$after'],
);

/** Each name in the usual spellings: `pageNumber`, `page_number`, `page-number`, `PageNumber`, `pagenumber`. */
function spellings(names: string, others: string[]): string[] {
	const spelled = names.split(', ').map((name) => {
		const words = name.split(' ');
		const pascal = words.map((word) => word[0].toUpperCase() + word.slice(1)).join('');
		const camel = pascal[0].toLowerCase() + pascal.slice(1);
		return [camel, words.join('_'), words.join('-'), pascal, words.join('')];
	});
	// The first spelling of every name comes before the second one of any.
	const rounds = [0, 1, 2, 3, 4].flatMap((round) => spelled.map((each) => each[round]));
	return [...new Set([...rounds.slice(0, spelled.length), ...others, ...rounds])];
}

/** Parameters for a token, where its own name tells none. */
const TOKEN_NAMES = ['cursor', 'pageToken', 'page_token', 'token', 'after', 'next', 'nextToken'];

/** Parameters that go with the name of a token's field, by the words of it. */
const TOKEN_PARAMETERS: Readonly<Record<string, string>> = {
	'page token': 'page token, token, next page token',
	cursor: 'cursor, start cursor, next cursor, page cursor, after',
	token: 'token, next token, page token, pagination token, starting token, start token',
	continuation: 'continuation token, continuation',
	'continuation token': 'continuation token, continuation',
	marker: 'marker, start marker, next marker',
	key: 'start key, exclusive start key, key, last evaluated key',
	'end cursor': 'after, cursor, end cursor, start cursor',
	after: 'after, cursor, start after',
	'scroll id': 'scroll id, scroll',
	page: 'page, page token, page id, token, cursor',
	id: 'from id, id, after id, start id, cursor, starting after, after, since id',
	offset: 'offset',
};

/** Words of a token's name that its parameter may be without. */
const NOT_TOLD = ['next', 'x', 'odata', 'last', 'evaluated'];

/**
 * Parameters that a token of this name goes into, the likeliest first.
 *
 * @returns `own` are those that are for tokens for certain
 */
export function tokenNames(field: string): { own: string[]; all: string[] } {
	const words =
		pagingWords(field.replace(/^x-/i, '')) ?? pagingWords(field.replace(/^x-[a-z]+-/i, ''));
	const told = (words ?? []).filter((word) => !NOT_TOLD.includes(word));
	const known = TOKEN_PARAMETERS[told.join(' ')] ?? TOKEN_PARAMETERS[told[told.length - 1] ?? ''];
	const asTold = [told.join(' '), (words ?? []).join(' ')];
	const spelled = spellings([known, ...asTold].filter(Boolean).join(', ') || 'cursor', []);
	const all = [...new Set([...spelled.slice(0, 4), field, ...TOKEN_NAMES, ...spelled])];
	const isOwn = (name: string) => plainName(field).endsWith(plainName(name));
	const own = all.filter((name) => isOwn(name) || /token|cursor/i.test(name));
	// A service spells its parameters as its fields.
	const isAlike = (name: string) => [styleOf(field), ''].includes(styleOf(name));
	return { own: putFirst(own, isAlike), all };
}

/** How a name of several words is spelled: `_`, `-`, `Aa` or `aA`; empty for one word in lower case. */
function styleOf(name: string): string {
	if (/[_-]/.test(name)) return name.includes('_') ? '_' : '-';
	return /^[A-Z]/.test(name) ? 'Aa' : /[A-Z]/.test(name) ? 'aA' : '';
}

/** Of the names, those that are spelled as a service spells its fields come first. */
export function likeFields(names: string[], fields: string[]): string[] {
	const isOData = fields.some((field) => /odata/i.test(field));
	const styles = new Set(['', ...fields.map((field) => styleOf(field.replace(/^x-/i, '')))]);
	const isAlike = (name: string) => (isOData ? name.startsWith('$') : styles.has(styleOf(name)));
	return putFirst(names, isAlike);
}

/** Of the spellings, those that a service hints at by the names of its own fields come first. */
export function hintedFirst(names: string[], hints: string[]): { hinted: string[]; all: string[] } {
	const plain = new Set(hints.map((hint) => plainName(hint).replace(/^(x|current)/, '')));
	const isHinted = (name: string) => plain.has(plainName(name));
	// As the service spells them itself, where it does.
	const hinted = putFirst(names.filter(isHinted), (name) => hints.includes(name));
	return { hinted, all: [...hinted, ...names.filter((name) => !isHinted(name))] };
}

function putFirst(names: string[], isFirst: (name: string) => boolean): string[] {
	return [...names.filter(isFirst), ...names.filter((name) => !isFirst(name))];
}
