import { spelt, styles } from './spelling';

/** Names of query parameters. The usual ones any reader must try; the rare ones hardly one knows. */
interface Names {
	usual: readonly string[];
	rare: readonly string[];
}

export const pageNames: Names = {
	usual: ['page', 'page number', 'page no', 'page index', '=p', '=page[number]', '=_page'],
	rare: ['blatt', 'current', 'sheet', 'pg'],
};
export const offsetNames: Names = {
	usual: ['offset', 'skip', '=$skip', 'start', 'start index', 'start at', 'skip count', 'from'],
	rare: ['first row', 'versatz', '=page[offset]', 'start position', 'result offset', '=$offset'],
};
export const sizeNames: Names = {
	usual: `page size, per page, limit, size, =$top, top, take, max results, max result count,
		count, =page[size], =_limit`.split(/,\s+/),
	rare: ['anzahl', 'batch', 'rows per answer', 'length', 'rows', 'pagelen'],
};
export const lastIdNames: Names = {
	usual: ['starting after', 'after'],
	rare: ['since key', 'behind', 'after id'],
};

/** For a token whose name does not tell its parameter. */
export const tokenNames: Names = {
	usual: `cursor, page token, next token, token, start cursor, after, continuation token,
		marker, pagination token`.split(/,\s+/),
	rare: ['=ExclusiveStartKey', '=page[after]'],
};

/** Parameters with which some services page, and others filter. */
export const filterNames = 'number, index, from, start, size, count, after, since, p'.split(', ');

/** Whether any reader must try a name, in whatever spelling. */
export function isUsual({ usual }: Names, parameter: string | undefined): boolean {
	return usual.some((words) => styles.some((style) => spelt(words, style) === parameter));
}
