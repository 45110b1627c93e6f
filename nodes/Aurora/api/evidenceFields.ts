import { isRecord } from '../../../lib/util/json';

import {
	readCountIn,
	readCursor,
	readLinks,
	readMore,
	readNext,
	readOffset,
} from './evidencePositions';
import { flagOf, has, type Field, type Findings, type Read } from './evidenceTypes';
import { asCount, asFlag } from './evidenceValues';

/** Fields of one meaning, and how they are read. */
type Rule = [is: (field: Field) => boolean, read: Read];

const isCursor = (field: Field) =>
	has(field, 'cursor', 'cursors', 'token', 'marker', 'bookmark', 'after', 'scroll');

const ENDS =
	'last final end ended reached complete completed done finished exhausted eof returned included loaded';

/** Whether everything came, as a word. A number is none, as in `lastPage`, unless it says so. */
const isEndFlag = (field: Field) =>
	has(field, ...ENDS.split(' ')) &&
	!isCursor(field) &&
	asFlag(field.value) !== undefined &&
	(typeof field.value !== 'number' || has(field, 'is', 'has'));

const OFFSETS = 'x offset skip skipped start at index from item record begin'.split(' ');

/** A count is taken as what it is of. */
const count =
	(take: (count: number, into: Findings) => void): Read =>
	({ value }, into) => {
		take(asCount(value) ?? 0, into);
		return true;
	};
const isInPage = ({ within }: Field) => within.some((word) => /^pag/.test(word));

/** Counts: of pages, of a page's records, or of all records. */
const COUNTS: Rule[] = [
	// Of the page alone, or of what is asked for.
	[(field) => has(field, 'returned', 'included', 'loaded'), () => false],
	[
		(field) =>
			has(field, 'limit', 'per', 'take', 'top', 'max', 'maximum') ||
			(has(field, 'size') && !has(field, 'total')),
		() => true,
	],
	[
		(field) => has(field, 'page') && has(field, 'last'),
		count((last, { evidence }) => (evidence.lastPage ??= last)),
	],
	[
		(field) => has(field, 'pages') || (has(field, 'page') && has(field, 'count', 'total', 'of')),
		count((pages, { evidence }) => (evidence.pages ??= pages)),
	],
	[
		(field) =>
			has(field, 'page') ||
			(isInPage(field) && has(field, 'current', 'number', 'index') && !has(field, 'total')),
		count((page, { evidence }) => (evidence.page ??= page)),
	],
	[
		(field) => has(field, 'filter', 'filtered', 'matched', 'matching', 'matches', 'found'),
		count((total, { totals }) => totals.filtered.push(total)),
	],
	[
		(field) => has(field, 'all', 'overall', 'grand', 'full', 'unfiltered'),
		count((total, { totals }) => totals.unfiltered.push(total)),
	],
	[
		(field) => has(field, 'total', 'totals'),
		count((total, { totals }) => totals.plain.push(total)),
	],
	// A length may be one of bytes.
	[
		(field) => has(field, 'length'),
		count((length, { evidence, items }) => (evidence.mayBeMore ||= length > items)),
	],
	// Such a count is of the page as often as of the whole: only a larger one tells.
	[
		(field) =>
			has(field, 'count', 'counts', 'number', 'num', 'hits', 'results', 'records') ||
			has(field, 'items', 'rows'),
		count((all, { totals, items }) => all > items && totals.plain.push(all)),
	],
	[() => true, () => true],
];

/** The meanings of a field by its name: the first that fits counts. */
const RULES: Rule[] = [
	// About a page before this one, or about no page at all.
	[
		(field) =>
			has(field, 'prev', 'previous', 'before') ||
			(has(field, 'info', 'information', 'meta', 'metadata') && !isRecord(field.value)),
		() => false,
	],
	[
		(field) => has(field, 'link', 'links') && Array.isArray(field.value) && field.value.length > 0,
		readLinks,
	],
	[(field) => has(field, 'next', 'following', 'continuation', 'continue', 'evaluated'), readNext],
	// What a search counts that was broken off is not all there is.
	[
		(field) => has(field, 'timed', 'partial', 'incomplete') && flagOf(field) === true,
		(_, { evidence }) => (evidence.isPartial = true),
	],
	[
		(field) => has(field, 'more', 'further', 'additional', 'truncated', 'incomplete', 'partial'),
		readMore,
	],
	[(field) => has(field, 'exceeded'), readMore],
	[
		(field) => has(field, 'remaining', 'left', 'rest'),
		(field, into) => {
			// What is left of a quota is no record.
			const isQuota = field.beside.some((name) => /quota|reset|rate/i.test(name));
			return !isQuota && !field.within.includes('limit') && readMore(field, into);
		},
	],
	[
		(field) => has(field, 'limit', 'max', 'maximum') && has(field, 'reached'),
		(field, { evidence }) => (evidence.more ??= asFlag(field.value)) !== undefined,
	],
	[
		isEndFlag,
		(field, { evidence }) => {
			evidence.more ??= !asFlag(field.value);
			return true;
		},
	],
	[isCursor, readCursor],
	[({ words }) => words.every((word) => OFFSETS.includes(word)), readOffset],
	[({ value }) => asCount(value) === undefined, readCountIn],
	...COUNTS,
];

/** Reads what a field says about further records. */
export function readField(field: Field, into: Findings): void {
	const [, read] = RULES.find(([is]) => is(field)) ?? [];
	if (!read?.(field, into)) return;
	into.evidence.names.push(field.name);
	if (isRecord(field.value)) return;
	into.evidence.seen.push(`${field.name}: ${String(field.value).slice(0, 60)}`);
}
