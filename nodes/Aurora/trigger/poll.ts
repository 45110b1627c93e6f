import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { AuroraError } from '../../../lib/http/errors';
import { isRecord } from '../../../lib/util/json';
import { idKey, recordId } from '../api/recordId';
import { readListing } from '../api/listing';
import { ListSource, type ListClient } from '../api/listPage';
import { only } from '../operations/fieldChoice';
import type { Collection } from '../resources/collection/collection';
import { withArticle } from '../resources/collection/descriptor';

import { inTime } from './budget';
import { advance, eventItem } from './events';
import { readSettings, type PollSettings } from './settings';
import {
	packSnapshot,
	snapshotOf,
	unpackSnapshot,
	type ReadRecord,
	type Snapshot,
} from './snapshot';
import { openState } from './state';

const NOT_TOLD =
	"'changedFields' is left out from now on: remembering the fields of all records would take more than 2 MB.";

/**
 * One poll: what happened to the records since the last good poll.
 *
 * The state is written at the very end, so a poll that fails changes nothing, and the next good one
 * reports everything since.
 *
 * @param isCurrent whether n8n still wants to know
 * @returns one item an event; null when nothing happened
 * @throws AuroraError
 */
export async function poll(
	context: IPollFunctions,
	collections: Collection[],
	isCurrent: () => boolean,
): Promise<INodeExecutionData[] | null> {
	const settings = await readSettings(context, collections);
	if (context.getMode() === 'manual') return samples((await readAll(settings)).list, settings);

	const { last, save, isPending } = openState(context, settings.source);
	if (isPending) return null;
	const before = last && unpackSnapshot(last);
	const reading = inTime(context, readTwice(settings, before));
	const { list, isProven } = await reading.finally(() => settings.client.end());
	if (!isCurrent()) return null;
	const now = snapshotOf(list, settings.ignored, before?.fields, settings.counted);
	const isEmpty = list.length === 0;
	// A list that is suddenly empty is believed when the next poll finds it empty as well.
	const mayRemove = isProven && (!isEmpty || last?.isEmpty === true);
	const { items, snapshot } = before
		? advance(before, now, settings, mayRemove)
		: { items: [], snapshot: now };
	const packed = packSnapshot(snapshot);
	const isNoted = noteUntold(items, isEmpty || packed.fields.length > 0, last?.isNoted);
	save({ ...packed, isEmpty, isNoted }, items.length > 0);
	return items.length > 0 ? items : null;
}

/** Says once, with the first update, that changed fields are not told. @returns whether that was said */
function noteUntold(items: INodeExecutionData[], isTold: boolean, wasNoted = false): boolean {
	if (isTold || wasNoted) return !isTold;
	const first = items.find(({ json }) => /Updated$/.test(String(json.event)));
	if (first) first.json.note = NOT_TOLD;
	return first !== undefined;
}

/** Reads the list, and again if a record is missing: it can slip from page to page meanwhile. */
async function readTwice(settings: PollSettings, before: Snapshot | undefined) {
	const first = await readAll(settings);
	const missing = new Set(before?.entries.keys());
	for (const { id } of first.list) missing.delete(idKey(id));
	if (missing.size === 0 || first.list.length === 0) return first;
	const { list, isProven } = await readAll(settings);
	const keys = new Set(list.map(({ id }) => idKey(id)));
	// Only what is missing twice is gone.
	const slipped = first.list.filter(({ id }) => !keys.has(idKey(id)));
	return { list: [...list, ...slipped], isProven: first.isProven && isProven };
}

/** @returns the records, and whether it is certain that these are all */
async function readAll({ client, request, listing, descriptor }: PollSettings) {
	const { plural } = descriptor;
	const { own } = new ListSource(client, request, listing.itemsProperty);
	let hasNoContent = false;
	const watched: ListClient = {
		settings: client.settings,
		get isLimited() {
			return client.isLimited;
		},
		async request(page) {
			const response = await client.request(page);
			hasNoContent ||= response.status === 204;
			return response;
		},
	};
	const { records, more, doubt } = await readListing(watched, request, listing, Infinity);
	if (records.length === 0 && hasNoContent) {
		const advice = 'Nothing is lost: the next list is compared with the last one that came.';
		throw new AuroraError(`Aurora responded without a list of ${plural} (status 204)`, advice);
	}
	if (more) {
		throw new AuroraError(
			`The list of ${plural} is incomplete`,
			`With 'Pagination' Off only the first page is read, and the other ${plural} would count as removed. Choose another 'Pagination' in the options.`,
		);
	}
	const list = records.filter(isRecord).flatMap((record) => {
		const id = recordId(record, own);
		return id === undefined ? [] : [{ id, record }];
	});
	if (list.length === 0 && records.length > 0) {
		throw new AuroraError(
			`The ${plural} have no ID by which a change could be told`,
			"The trigger looks for a field such as id, uuid or accountId. If another list of the response is meant, set 'List Field' in the options.",
		);
	}
	return { list, isProven: doubt === undefined };
}

/** One event of each chosen kind, made of the first record. */
function samples(
	[first]: ReadRecord[],
	{ descriptor, kinds, outputFields }: PollSettings,
): INodeExecutionData[] {
	if (!first) {
		throw new AuroraError(
			`There is no ${descriptor.singular} to show as a sample`,
			`Create ${withArticle(descriptor.singular)} in Aurora first, or activate the workflow: it starts when one is created.`,
		);
	}
	const { id, record } = first;
	const changed = Object.keys(record).find((name) => record[name] !== id);
	return kinds.map((kind) =>
		eventItem(descriptor, kind, kind === 'Removed' ? { id } : only(record, outputFields), {
			...(kind === 'Updated' && { changedFields: changed === undefined ? [] : [changed] }),
			sample: true,
		}),
	);
}
