import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { AuroraError } from '../../../lib/http/errors';
import { only } from '../operations/fieldChoice';
import type { Collection } from '../resources/collection/collection';
import { withArticle } from '../resources/collection/descriptor';

import { inTime } from './budget';
import { advance, eventItem } from './events';
import { readPollSettings, type PollSettings } from './pollSettings';
import { readRecords, readTwice } from './readRecords';
import { packSnapshot, snapshotOf, unpackSnapshot, type ReadRecord } from './snapshot';
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
	const settings = await readPollSettings(context, collections);
	if (context.getMode() === 'manual') return samples((await readRecords(settings)).list, settings);

	const { last, save, isPending } = openState(context, settings.source);
	if (isPending) return null;
	const before = last && unpackSnapshot(last);
	const reading = inTime(context, readTwice(settings, { ...last, ...before }));
	const { list, path, isWhole } = await reading.finally(() => settings.client.end());
	if (!isCurrent()) return null;
	const now = snapshotOf(list, settings.ignored, before?.fields, settings.counted);
	// A list that is suddenly empty is believed when the next poll finds it empty as well.
	const mayRemove = isWhole && (list.length > 0 || last?.length === 0);
	const { items, snapshot, after } = before
		? advance(before, now, { ...settings, after: last?.after }, mayRemove)
		: { items: [], snapshot: now };
	const packed = packSnapshot(snapshot);
	const isTold = list.length === 0 || packed.fields.length > 0;
	const updated = items.find(({ json }) => /Updated$/.test(String(json.event)));
	// Once, with the first update.
	if (!isTold && !last?.isNoted && updated) updated.json.note = NOT_TOLD;
	const isNoted = !isTold && (last?.isNoted || updated !== undefined);
	const longest = after === undefined || list.length === 0 ? 0 : (last?.length ?? 0);
	const length = Math.max(list.length, longest);
	save({ ...packed, length, path: path ?? last?.path, after, isNoted }, items.length > 0);
	return items.length > 0 ? items : null;
}

/** One event of each chosen kind, made of the first record. */
function samples(
	[first]: ReadRecord[],
	{ descriptor, kinds, outputFields }: PollSettings,
): INodeExecutionData[] {
	if (!first) {
		throw new AuroraError(
			`There is no ${descriptor.singular} to show as a sample`,
			`Create ${withArticle(descriptor.singular)} in Aurora first, or publish (activate) the workflow: it starts when one is created.`,
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
