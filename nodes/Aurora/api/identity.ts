import { isRecord } from '../../../lib/util/json';

import { plainName } from './pagingWords';

/** The id of a record, as the API gives it. */
export type RecordId = string | number;

const ID_NAMES = ['id', 'uuid', 'guid', 'key'];

/**
 * The id of a record: a field with a usual name, in any case and spelling.
 *
 * @param own what the records are called, in lower case: `accounts`, `account`
 * @returns undefined for a record without one
 */
export function recordId(record: unknown, own: string[] = []): RecordId | undefined {
	if (!isRecord(record)) return undefined;
	const { id } = record;
	if (isId(id)) return id;
	const names = [...ID_NAMES, ...own.flatMap((name) => ID_NAMES.map((suffix) => name + suffix))];
	for (const name of names) {
		for (const field of Object.keys(record)) {
			if (plainName(field) === name && isId(record[field])) return record[field];
		}
	}
	return undefined;
}

function isId(value: unknown): value is RecordId {
	return (
		(typeof value === 'string' && value !== '') ||
		(typeof value === 'number' && Number.isFinite(value))
	);
}

/**
 * The records that were read, each once. A record is known by its id while every page has one of its
 * own for each record, otherwise by all that is in it; then records of one page are never merged, and
 * only a page that came before as a whole is left out.
 */
export class SeenRecords {
	private readonly keys = new Set<string>();

	/** Pages without ids, as wholes. */
	private readonly pages = new Set<string>();

	/** Fields that differ in every response. */
	private readonly volatile = new Set<string>();

	private isById = true;

	private readonly read: unknown[][] = [];

	constructor(private readonly own: string[]) {}

	/** Whether records are told apart by their ids. */
	get hasIds(): boolean {
		return this.isById;
	}

	/** The records of a page that were not there before. */
	add(items: unknown[]): unknown[] {
		const fresh = this.freshOf(items);
		this.read.push(items);
		for (const key of this.keysOf(items)) this.keys.add(key);
		return fresh;
	}

	/** Which records of a page were there before, in the order of the page. */
	known(items: unknown[]): boolean[] {
		const keys = this.keysOf(items);
		return keys.map((key) => this.keys.has(key));
	}

	/** What a record is known by. */
	keyOf(item: unknown): string {
		return this.keysOf([item])[0];
	}

	private freshOf(items: unknown[]): unknown[] {
		if (this.isById && !this.haveIds(items)) this.giveUpIds();
		if (this.isById) return items.filter((item) => !this.keys.has(this.keyOf(item)));
		const page = this.keysOf(items).join('\n');
		const [first] = this.read;
		const isRepeated =
			this.pages.has(page) ||
			[first, this.read[this.read.length - 1]].some((each) => each && this.isSamePage(each, items));
		this.pages.add(page);
		return isRepeated && items.length > 0 ? [] : items;
	}

	/**
	 * Whether two pages without ids hold the same records. Fields that differ in each of them, such as
	 * the time of the response, don't count from then on.
	 */
	isSamePage(page: unknown[], other: unknown[]): boolean {
		if (page.length === 0 || page.length !== other.length) return false;
		if (page.every((item, at) => this.keyOf(item) === this.keyOf(other[at]))) return true;
		if (!page.every((item) => isRecord(item)) || !other.every((item) => isRecord(item)))
			return false;
		const same = (name: string) =>
			page.every((item, at) => JSON.stringify(item[name]) === JSON.stringify(other[at][name]));
		const names = Object.keys(page[0]);
		const stable = names.filter(same);
		const tells = stable.some(
			(name) => new Set(page.map((item) => JSON.stringify(item[name]))).size > page.length / 2,
		);
		if (!tells || stable.length * 2 <= names.length) return false;
		for (const name of names) if (!stable.includes(name)) this.volatile.add(name);
		this.keys.clear();
		for (const each of this.read) for (const key of this.keysOf(each)) this.keys.add(key);
		return true;
	}

	private haveIds(items: unknown[]): boolean {
		const ids = items.map((item) => recordId(item, this.own));
		return ids.every((id) => id !== undefined) && new Set(ids.map(String)).size === ids.length;
	}

	private giveUpIds(): void {
		this.isById = false;
		this.keys.clear();
		for (const page of this.read) for (const key of this.keysOf(page)) this.keys.add(key);
	}

	private keysOf(items: unknown[]): string[] {
		if (this.isById) return items.map((item) => String(recordId(item, this.own)));
		return items.map((item) =>
			JSON.stringify(item, (name, value: unknown) => (this.volatile.has(name) ? undefined : value)),
		);
	}
}
