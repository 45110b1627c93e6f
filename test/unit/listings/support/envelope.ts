import type { Dice } from './dice';
import { spelt, type Style } from './spelling';

/** Stands for the records until their JSON is put in. */
const RECORDS = '\u0000records';

/** What lies around the records of an answer. */
export interface Envelope {
	/** Names from the outside in; none for a bare list. */
	path: string[];
	/** Names around what is said about pages, from the outside in; the words come behind. */
	saidAt: string[];
	/** Records as an object of objects, by a key of their own. */
	isObject: boolean;
	/** What is written for an empty list. */
	whenEmpty: '[]' | 'null' | 'left out';
	/** Fields beside the records, and in the outermost object. */
	beside: Record<string, unknown>;
	outside: Record<string, unknown>;
	style: Style;
}

/** The text of an answer. */
export function wrapped(
	envelope: Envelope,
	records: readonly string[],
	said: Record<string, unknown>,
	isNull = false,
): string {
	const { path, saidAt, whenEmpty, outside, beside } = envelope;
	if (path.length === 0) return isNull ? 'null' : `[${records.join(',')}]`;
	const body: Record<string, unknown> = { ...outside };
	const items = isNull || (records.length === 0 && whenEmpty === 'null') ? null : RECORDS;
	const isLeftOut = records.length === 0 && whenEmpty === 'left out' && !isNull;
	const parent = inside(body, isLeftOut ? path.slice(0, -2) : path.slice(0, -1));
	if (!isLeftOut) {
		Object.assign(parent, beside);
		parent[path[path.length - 1]] = items;
	}
	merge(inside(body, saidAt), said);
	return JSON.stringify(body).replace(JSON.stringify(RECORDS), () => listText(envelope, records));
}

function listText({ isObject }: Envelope, records: readonly string[]): string {
	if (!isObject) return `[${records.join(',')}]`;
	return `{${records.map((record, at) => `"k${at}":${record}`).join(',')}}`;
}

function inside(body: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
	return names.reduce<Record<string, unknown>>(
		(at, name) => (at[name] ??= {}) as Record<string, unknown>,
		body,
	);
}

function merge(into: Record<string, unknown>, from: Record<string, unknown>): void {
	for (const [name, value] of Object.entries(from)) {
		const there = into[name];
		const isBoth = [there, value].every(
			(one) => typeof one === 'object' && one !== null && !Array.isArray(one),
		);
		if (isBoth) merge(there as Record<string, unknown>, value as Record<string, unknown>);
		else into[name] = value;
	}
}

/** Names of lists that many services use, and the collection's own. */
const listNames = [
	'data',
	'items',
	'results',
	'result',
	'value',
	'values',
	'records',
	'rows',
	'content',
	'list',
	'entries',
	'docs',
	'accounts',
	'accounts',
	'account',
	'=Resources',
	'elements',
	'objects',
	'collection',
	'members',
	'hits',
	'entities',
	'=hydra:member',
];

/** Names that can't be known; there is only this one list. */
const ownNames = ['clients', 'kunden', 'payload', 'account list', 'people', 'x'];

const outerNames = [
	'data',
	'result',
	'response',
	'd',
	'payload',
	'body',
	'return',
	'query response',
];
const infoNames = ['meta', '=_meta', 'pagination', 'paging', 'page info', 'meta data', 'info'];

/** A bare list, or an envelope one to three levels deep. */
export function anyEnvelope(dice: Dice, style: Style, canBeBare: boolean): Envelope {
	const write = (words: string) => spelt(words, style);
	const base = {
		saidAt: [],
		isObject: false,
		whenEmpty: '[]' as const,
		beside: {},
		outside: {},
		style,
	};
	if (canBeBare && dice.in100(45)) return { ...base, path: [] };
	const depth = dice.weighed([
		[6, 1],
		[3, 2],
		[1, 3],
	] as const);
	const outer = dice.some(outerNames, depth - 1).map(write);
	const name = write(dice.one(dice.in100(85) ? listNames : ownNames));
	const path = [...outer, name];
	const level = dice.between(0, depth - 1);
	const info = dice.in100(30) ? [write(dice.one(infoNames))] : [];
	const saidAt = [...outer.slice(0, level), ...info];
	const isTaken = new Set(path).size < path.length || info.some((one) => path.includes(one));
	if (isTaken) return anyEnvelope(dice, style, canBeBare);
	const isObject = dice.in100(4) && listNames.some((one) => write(one) === name);
	return { ...base, path, saidAt, isObject, whenEmpty: dice.in100(8) ? 'null' : '[]' };
}

/** Lists and fields that stand beside the records in many answers and say nothing of pages. */
export const companions: ReadonlyArray<[name: string, value: unknown]> = [
	['errors', []],
	['warnings', ['The name of a field has changed']],
	['messages', []],
	['permissions', ['read', 'write']],
	['columns', ['id', 'name', 'active']],
	['included', [{ type: 'owner', id: 'o1' }]],
	['success', true],
	['status', 'success'],
	['code', 0],
	['message', 'OK'],
	['error', null],
	['ok', true],
	['version', '2.1'],
	['took', 5],
	['timed out', false],
	['total amount', 98_765.4],
	['next invoice date', '2031-02-01'],
	['next billing run', '2031-03-01T00:00:00Z'],
	['last updated', '2026-01-01T10:00:00Z'],
	['unread count', 500],
	['country count', 12],
	['more info', 'https://docs.a.example/accounts'],
	['has warnings', true],
	['sync token', 'CPDAlvWDx70C'],
	['remaining credits', 4_999],
	['total balance', 1_200_000],
	['next steps', ['Read the documentation']],
];

/** Headers that say nothing of pages. */
export const otherHeaders: Record<string, string> = {
	'x-ratelimit-remaining': '59',
	'x-ratelimit-limit': '60',
	'x-request-id': '9f1c',
	'x-total-time': '35',
	link: '<https://docs.a.example/>; rel="help"',
};
