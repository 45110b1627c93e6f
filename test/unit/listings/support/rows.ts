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
	'one id twice',
] as const;
export type Identity = (typeof identities)[number];

/** What records hold beside. */
export const contents = ['plain', 'lists inside', 'paging words inside'] as const;

export interface RowsPlan {
	identity: Identity;
	idName: string;
	content: (typeof contents)[number];
	/** The first record of the second page, where one id may be there twice. */
	second: number;
}

/** A record. Its texts are made when they are needed: most lists are read in part. */
export class Row {
	private text?: string;

	constructor(
		private readonly plan: RowsPlan,
		private readonly at: number,
	) {}

	/** As the service writes it. */
	get json(): string {
		this.text ??= this.written(String);
		return this.text;
	}

	/** As it must come out: a number that is too big for JavaScript as text. */
	get key(): string {
		const { identity } = this.plan;
		return identity === 'beyond 2^53' ? this.written((id) => `"${id}"`) : this.json;
	}

	/** As its id stands in an address. */
	get id(): string {
		return String(idOf(this.plan, this.at) ?? '');
	}

	private written(big: (id: bigint) => string): string {
		const { identity, idName, content } = this.plan;
		const id = idOf(this.plan, this.at);
		const value = typeof id === 'bigint' ? big(id) : JSON.stringify(id);
		const start = value === undefined ? '' : `"${idName}":${value},`;
		return `{${start}${fieldsOf(identity, this.at)}${insides[content](this.at)}}`;
	}
}

/** So many records, in the order of their ids. */
export const makeRows = (count: number, plan: RowsPlan): Row[] =>
	Array.from({ length: count }, (_, at) => new Row(plan, at));

/** The key of a record that came out. */
export function keyOf(record: unknown): string {
	if (typeof record !== 'object' || record === null) return JSON.stringify(record);
	if (!(VOLATILE in record)) return JSON.stringify(record);
	const kept: Record<string, unknown> = { ...record };
	delete kept[VOLATILE];
	return JSON.stringify(kept);
}

/** A field that differs in each answer. */
export const VOLATILE = 'servedAt';

function idOf({ identity, second }: RowsPlan, at: number): string | number | bigint | undefined {
	switch (identity) {
		case 'numbers':
			return at + 1;
		case 'texts':
			return `acc_${String(at + 1).padStart(6, '0')}`;
		case 'uuids':
			return `${hex(at, 8)}-1d2c-4f6a-9b3e-${hex(at * 7_919 + 13, 12)}`;
		case 'beyond 2^53':
			return 9_007_199_254_740_993n + BigInt(at);
		case 'ids that repeat':
			// An invoice has several lines.
			return 1_000 + Math.floor(at / 2);
		case 'one id twice':
			return at < second ? at + 1 : at;
		default:
			return undefined;
	}
}

function fieldsOf(identity: Identity, at: number): string {
	if (identity === 'twins') return `"amount":${at % 3 === 0 ? 5 : 7},"currency":"GBP"`;
	if (identity === 'ids that repeat') return `"line":${at + 1},"amount":5`;
	return `"name":"a${at + 1}","active":true`;
}

const insides: Record<RowsPlan['content'], (at: number) => string> = {
	plain: () => '',
	'lists inside': (at) =>
		`,"tags":["red","blue"],"contacts":[{"id":${at + 1},"mail":"c@a.example"},{"id":${at + 2}}],"address":{"lines":[]}`,
	'paging words inside': (at) =>
		`,"total":${5_000 + at},"next":"/Accounts/9","hasMore":true,"pages":12`,
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
		[0.5, 'one id twice'],
	] as const);
}
