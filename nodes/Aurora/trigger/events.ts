import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { idOf, packId, unpackId } from './recordId';
import { changedFields, isChanged, type AccountsRecord } from './snapshot';

/** What can happen to an account. */
export type AccountEvent = 'accountCreated' | 'accountUpdated' | 'accountRemoved';

/**
 * What happened between two records, one item an event: first what is there, in the order of the
 * listing, then what is gone.
 *
 * @param listing the accounts that `after` was made of
 * @param wanted events; others are left out
 * @param detectedAt ISO 8601
 */
export function eventsBetween(
	before: AccountsRecord,
	after: AccountsRecord,
	listing: Array<Record<string, unknown>>,
	wanted: AccountEvent[],
	detectedAt: string,
): INodeExecutionData[] {
	const items: INodeExecutionData[] = [];
	const add = (event: AccountEvent, more: IDataObject) => {
		if (wanted.includes(event)) items.push({ json: { event, detectedAt, ...more } });
	};
	const done = new Set<string>();
	for (const account of listing) {
		const id = idOf(account);
		const packed = id === undefined ? undefined : packId(id);
		if (packed === undefined || done.has(packed)) continue;
		done.add(packed);
		const then = before.accounts.get(packed);
		const fields = account as IDataObject;
		if (then === undefined) add('accountCreated', { account: fields });
		else if (isChanged(before, after, packed)) {
			add('accountUpdated', {
				changedFields: changedFields(before, after, packed),
				account: fields,
			});
		}
	}
	for (const packed of goneIds(before, after))
		add('accountRemoved', { account: { id: unpackId(packed) } });
	return items;
}

/** Packed ids that are in the first record and not in the second. */
export function goneIds(before: AccountsRecord, after: AccountsRecord): string[] {
	return [...before.accounts.keys()].filter((id) => !after.accounts.has(id));
}
