import { idKey, type RecordId } from '../api/recordId';

import { only, without } from '../operations/fieldChoice';

import { twoDigits, ValueHash } from './valueHash';

/** Characters of a record's own hash. */
const HASH_LENGTH = 8;

/** Characters of a field: 2 for its place in the table of names, 4 for its hash. */
const FIELD_LENGTH = 6;

/** What the fields of all records may take, and how many names have a place. */
const [MAX_FIELD_BYTES, MAX_NAMES] = [2_000_000, 4096];

/** A record of the list. */
export interface ReadRecord {
	id: RecordId;
	record: Record<string, unknown>;
}

/** What is remembered of one record. */
export interface Entry {
	/** As first seen. */
	id: RecordId;
	/** Hash of the whole record; then, of each field, its place and its hash. */
	mark: string;
}

/** What is remembered of all records: no copy of any. */
export interface Snapshot<E extends Entry = Entry> {
	/** Names of the fields, each at its place; empty when fields are not remembered. */
	fields: string[];
	/** By `idKey`. */
	entries: Map<string, E>;
}

/** The snapshot as it is stored in n8n's static data. */
export interface StoredSnapshot {
	fields: string[];
	/** One a line: the mark, a colon and the id as JSON. */
	records: string;
}

/**
 * Makes the snapshot of a list. For an id that comes twice, both count as one record.
 *
 * @param ignored fields that don't count, with dots for nested ones
 * @param known names of fields that have a place already
 * @param counting the fields that alone count; none for all
 */
export function snapshotOf(
	list: ReadRecord[],
	ignored: string[],
	known: string[] = [],
	counting: string[] = [],
): Snapshot<Entry & ReadRecord> {
	const counted = list.map(({ record }) => without(only(record, counting), ignored));
	const fields = fieldTable(counted, known);
	const places = new Map(fields.map((name, at) => [name, twoDigits(at)]));
	const hash = new ValueHash();
	const entries = new Map<string, Entry & ReadRecord>();
	let [key, number, marks] = ['', 0, ''];
	const addField = (name: string, value: unknown) => {
		// Another way to write the id is no change.
		const isText = typeof value === 'string' && value.length === key.length;
		const isId = value === number || (isText && idKey(value) === key);
		hash.value(isId ? key : value);
		if (fields.length > 0) marks += places.get(name)! + hash.shortText;
	};
	for (const [at, { id, record }] of list.entries()) {
		key = idKey(id);
		number = typeof id === 'number' ? id : Number(key);
		marks = '';
		hash.record(counted[at], addField);
		const mark = hash.text + marks;
		const twin = entries.get(key);
		if (!twin) entries.set(key, { id, record, mark });
		// The same for both orders. Which of the two a changed field belongs to can't be told.
		else if (twin.mark !== mark) twin.mark = hash.record({ both: [twin.mark, mark].sort() }).text;
	}
	return { fields, entries };
}

/**
 * What is different between two entries of one record.
 *
 * @param fields the table of names, of which both know the beginning
 * @returns undefined when nothing is; without names when the fields of one of them are not remembered
 */
export function changeOf(fields: string[], before: Entry, now: Entry) {
	if (before.mark.slice(0, HASH_LENGTH) === now.mark.slice(0, HASH_LENGTH)) return undefined;
	const [old, current] = [before, now].map(({ mark }) => fieldsIn(mark));
	if (old.size === 0 || current.size === 0) return {};
	const isOther = (_: string, at: number) => old.get(twoDigits(at)) !== current.get(twoDigits(at));
	return { changedFields: fields.filter(isOther).sort() };
}

/** Hashes of fields by their places. */
function fieldsIn(mark: string): Map<string, string> {
	const fields = mark.slice(HASH_LENGTH).match(/.{6}/g) ?? [];
	return new Map(fields.map((field) => [field.slice(0, 2), field]));
}

/** Names get the next free places; none when the fields of all records take too much. */
function fieldTable(records: Array<Record<string, unknown>>, known: string[]): string[] {
	const names = new Set(known);
	let count = 0;
	for (const record of records) {
		for (const name of Object.keys(record)) names.add(name);
		count += Object.keys(record).length;
		if (count * FIELD_LENGTH > MAX_FIELD_BYTES || names.size > MAX_NAMES) return [];
	}
	return [...names];
}

/** The snapshot in the form that is stored. */
export function packSnapshot({ fields, entries }: Snapshot): StoredSnapshot {
	const all = [...entries.values()];
	const bytes = all.reduce((sum, { mark }) => sum + mark.length - HASH_LENGTH, 0);
	const isTold = fields.length > 0 && bytes + JSON.stringify(fields).length <= MAX_FIELD_BYTES;
	const length = isTold ? undefined : HASH_LENGTH;
	const lines = all.map(({ id, mark }) => `${mark.slice(0, length)}:${JSON.stringify(id)}`);
	return { fields: isTold ? fields : [], records: lines.join('\n') };
}

/** The snapshot that was stored. */
export function unpackSnapshot({ fields, records }: StoredSnapshot): Snapshot {
	const entries = new Map<string, Entry>();
	for (const line of records === '' ? [] : records.split('\n')) {
		const end = line.indexOf(':');
		const id = JSON.parse(line.slice(end + 1)) as RecordId;
		entries.set(idKey(id), { id, mark: line.slice(0, end) });
	}
	return { fields, entries };
}
