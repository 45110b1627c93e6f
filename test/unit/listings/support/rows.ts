import type { Dice } from './dice';

/** What the records of a service have to tell them apart. */
export const identities = [
	'numbers',
	'texts',
	'uuids',
	'beyond 2^53',
	'no ids',
	'ids that repeat',
	'twins',
] as const;
export type Identity = (typeof identities)[number];

/** What records hold beside. */
export const contents = ['plain', 'lists inside', 'paging words inside'] as const;

/** A record as the service writes it, and as it must come out. */
export interface Row {
	json: string;
	/** The record without its volatile field, big numbers as text: equal for the same record. */
	key: string;
	/** As it stands in an address. */
	id?: string;
}

export interface RowsPlan {
	identity: Identity;
	idName: string;
	content: (typeof contents)[number];
}

/** So many records, in the order of their ids. */
export function makeRows(count: number, { identity, idName, content }: RowsPlan): Row[] {
	return Array.from({ length: count }, (_, at) => {
		const id = idOf(identity, at);
		const fields = [
			...(id === undefined ? [] : [`${JSON.stringify(idName)}:${id}`]),
			...fieldsOf(identity, at),
			...insides[content](at),
		];
		const json = `{${fields.join(',')}}`;
		return { json, key: json.replace(/:(\d{16,})/g, ':"$1"'), id: id?.replace(/"/g, '') };
	});
}

/** The key of a record that came out. */
export function keyOf(record: unknown): string {
	if (typeof record !== 'object' || record === null) return JSON.stringify(record);
	const kept = { ...(record as Record<string, unknown>) };
	delete kept[VOLATILE];
	return JSON.stringify(kept);
}

/** A field that differs in each answer. */
export const VOLATILE = 'servedAt';

function idOf(identity: Identity, at: number): string | undefined {
	switch (identity) {
		case 'numbers':
			return String(at + 1);
		case 'texts':
			return `"acc_${String(at + 1).padStart(6, '0')}"`;
		case 'uuids':
			return `"${hex(at, 8)}-1d2c-4f6a-9b3e-${hex(at * 7_919 + 13, 12)}"`;
		case 'beyond 2^53':
			return String(9_007_199_254_740_993n + BigInt(at));
		case 'ids that repeat':
			// An invoice has several lines; the third line of each second one is missing.
			return String(1_000 + Math.floor(at / 2));
		default:
			return undefined;
	}
}

function fieldsOf(identity: Identity, at: number): string[] {
	if (identity === 'twins') return [`"amount":${at % 3 === 0 ? 5 : 7}`, '"currency":"GBP"'];
	if (identity === 'ids that repeat') return [`"line":${at + 1}`, '"amount":5'];
	return [`"name":"a${at + 1}"`, '"active":true'];
}

const insides: Record<RowsPlan['content'], (at: number) => string[]> = {
	plain: () => [],
	'lists inside': (at) => [
		'"tags":["red","blue"]',
		`"contacts":[{"id":${at + 1},"mail":"c${at}@a.example"},{"id":${at + 2},"mail":null}]`,
		'"address":{"lines":[]}',
	],
	'paging words inside': (at) => [
		`"total":${5_000 + at}`,
		'"next":"/Accounts/9"',
		'"hasMore":true',
		'"pages":12',
	],
};

function hex(value: number, digits: number): string {
	return value.toString(16).padStart(digits, '0').slice(-digits);
}

/** An identity, the usual ones more often. */
export function anyIdentity(dice: Dice): Identity {
	return dice.weighed([
		[8, 'numbers'],
		[4, 'texts'],
		[2, 'uuids'],
		[2, 'beyond 2^53'],
		[2, 'no ids'],
		[2, 'ids that repeat'],
		[1, 'twins'],
	] as const);
}
