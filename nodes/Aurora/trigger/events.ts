import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Descriptor } from '../resources/collection/descriptor';

import { changedFields, isChanged, type Entry, type ReadRecord, type Snapshot } from './snapshot';

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
 * @param detectedAt ISO 8601
 */
export function eventItem(
	descriptor: Descriptor,
	kind: EventKind,
	record: IDataObject,
	detectedAt: string,
	changed?: string[],
): INodeExecutionData {
	return {
		json: {
			event: eventName(descriptor, kind),
			detectedAt,
			...(changed && { changedFields: changed }),
			[descriptor.value]: record,
		},
	};
}

/** Which events are told, and how many at most. */
export interface Wanted {
	descriptor: Descriptor;
	kinds: EventKind[];
	limit: number;
	/** Whether what is not in the list counts as removed. */
	mayRemove: boolean;
	/** ISO 8601 */
	detectedAt: string;
}

/**
 * What happened between two snapshots, one item an event: first what is there, in the order of the
 * list, then what is gone.
 *
 * @returns the events, and the older snapshot advanced by them and by those that nobody wants: what
 *   is beyond the limit is told by the next comparison
 */
export function advance(
	before: Snapshot,
	now: Snapshot<Entry & ReadRecord>,
	{ descriptor, kinds, limit, mayRemove, detectedAt }: Wanted,
): { items: INodeExecutionData[]; snapshot: Snapshot } {
	const items: INodeExecutionData[] = [];
	const isTold = (kind: EventKind, record: object, changed?: string[]) => {
		if (!kinds.includes(kind)) return true;
		if (items.length >= limit) return false;
		items.push(eventItem(descriptor, kind, record as IDataObject, detectedAt, changed));
		return true;
	};
	const entries = new Map<string, Entry>(before.entries);
	for (const [key, { id, mark, record }] of now.entries) {
		const old = before.entries.get(key);
		const isDone = !old
			? isTold('Created', record)
			: !isChanged(old, { id, mark }) ||
				isTold('Updated', record, changedFields(now.fields, old, { id, mark }));
		if (isDone) entries.set(key, { id: old?.id ?? id, mark });
	}
	for (const [key, { id }] of mayRemove ? before.entries : []) {
		if (!now.entries.has(key) && isTold('Removed', { id })) entries.delete(key);
	}
	return { items, snapshot: { fields: now.fields, entries } };
}
