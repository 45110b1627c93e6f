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
}

/**
 * What happened between two snapshots: first what is there, in the order of the list, then what is gone.
 *
 * @param mayRemove whether what is not in the list counts as removed
 * @returns up to `limit` events of the wanted `kinds`, with the `outputFields`, and the older snapshot advanced by them and by
 *   what nobody wants: the rest is told by the next comparison
 */
export function advance(
	before: Snapshot,
	now: Snapshot<Entry & ReadRecord>,
	{ descriptor, kinds, limit, outputFields = [] }: Wanted,
	mayRemove: boolean,
): { items: INodeExecutionData[]; snapshot: Snapshot } {
	const items: INodeExecutionData[] = [];
	const isTold = (kind: EventKind, record: Record<string, unknown>, change?: IDataObject) => {
		if (!kinds.includes(kind)) return true;
		if (items.length >= limit) return false;
		const shown = kind === 'Removed' ? record : only(record, outputFields);
		items.push(eventItem(descriptor, kind, shown, change));
		return true;
	};
	const entries = new Map<string, Entry>(before.entries);
	let kept = 0;
	for (const [key, entry] of now.entries) {
		const { id, mark, record } = entry;
		const old = before.entries.get(key);
		if (old) kept++;
		if (old?.mark === mark) continue;
		const change = old && changeOf(now.fields, old, entry);
		const isDone = old ? !change || isTold('Updated', record, change) : isTold('Created', record);
		if (isDone) entries.set(key, { id: old?.id ?? id, mark });
	}
	const isWhole = kept === before.entries.size;
	for (const [key, { id }] of mayRemove && !isWhole ? before.entries : []) {
		if (!now.entries.has(key) && isTold('Removed', { id })) entries.delete(key);
	}
	return { items, snapshot: { fields: now.fields, entries } };
}
