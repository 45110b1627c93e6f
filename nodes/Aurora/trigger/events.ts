import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Descriptor } from '../resources/collection/descriptor';

import { idOf, packId, unpackId } from './recordId';
import { changedFields, isChanged, type Snapshot } from './snapshot';

/** What can happen to a record, in the order of the interface. */
export const EVENT_KINDS = ['Created', 'Removed', 'Updated'] as const;

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

/**
 * What happened between two snapshots, one item an event: first what is there, in the order of the
 * list, then what is gone.
 *
 * @param list the records that `after` was made of
 * @param wanted events; others are left out
 * @param detectedAt ISO 8601
 */
export function eventsBetween(
	descriptor: Descriptor,
	before: Snapshot,
	after: Snapshot,
	list: Array<Record<string, unknown>>,
	wanted: EventKind[],
	detectedAt: string,
): INodeExecutionData[] {
	const items: INodeExecutionData[] = [];
	const add = (kind: EventKind, record: IDataObject, changed?: string[]) => {
		if (wanted.includes(kind)) items.push(eventItem(descriptor, kind, record, detectedAt, changed));
	};
	const done = new Set<string>();
	for (const record of list) {
		const id = idOf(record);
		const packed = id === undefined ? undefined : packId(id);
		if (packed === undefined || done.has(packed)) continue;
		done.add(packed);
		if (!before.entries.has(packed)) add('Created', record as IDataObject);
		else if (isChanged(before, after, packed)) {
			add('Updated', record as IDataObject, changedFields(before, after, packed));
		}
	}
	for (const packed of removedIds(before, after)) add('Removed', { id: unpackId(packed) });
	return items;
}

/** Packed ids that are in the first snapshot and not in the second. */
export function removedIds(before: Snapshot, after: Snapshot): string[] {
	return [...before.entries.keys()].filter((id) => !after.entries.has(id));
}
