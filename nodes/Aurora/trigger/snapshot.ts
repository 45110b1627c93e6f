import { createHash } from 'node:crypto';

import { canonicalText, without } from './canonicalText';
import { idOf, packId } from './recordId';

/** Characters of a record's own hash, 6 bits each: one change in 7e10 goes unnoticed. */
const HASH_LENGTH = 6;

/** Bytes that the entry of one record may take. */
const BYTES_PER_RECORD = 40;

/** Field names that are kept: further fields share one place. */
const MAX_FIELDS = 200;

/**
 * What is remembered of all records: of each its id, a hash of the whole, and a small hash of each
 * field by which a change can be told apart. No copy of a record is kept.
 */
export interface Snapshot {
	/** Names of the fields that have a place, in the order of their places. */
	fields: string[];
	/** Characters after the id. */
	length: number;
	/** Packed id → hash of the record, then one character for each place. */
	entries: Map<string, string>;
}

/** The snapshot as it is stored in n8n's static data. */
export interface StoredSnapshot {
	fields: string[];
	length: number;
	/** Entries with a blank between them. The name is that of the first version's workflows. */
	accounts: string;
}

/**
 * Makes the snapshot of a list. Records without an id are left out: nothing could be said of them.
 * For an id that comes twice, both count as one record.
 *
 * @param ignored fields that don't count, with dots for nested ones
 */
export function snapshotOf(list: Array<Record<string, unknown>>, ignored: string[]): Snapshot {
	const named = list.flatMap((record) => {
		const id = idOf(record);
		return id === undefined ? [] : [{ id: packId(id), record: without(record, ignored) }];
	});
	const fields = fieldNames(named.map(({ record }) => record));
	const longestId = named.reduce((longest, { id }) => Math.max(longest, id.length), 0);
	// One for the blank between two entries.
	const room = Math.max(1, BYTES_PER_RECORD - HASH_LENGTH - longestId - 1);
	const places = Math.min(room, fields.length);
	const entries = new Map<string, string>();
	for (const { id, record } of named) {
		const entry = entryOf(record, fields, places);
		const other = entries.get(id);
		entries.set(id, other === undefined || other === entry ? entry : both(other, entry));
	}
	return { fields, length: HASH_LENGTH + places, entries };
}

/** Whether a record that is in both snapshots is another one now. */
export function isChanged(before: Snapshot, after: Snapshot, id: string): boolean {
	const hashIn = ({ entries }: Snapshot) => entries.get(id)?.slice(0, HASH_LENGTH);
	return hashIn(before) !== hashIn(after);
}

/**
 * The fields in which two entries of one record differ; empty when the place of the change was not
 * kept. With more fields than places, fields that share a place are named together.
 */
export function changedFields(before: Snapshot, after: Snapshot, id: string): string[] {
	const [old, now] = [before.entries.get(id) ?? '', after.entries.get(id) ?? ''];
	const names = [...new Set([...before.fields, ...after.fields])];
	const samePlaces = before.length === after.length && before.fields.join() === after.fields.join();
	const comparable = samePlaces || (isRoomy(before) && isRoomy(after));
	if (!comparable) return [];
	return names.filter((name) => placeOf(before, old, name) !== placeOf(after, now, name)).sort();
}

/** A snapshot with the entries that only an older one has, for a list that was not proven complete. */
export function keepMissing(older: Snapshot, newer: Snapshot): Snapshot {
	const entries = new Map(newer.entries);
	for (const [id, entry] of older.entries) {
		const kept = entry.slice(0, newer.length).padEnd(newer.length, ABSENT);
		if (!entries.has(id)) entries.set(id, kept);
	}
	return { ...newer, entries };
}

/** The snapshot in the form that is stored. */
export function packSnapshot({ fields, length, entries }: Snapshot): StoredSnapshot {
	return { fields, length, accounts: [...entries].map(([id, entry]) => id + entry).join(' ') };
}

/** The snapshot that was stored. */
export function unpackSnapshot({ fields, length, accounts }: StoredSnapshot): Snapshot {
	const entries = accounts === '' ? [] : accounts.split(' ');
	return {
		fields,
		length,
		entries: new Map(entries.map((entry) => [entry.slice(0, -length), entry.slice(-length)])),
	};
}

function isRoomy({ fields, length }: Snapshot): boolean {
	return length - HASH_LENGTH === fields.length;
}

function placeOf({ fields, length }: Snapshot, entry: string, name: string): string {
	const at = fields.indexOf(name);
	return at < 0 ? ABSENT : entry[HASH_LENGTH + (at % (length - HASH_LENGTH))];
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Stands for a field that a record doesn't have. */
const ABSENT = '.';

function entryOf(record: Record<string, unknown>, fields: string[], places: number): string {
	const texts = new Map(Object.keys(record).map((name) => [name, canonicalText(record[name])]));
	const whole = [...texts].sort(([a], [b]) => (a < b ? -1 : 1)).flat();
	const sums = new Array<number | undefined>(places).fill(undefined);
	for (const [at, name] of fields.entries()) {
		const text = texts.get(name);
		if (text !== undefined) sums[at % places] = smallHash(text, sums[at % places]);
	}
	const marks = sums.map((sum) => (sum === undefined ? ABSENT : DIGITS[(sum >>> 8) & 63]));
	return hashOf(JSON.stringify(whole)) + marks.join('');
}

function fieldNames(records: Array<Record<string, unknown>>): string[] {
	const names = new Set<string>();
	for (const record of records) for (const name of Object.keys(record)) names.add(name);
	return [...names].sort().slice(0, MAX_FIELDS);
}

function hashOf(text: string): string {
	return createHash('sha1').update(text).digest('base64url').slice(0, HASH_LENGTH);
}

/** FNV-1a, 32 bits: only tells fields apart, `hashOf` is what finds a change. */
function smallHash(text: string, seed = 0x811c9dc5): number {
	let hash = seed;
	for (let at = 0; at < text.length; at++) {
		hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	}
	return hash >>> 0;
}

/** The same for both orders, so that a changed order of the list is no change. */
function both(one: string, other: string): string {
	const [first, second] = [one, other].sort();
	return hashOf(first + second) + first.slice(HASH_LENGTH);
}
