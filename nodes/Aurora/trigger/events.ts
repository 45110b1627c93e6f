import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { only } from '../operations/fieldChoice';
import type { Descriptor } from '../resources/collection/descriptor';

import { changeOf, type Entry, type ReadRecord, type Snapshot } from './snapshot';

/** What can happen to a record, in the order of the interface. */
export const EVENT_KINDS = ['Created', 'Updated', 'Removed'] as const;

export type EventKind = (typeof EVENT_KINDS)[number];

/** The name of an event, such as `accountCreated`. It stays for ever: saved workflows hold it. */
export function eventName({ value }: Descriptor, kind: EventKind): string {
	return value + kind;
}

/**
 * One event as an item.
 *
 * @param record as it is now; of a removed one only its `id`
 * @param more fields of the event
 */
export function eventItem(
	descriptor: Descriptor,
	kind: EventKind,
	record: object,
	more?: IDataObject,
): INodeExecutionData {
	const event = eventName(descriptor, kind);
	const detectedAt = new Date().toISOString();
	return { json: { event, detectedAt, ...more, [descriptor.value]: record as IDataObject } };
}

interface Wanted {
	descriptor: Descriptor;
	kinds: EventKind[];
	limit: number;
	outputFields?: string[];
	/** `idKey` of the record of the last event, if others wait: these go on after it. */
	after?: string;
}

/**
 * What happened between two snapshots: first what is there, in the order of the list, then what is gone.
 *
 * @param mayRemove whether what is not in the list counts as removed
 * @returns up to `limit` events of the wanted `kinds`, with the `outputFields`; the older snapshot advanced by them and by what
 *   nobody wants; and `after` for the next comparison, which tells the rest
 */
export function advance(
	before: Snapshot,
	now: Snapshot<Entry & ReadRecord>,
	{ descriptor, kinds, limit, outputFields = [], after }: Wanted,
	mayRemove: boolean,
): { items: INodeExecutionData[]; snapshot: Snapshot; after?: string } {
	const items: INodeExecutionData[] = [];
	const entries = new Map<string, Entry>(before.entries);
	let [latest, isCut]: [string | undefined, boolean] = [after, false];
	const gone = [...before.entries.keys()].filter((key) => !now.entries.has(key));
	const keys = [...now.entries.keys(), ...gone];
	// What changes at each poll would be told again and again, and nothing behind it.
	const start = after === undefined ? 0 : keys.indexOf(after) + 1;
	for (const key of start === 0 ? keys : [...keys.slice(start), ...keys.slice(0, start)]) {
		const [old, entry] = [before.entries.get(key), now.entries.get(key)];
		if (entry ? old?.mark === entry.mark : !mayRemove) continue;
		const change = old && entry && changeOf(now.fields, old, entry);
		const kind = !entry ? 'Removed' : !old ? 'Created' : change && 'Updated';
		if (kind && kinds.includes(kind)) {
			isCut ||= items.length >= limit;
			if (items.length >= limit) continue;
			const shown = entry ? only(entry.record, outputFields) : { id: old!.id };
			items.push(eventItem(descriptor, kind, shown, change));
			latest = key;
		}
		if (entry) entries.set(key, { id: old?.id ?? entry.id, mark: entry.mark });
		else entries.delete(key);
	}
	return { items, snapshot: { fields: now.fields, entries }, after: isCut ? latest : undefined };
}
