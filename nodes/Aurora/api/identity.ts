import { isRecord } from '../../../lib/util/json';

import { compareFields, isEqual, isOfResponse } from './compareFields';
import { recordId } from './recordId';

/**
 * The records that were read. A record is known by its id while every page has one of its own for each
 * record, and no other record has it; otherwise by all that is in it. Then records are never merged,
 * and only a page that came before as a whole is left out.
 */
export class SeenRecords {
	records: unknown[] = [];

	/** Whether records are told apart by their ids. */
	hasIds = true;

	/** A page that was left out may be another one that looks alike. */
	isUnclear = false;

	private readonly pages: unknown[][] = [];

	private readonly byKey = new Map<string, unknown>();

	/** Pages without ids, as wholes. */
	private readonly wholes = new Set<string>();

	/** Fields that differ in every response. */
	private readonly volatile = new Set<string>();

	/** Records that had the id of one before, with other values than it. */
	private others = 0;

	private hasEqual = false;

	/** @param own what the records are called, in lower case */
	constructor(private readonly own: string[]) {}

	/**
	 * Takes the records of a page.
	 *
	 * @returns how many were taken, and how many were repeated otherwise than as a page, an end or a joint
	 */
	add(items: unknown[]): { taken: number; repeated: number; isOverlap: boolean } {
		if (this.hasIds && !this.haveOwnIds(items)) this.giveUpIds();
		const known = this.known(items);
		const isJoined = this.isJoined(items, known);
		const fresh = this.hasIds
			? items.filter((_, at) => !known[at])
			: this.isRepeated(items)
				? []
				: items;
		if (fresh.length > 0) this.pages.push(items);
		for (const item of fresh) this.records.push(item);
		this.keep(items);
		const repeated = known.filter(Boolean).length;
		const isEarlier = fresh.length === 0 && (!this.hasIds || this.isEarlier(items));
		const isOverlap = fresh.length > 0 && repeated > 0;
		return { taken: fresh.length, repeated: isEarlier || isJoined ? 0 : repeated, isOverlap };
	}

	/** Which records of a page were there before, in the order of the page. */
	known(items: unknown[]): boolean[] {
		return this.keysOf(items).map((key) => this.byKey.has(key));
	}

	/** Whether a page begins with the records that were read. */
	isBeginning(items: unknown[]): boolean {
		const beginning = items.slice(0, this.records.length);
		if (!this.hasIds) return this.compare(this.records, beginning) === 'same';
		return this.keysOf(this.records).join() === this.keysOf(beginning).join();
	}

	/**
	 * Whether two pages without ids hold the same records. Fields that differ in each of them, such as
	 * the time of the response, don't count from then on.
	 *
	 * @returns `unclear` where the records look too much alike to tell
	 */
	compare(page: unknown[], other: unknown[]): 'same' | 'other' | 'unclear' {
		if (page.length === 0 || page.length !== other.length) return 'other';
		if (isEqual(this.keysOf(page), this.keysOf(other))) return 'same';
		const { result, volatile } = compareFields(page, other);
		this.isUnclear ||= result === 'unclear';
		for (const name of volatile) this.volatile.add(name);
		if (volatile.length > 0) this.keepAll();
		return result;
	}

	/** Whether a page begins with the last records that were read, and goes on with others. */
	private isJoined(items: unknown[], known: boolean[]): boolean {
		const joint = known.indexOf(false);
		if (!this.hasIds || joint <= 0 || known.lastIndexOf(true) >= joint) return false;
		return isEqual(items.slice(0, joint), this.records.slice(-joint));
	}

	/** Whether a page is the first one, or the end of what was read. */
	private isEarlier(items: unknown[]): boolean {
		const keys = this.keysOf(items).join();
		const end = this.records.slice(-items.length);
		// One record alone may be another one with the same id.
		if (items.length === 1 && !isEqual(items, end)) return false;
		const ends = [this.pages[0] ?? [], end];
		return ends.some((each) => this.keysOf(each).join() === keys);
	}

	private isRepeated(items: unknown[]): boolean {
		const whole = this.keysOf(items).join('\n');
		const [first, last] = [this.pages[0], this.pages[this.pages.length - 1]];
		const isKnown =
			this.wholes.has(whole) ||
			(last !== undefined && this.keysOf(last.slice(-items.length)).join('\n') === whole) ||
			[first, last].some((each) => each && this.compare(each, items) !== 'other');
		this.wholes.add(whole);
		if (!isKnown || items.length === 0) return false;
		this.isUnclear ||= [items, first, last].some((each) => {
			return each !== undefined && new Set(this.keysOf(each)).size < each.length;
		});
		return true;
	}

	/** Whether each record has an id, and no other record of this page or an earlier one has it. */
	private haveOwnIds(items: unknown[]): boolean {
		const ids = items.map((item) => recordId(item, this.own));
		const keys = ids.map(String);
		if (ids.includes(undefined) || new Set(keys).size < keys.length) return false;
		// Nothing else has an id.
		const records = items as Array<Record<string, unknown>>;
		if (records.length > 1) {
			for (const [at, key] of keys.entries()) {
				const before = this.byKey.get(key);
				if (!isRecord(before)) continue;
				const isSame = Object.keys(records[at]).every(
					(name) => isEqual(records[at][name], before[name]) || isOfResponse(records, name),
				);
				if (isSame) this.hasEqual = true;
				else this.others++;
			}
		}
		// One may have been changed while the list was read.
		return this.hasEqual || this.others < 2;
	}

	private giveUpIds(): void {
		this.hasIds = false;
		this.records = this.pages.flat();
		for (const page of this.pages) this.wholes.add(this.keysOf(page).join('\n'));
		this.keepAll();
	}

	private keepAll(): void {
		this.byKey.clear();
		for (const page of this.pages) this.keep(page);
	}

	private keep(items: unknown[]): void {
		for (const [at, key] of this.keysOf(items).entries()) this.byKey.set(key, items[at]);
	}

	/** What records are known by. */
	keysOf(items: unknown[]): string[] {
		if (this.hasIds) return items.map((item) => String(recordId(item, this.own)));
		return items.map((item) =>
			JSON.stringify(item, (name, value: unknown) => (this.volatile.has(name) ? undefined : value)),
		);
	}
}
