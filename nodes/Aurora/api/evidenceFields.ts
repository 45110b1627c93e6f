import { isRecord } from '../../../lib/util/json';

import {
	readCountIn,
	readCursor,
	readInNext,
	readLinks,
	readMore,
	readNext,
	readOffset,
	readSize,
	readUnclear,
} from './evidenceReads';
import { has, type Field, type Findings, type Read } from './evidenceTypes';
import { asCount, asFlag } from './evidenceValues';

type Test = (field: Field) => boolean;

/** Fields of one meaning, and how they are read. */
type Rule = [is: Test, read: Read];

/** Whether a name has one of these words. */
const any = (words: string): Test => {
	const all = words.split(' ');
	return (field) => has(field, ...all);
};
/** Whether a field is there: the words of the objects that it is in, ` > ` and its own. */
const at =
	(pattern: RegExp): Test =>
	({ within, words }) =>
		pattern.test(`${within.join(' ')} > ${words.join(' ')}`);
const both =
	(...tests: Test[]): Test =>
	(field) =>
		tests.every((test) => test(field));
const not =
	(test: Test): Test =>
	(field) =>
		!test(field);

const says: Read = () => true;
const saysNothing: Read = () => false;

/** A number that the response gives once. */
const asField =
	(name: 'lastPage' | 'pages' | 'page'): Read =>
	({ value }, { evidence }) =>
		(evidence[name] ??= asCount(value)) !== undefined;

/** Records in all; with `isLargerOnly` if they are more than came. */
const asTotal =
	(kind: keyof Findings['totals'], isLargerOnly = false): Read =>
	({ value }, { totals, items }) => {
		const count = asCount(value) ?? 0;
		if (!isLargerOnly || count > items) totals[kind].push(count);
		return true;
	};

const isCursor = any('cursor cursors token marker bookmark after scroll');
const isInPage: Test = ({ within }) => within.some((word) => word.startsWith('pag'));
const isAbout = any('info information meta metadata');
const isFlag: Test = ({ value }) => asFlag(value) !== undefined;
const ENDS = any(
	'last final end ended reached complete completed done finished exhausted eof returned included loaded',
);
/** Whether everything came, as a word. A number is none, as in `lastPage`, unless it says so. */
const isEndFlag: Test = (field) =>
	ENDS(field) &&
	!isCursor(field) &&
	isFlag(field) &&
	(typeof field.value !== 'number' || has(field, 'is', 'has'));
const OFFSETS = 'x offset skip skipped start at index from item record begin'.split(' ');

const readEnd: Read = ({ value }, { evidence }) => {
	const isEnd = asFlag(value) === true;
	evidence.more ??= !isEnd;
	evidence.isLast ||= isEnd;
	return true;
};

/** The meanings of a field by its name: the first that fits counts. */
const RULES: Rule[] = [
	// About a page before this one, or about no page at all.
	[any('prev previous before'), saysNothing],
	[at(/\b(prev|previous|before|first)\b.* > /), saysNothing],
	[both(isAbout, ({ value }) => !isRecord(value)), saysNothing],
	[both(any('link links'), ({ value }) => Array.isArray(value) && value.length > 0), readLinks],
	[any('next following continuation continue evaluated'), readNext],
	[at(/\bnext\b.* > .*\b(page|number|index|offset|skip|start|from)\b/), readInNext],
	// What a search counts that was broken off is not all there is.
	[both(any('timed partial incomplete'), ({ value }) => asFlag(value) === true), asPartial],
	[any('more further additional truncated incomplete partial exceeded'), readMore],
	// What is left of a quota is no record.
	[both(any('remaining left rest'), isOfQuota), saysNothing],
	[any('remaining left rest'), readMore],
	[both(any('limit max maximum'), any('reached'), isFlag), readMore],
	[isEndFlag, readEnd],
	[isCursor, readCursor],
	[({ words }) => words.every((word) => OFFSETS.includes(word)), readOffset],
	[({ value }) => isRecord(value), readCountIn],
	[({ value }) => asCount(value) === undefined, readUnclear],
	// Counts: of what came, of a page's records, of pages, or of all records.
	[any('returned included loaded'), saysNothing],
	[any('limit per take top max maximum'), readSize],
	[both(any('size'), not(any('total'))), readSize],
	[both(any('page'), any('last')), asField('lastPage')],
	[at(/\blast\b.* > .*\b(page|number)\b|\bpag.* > last$/), asField('lastPage')],
	[any('pages'), asField('pages')],
	[at(/\bpag.* > of$/), asField('pages')],
	// In an object of a page, a total may be one of pages.
	[at(/\bpages? > total$/), asTotal('either')],
	[at(/\bpages? > count$/), asTotal('either', true)],
	[both(any('page'), any('count total of')), asField('pages')],
	[any('page'), asField('page')],
	[both(isInPage, any('current number index'), not(any('total'))), asField('page')],
	[any('filter filtered matched matching matches found'), asTotal('filtered')],
	[any('all overall grand full unfiltered'), asTotal('unfiltered')],
	[any('total totals'), asTotal('plain')],
	// A length may be one of bytes.
	[any('length'), asHint],
	// Such a count is of the page as often as of the whole: only a larger one tells.
	[any('count counts number num hits results records items rows'), asTotal('plain', true)],
];

/** Reads what a field says about further records. */
export function readMeaning(field: Field, into: Findings): void {
	const read = RULES.find(([is]) => is(field))?.[1] ?? says;
	if (!read(field, into)) return;
	into.evidence.names.push(field.name);
	if (isRecord(field.value)) return;
	into.evidence.seen.push(`${field.name}: ${String(field.value).slice(0, 60)}`);
}

function isOfQuota({ beside, within }: Field): boolean {
	return within.includes('limit') || beside.some((name) => /quota|reset|rate/i.test(name));
}

function asPartial(_: Field, { evidence }: Findings): boolean {
	evidence.isPartial = true;
	return true;
}

function asHint({ value }: Field, { evidence, items }: Findings): boolean {
	evidence.mayBeMore ||= (asCount(value) ?? 0) > items;
	return true;
}
