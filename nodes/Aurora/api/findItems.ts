import { AuroraError } from '../../../lib/http/errors';
import type { HttpResponse } from '../../../lib/http/response';
import { isRecord, valueAt } from '../../../lib/util/json';

import { failureIn } from './failureIn';
import { emptyResponse, noList, noListAt } from './listErrors';
import { plainName, wordsOf } from './pagingWords';
import { notJsonError } from './statusErrors';

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

const DEEPEST = 3;

interface Candidate extends FoundList {
	/** 0 is the best. */
	rank: number;
}

/**
 * Finds the list in a response: a bare array, the list at `itemsProperty`, or the best of all arrays
 * in it. What Aurora's lists look like is not documented.
 *
 * @param itemsProperty path with dots; empty to search
 * @param own what the records are called, in lower case: `accounts`
 * @param known the list in the first page
 * @throws AuroraError when the response is an error, is no object or list, or when several lists could
 *   be meant
 */
export function findItems(
	response: HttpResponse,
	itemsProperty: string,
	own: string[],
	known?: FoundList,
): FoundList {
	if (response.status === 204) return { items: [], holders: [], container: undefined };
	if (response.body.length === 0) throw emptyResponse(response);
	const body = response.json();
	if (body === undefined) throw notJsonError(response);
	if (itemsProperty) return listAt(body, itemsProperty);
	if (Array.isArray(body)) {
		// What the response says of itself may stand before the list, as in `[{ total }, [ … ]]`.
		const [about, list] = body as unknown[];
		const isPair = body.length === 2 && isRecord(about) && Array.isArray(list);
		if (isPair) return { items: list as unknown[], holders: [about], container: list };
		return { items: body, holders: [], container: body };
	}
	if (body === null && known) return { items: [], holders: [], container: null };
	if (!isRecord(body)) throw noList(body);
	const candidates = candidatesIn(body, own);
	const same = candidates.find(({ path }) => known && path === known.path);
	const found: (FoundList & { rank?: number }) | undefined =
		same ?? leftOut(body, known) ?? bestOf(candidates);
	const failure = failureIn(body, response, !found?.items.length);
	if (failure) throw failure;
	const holders = [body, ...envelopesIn(body)];
	return found ?? { items: [], holders, container: undefined, isMissing: true };
}

/** The objects in a response that could hold a list. */
function envelopesIn(holder: Record<string, unknown>, depth = 1): Array<Record<string, unknown>> {
	return Object.entries(holder).flatMap(([name, value]) => {
		if (!isRecord(value) || !wordsOf(name, (word) => LIST_WORDS.has(word))) return [];
		return [value, ...(depth < DEEPEST ? envelopesIn(value, depth + 1) : [])];
	});
}

/** The list of a page past the end, where it is `null` or left out, or its object is. */
function leftOut(body: Record<string, unknown>, known?: FoundList): FoundList | undefined {
	if (known?.path === undefined) return undefined;
	const names = known.path.split('.').slice(0, -1);
	const holders = names.map((_, at) => valueAt(body, names.slice(0, at + 1).join('.')));
	const hasHolder = names.length > 0 && holders.every(isRecord);
	const isBare = names.length > 0 && Object.keys(body).every((name) => name in known.holders[0]);
	if (valueAt(body, known.path) !== null && !hasHolder && !isBare) return undefined;
	return { items: [], holders: [body, ...holders].filter(isRecord), container: undefined };
}

function candidatesIn(
	holder: Record<string, unknown>,
	own: string[],
	holders: Array<Record<string, unknown>> = [],
	path = '',
): Candidate[] {
	const around = [...holders, holder];
	return Object.entries(holder).flatMap(([name, value]): Candidate[] => {
		const plain = plainName(name);
		const words = wordsOf(name, (word) => LIST_WORDS.has(word) || own.includes(word));
		const isKnown = words !== undefined;
		const isOwn = isKnown && words.some((word) => own.includes(word));
		const isSide = SIDE_NAMES.has(plain);
		const here = { holders: around, container: value, path: path ? `${path}.${name}` : name };
		if (Array.isArray(value)) {
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
		const entries = Object.values(value);
		const isMap = isKnown && entries.length > 0 && entries.every(isRecord);
		if (isMap && looksLikeRecords(value)) return [{ ...here, items: entries, rank: isOwn ? 2 : 3 }];
		return holders.length < DEEPEST ? candidatesIn(value, own, around, here.path) : [];
	});
}

/** Records by id, as `{ "17": {…}, "18": {…} }`: their names are ids, or they look alike. */
function looksLikeRecords(value: Record<string, unknown>): boolean {
	const records = Object.values(value) as Array<Record<string, unknown>>;
	const [first] = records.map((record) => Object.keys(record));
	return (
		Object.keys(value).every((name) => /\d/.test(name)) ||
		(records.length > 1 && first.length > 1 && records.every((record) => first[0] in record))
	);
}

function rankOf(items: unknown[], isOwn: boolean, isKnown: boolean): number {
	const hasRecords = items.length > 0 && items.every((item) => isRecord(item));
	if (hasRecords) return isOwn ? 0 : isKnown ? 1 : 4;
	// An empty list under the collection's own name is the list; another may be filled elsewhere.
	if (items.length === 0) return isOwn ? 3.5 : isKnown ? 6 : 8;
	return isKnown ? 6 : 8.5;
}

function bestOf(candidates: Candidate[]): Candidate | undefined {
	const rank = Math.min(9, ...candidates.map((each) => each.rank));
	const best = candidates.filter((each) => each.rank === rank && rank < 9);
	// Of equal ones the outermost counts, such as `data` before `data.included`.
	const nearest = Math.min(...best.map(({ holders }) => holders.length));
	const outermost = best.filter(({ holders }) => holders.length === nearest);
	if (outermost.length < 2 || outermost.every(({ items }) => items.length === 0))
		return outermost[0];
	throw new AuroraError(
		"Aurora's response holds several lists",
		`Set 'List Field' in the options to the one that is wanted: ${outermost.map(({ path }) => path).join(', ')}.`,
	);
}

function listAt(body: unknown, path: string): FoundList {
	const value = valueAt(body, path);
	const entries = isRecord(value) ? Object.values(value) : undefined;
	const items = Array.isArray(value) ? value : entries?.every(isRecord) ? entries : undefined;
	if (!items) throw noListAt(path, body);
	const names = path.split('.').slice(0, -1);
	const holders = names.map((_, at) => valueAt(body, names.slice(0, at + 1).join('.')));
	return { items, holders: [body, ...holders].filter(isRecord), container: value };
}
