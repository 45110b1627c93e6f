import { isRecord } from '../../../lib/util/json';

import { isProblemList } from './failureIn';
import { pagingWords, plainName, wordsOf } from './pagingWords';
import { recordId } from './recordId';

/** The list of a response. */
export interface FoundList {
	items: unknown[];
	/** The objects that hold the list, from the outermost to the one with the list. */
	holders: Array<Record<string, unknown>>;
	/** The list as it stands in the response. */
	container: unknown;
	/** Path to the list, with dots; absent where the response is the list. */
	path?: string;
	/** It is under a name that tells nothing. */
	isUnknown?: boolean;
	/** There is none: an error, unless the response counts no records. */
	isMissing?: boolean;
}

/** The words of names under which APIs put a list: `data`, `resultSet`. */
const LIST_WORDS: ReadonlySet<string> = new Set(
	`data item items result results value values record records row rows content contents list lists
	entry entries element elements object objects resource resources entity entities hit hits member
	members document documents docs collection page nodes d payload response body embedded children
	array set feed return issues features`.split(/\s+/),
);

/** Lists beside the one that is wanted. */
const SIDE_NAMES: ReadonlySet<string> = new Set(
	`errors warnings messages links included columns fields headers facets aggregations filters sort
	sorts meta metadata schema actions permissions notifications tags includes expand
	link queries schemas order`.split(/\s+/),
);

export const DEEPEST = 3;

export interface Candidate extends FoundList {
	/** 0 is the best. */
	rank: number;
}

/** The words of a name under which a list may stand. */
export function listWordsOf(name: string, own: string[] = []): string[] | undefined {
	return wordsOf(name, (word) => LIST_WORDS.has(word) || own.includes(word));
}

/**
 * All lists in a response.
 *
 * @param own what the records are called, in lower case
 */
export function candidatesIn(
	holder: Record<string, unknown>,
	own: string[],
	holders: Array<Record<string, unknown>> = [],
	path = '',
): Candidate[] {
	const around = [...holders, holder];
	return Object.entries(holder).flatMap(([name, value]): Candidate[] => {
		const plain = plainName(name);
		const words = listWordsOf(name, own);
		const isKnown = words !== undefined;
		const isOwn = isKnown && words.some((word) => own.includes(word));
		const isSide = SIDE_NAMES.has(plain) || (!isOwn && isProblemList(holder, plain));
		const here = { holders: around, container: value, path: path ? `${path}.${name}` : name };
		if (Array.isArray(value)) {
			const wrapper = holders.length < DEEPEST ? wrapperIn(value, own) : undefined;
			if (wrapper) return candidatesIn(wrapper, own, around, `${here.path}.0`);
			// Something that the records have: `accountOwners`.
			const isPart = !isKnown && own.some((each) => plain.startsWith(each));
			return [
				{
					...here,
					items: value,
					rank: isSide ? 9 : rankOf(value, isOwn, isKnown) + (isPart ? 0.5 : 0),
					isUnknown: !isKnown,
				},
			];
		}
		if (value === null && isKnown) return [{ ...here, items: [], rank: 7 }];
		if (!isRecord(value) || isSide) return [];
		if (isKnown && Object.keys(value).length === 0) return [{ ...here, items: [], rank: 7 }];
		const only = isOwn ? onlyRecordIn(value, own) : undefined;
		if (only) {
			const [inner, record] = only;
			const at = { holders: [...around, value], container: record, path: `${here.path}.${inner}` };
			return [{ ...at, items: [record], rank: 2 }];
		}
		if (isKnown && isRecordMap(value))
			return [{ ...here, items: Object.values(value), rank: isOwn ? 2 : 3 }];
		return holders.length < DEEPEST ? candidatesIn(value, own, around, here.path) : [];
	});
}

/** The only entry of a list, where it is no record but holds a list: `[{ results: […], total: 5 }]`. */
export function wrapperIn(list: unknown[], own: string[]): Record<string, unknown> | undefined {
	const [only] = list;
	if (list.length !== 1 || !isRecord(only) || recordId(only, own) !== undefined) return undefined;
	const about = Object.keys(only).filter((name) => !listWordsOf(name, own));
	// An invoice has a number, and items.
	if (about.some((name) => /^(no|num|number)$/i.test(name) || !pagingWords(name))) return undefined;
	const isList = (value: unknown) =>
		Array.isArray(value) && value.every(isRecord) && (value.length > 0 || about.length > 0);
	const values = Object.values(only).flatMap((value) => [
		value,
		...(isRecord(value) ? Object.values(value) : []),
	]);
	return values.some(isList) ? only : undefined;
}

/** A list of one that was XML: `{ Accounts: { Account: {…} } }`. */
function onlyRecordIn(
	holder: Record<string, unknown>,
	own: string[],
): [name: string, record: Record<string, unknown>] | undefined {
	const [only, ...others] = Object.entries(holder).filter(([, value]) => typeof value === 'object');
	if (!only || others.length > 0 || !own.includes(plainName(only[0]))) return undefined;
	return isRecord(only[1]) && !isRecordMap(only[1]) ? [only[0], only[1]] : undefined;
}

/** Records by id, as `{ "17": {…}, "18": {…} }`: their names are ids, or they look alike. */
function isRecordMap(value: Record<string, unknown>): boolean {
	const records = Object.values(value);
	if (records.length === 0 || !records.every(isRecord)) return false;
	const [name, ...others] = Object.keys(records[0]);
	const areAlike = others.length > 0 && records.every((record) => name in record);
	return Object.keys(value).every((each) => /\d/.test(each)) || (records.length > 1 && areAlike);
}

function rankOf(items: unknown[], isOwn: boolean, isKnown: boolean): number {
	const hasRecords = items.length > 0 && items.every((item) => isRecord(item));
	if (hasRecords) return isOwn ? 0 : isKnown ? 1 : 4;
	// An empty list under the collection's own name is the list; another may be filled elsewhere.
	if (items.length === 0) return isOwn ? 3.5 : isKnown ? 6 : 8;
	return isKnown ? 6 : 8.5;
}
