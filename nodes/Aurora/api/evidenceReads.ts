import { isRecord } from '../../../lib/util/json';

import { flagOf, has, type Evidence, type Field, type Findings, type Read } from './evidenceTypes';
import { addressOf, asCount, isNothing } from './evidenceValues';

/** A flag, how many more, or where they are. */
export function readMore(field: Field, { evidence }: Findings): boolean {
	const more = flagOf(field) ?? (asCount(field.value) === undefined ? undefined : true);
	setMore(field, evidence, more);
	const address = addressOf(field.value);
	evidence.nextUrl ??= address;
	return (more ?? address) !== undefined;
}

/** The next page: its address, its token, its number or offset, or whether there is one. */
export function readNext(field: Field, { evidence }: Findings): boolean {
	// HAL allows a list of links.
	const isList = Array.isArray(field.value);
	const value: unknown = isList ? ((field.value as unknown[])[0] ?? null) : field.value;
	if (isList && value !== null && addressOf(value) === undefined) return false;
	const { name, words, within } = field;
	const isToken = has(field, 'cursor', 'cursors', 'token', 'key', 'id', 'marker', 'continuation');
	const isLink = ['link', 'links'].includes(within.at(-1) ?? '') && typeof value === 'string';
	const isPath = isLink && !isNothing(value) && asCount(value) === undefined;
	const address = isPath ? value : addressOf(value);
	const isFlag = typeof value === 'boolean' || has(field, 'has', 'is', 'there', 'have');
	const flag = isFlag ? flagOf({ ...field, value }) : undefined;
	const count = asCount(value);
	const isOffset = has(field, 'offset', 'skip', 'start', 'index', 'from', 'record', 'row', 'item');
	if (address !== undefined && !(isToken && !/^https?:|\?.*=/.test(address))) {
		evidence.nextUrl ??= address;
	} else if (isRecord(value)) {
		const { id } = value;
		const isKey = has(field, 'key') && Object.keys(value).length > 0;
		if (isKey) evidence.nextToken ??= { name, value: JSON.stringify(value) };
		else if (typeof id === 'string' || typeof id === 'number') {
			evidence.nextToken ??= { name, value: String(id) };
		} else if (Object.values(value).every(isNothing)) evidence.more ??= false;
	} else if (flag !== undefined) setMore(field, evidence, flag);
	else if (isNothing(value)) evidence.more ??= false;
	else if (count === undefined || isToken) evidence.nextToken ??= { name, value: String(value) };
	else if (isOffset || (words.length === 1 && count > 9)) evidence.nextOffset ??= count;
	else evidence.nextPage ??= count;
	return true;
}

/** What a field says within an object of the next page: its number, not the one of this page. */
export const readInNext: Read = (field, into) =>
	readNext({ ...field, words: ['next', ...field.words] }, into);

/** A word for more or no more; it may also say only that what came is whole. */
function setMore(field: Field, evidence: Evidence, more: boolean | undefined): void {
	evidence.more ??= more;
	const isOfPages = !has(field, 'incomplete', 'partial', 'exceeded', 'reached');
	if (more === false && isOfPages) evidence.isLast = true;
}

/** A cursor: of the next page, or one that is there on the last page too. */
export function readCursor(field: Field, { evidence }: Findings): boolean {
	const { name, value, words, within } = field;
	const isToken = typeof value === 'string' && !isNothing(value) && !isSignedToken(value);
	if (!isToken || has(field, 'first', 'start')) return false;
	const isAlways = within.includes('cursors');
	// A token alone may be that of a session. The end of a page is told on the last one as well.
	const isWeak = has(field, 'after', 'end') || isAlways || words.join() === 'token';
	if (!isWeak || within.includes('next')) evidence.nextToken ??= { name, value };
	else {
		evidence.mayBeMore ||= !evidence.cursor && !isAlways;
		evidence.cursor ??= { name, value };
	}
	return true;
}

/** A token that proves who somebody is, of RFC 7519. */
function isSignedToken(text: string): boolean {
	return /^eyJ[\w-]*\.[\w-]*\./.test(text);
}

/** Records before this page; a text in its place is a token. */
export function readOffset({ name, value, words, within }: Field, { evidence }: Findings): boolean {
	const count = asCount(value);
	const isToken = typeof value === 'string' && count === undefined && !isNothing(value);
	if (isToken && words.join() === 'offset') evidence.nextToken ??= { name, value };
	else if (count !== undefined && !within.includes('links')) evidence.offset ??= count;
	else return false;
	return true;
}

/** A list of links, each with its relation and its address. */
export const readLinks: Read = ({ value }, { evidence }) => {
	const links = (value as unknown[]).filter(isRecord);
	const to = (wanted: string) =>
		links.filter(({ rel, relation, name, type }) => {
			return String(rel ?? relation ?? name ?? type).toLowerCase() === wanted;
		});
	const addresses = to('next').map((link) => addressOf(link) ?? addressOf(link.value));
	evidence.nextUrl ??= addresses.find((address) => address !== undefined);
	readRelations((relation) => to(relation).length > 0, evidence);
	return false;
};

/** Links to other pages and none to the next one, by their relations. One may have no address. */
export function readRelations(has: (relation: string) => boolean, evidence: Evidence): void {
	// A link to the last page may lead further; other links say nothing of pages.
	const isOfPages = ['prev', 'previous', 'first'].some(has);
	if (isOfPages && !has('next') && !has('last')) evidence.more ??= false;
}

/** A count in an object. Elasticsearch counts up to a limit, and says so. */
export const readCountIn: Read = (field, { totals }) => {
	const { value } = field;
	const isCount = has(field, 'total', 'count', 'hits', 'found');
	if (!isRecord(value) || !isCount || value.relation === 'gte') return false;
	const count = asCount(value.value ?? value.count ?? value.total);
	if (count !== undefined) totals.plain.push(count);
	return count !== undefined;
};

/** Records that a page may have. */
export const readSize: Read = ({ value, words, within, beside }, { evidence }) => {
	// A size alone may be that of the list.
	const isOfPage =
		words.join() !== 'size' ||
		[...within, ...beside].some((name) => /page|offset|next/i.test(name));
	if (isOfPage) evidence.size ??= asCount(value);
	return true;
};

/** A total or a page that is not understood, such as `1 of 9`, may mean that there is more. */
export const readUnclear: Read = (field, { evidence }) => {
	const { value } = field;
	if (!has(field, 'total', 'totals', 'count', 'counts', 'page', 'pages')) return false;
	// An amount of money has decimals.
	const isAmount = /\d[.,]\d{1,2}(\D|$)/.test(String(value));
	const isText = typeof value === 'string' && !isNothing(value) && addressOf(value) === undefined;
	const isUnclear = value === -1 || (isText && !isAmount);
	evidence.mayBeMore ||= isUnclear;
	return isUnclear;
};
