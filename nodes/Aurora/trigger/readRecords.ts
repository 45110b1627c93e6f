import { AuroraError } from '../../../lib/http/errors';
import { isRecord } from '../../../lib/util/json';
import { readListing } from '../api/listing';
import { idKey, recordId, recordNames } from '../api/recordId';
import { isUnknownField, unknownField } from '../operations/fieldChoice';

import type { PollSettings } from './pollSettings';
import type { ReadRecord, Snapshot } from './snapshot';
import type { TriggerState } from './state';

/** What is known from the polls before; nothing at the first one. */
type Known = Partial<Pick<TriggerState, 'length' | 'path'> & Snapshot>;

const NOT_LOST = 'Nothing is lost: the next list is compared with the last good one.';

/** Reads the list, and again if a record is missing: it can slip from page to page meanwhile. */
export async function readTwice(settings: PollSettings, known: Known) {
	const first = await readRecords(settings, known);
	const missing = new Set(known.entries?.keys());
	for (const { id } of first.list) missing.delete(idKey(id));
	if (missing.size === 0 || first.list.length === 0) return first;
	const { list, ...second } = await readRecords(settings, known);
	const keys = new Set(list.map(({ id }) => idKey(id)));
	// Only what is missing twice is gone.
	const slipped = first.list.filter(({ id }) => !keys.has(idKey(id)));
	return { ...second, list: [...list, ...slipped], isWhole: first.isWhole && second.isWhole };
}

/**
 * Reads the list once.
 *
 * @returns the records, whether these are all, and the `path` to the list if there are any
 * @throws AuroraError when they can't be compared with what is known
 */
export async function readRecords(settings: PollSettings, known: Known = {}) {
	const { client, request, listing, descriptor } = settings;
	const { plural } = descriptor;
	const {
		records,
		more,
		path = '',
		...read
	} = await readListing(client, request, listing, Infinity);
	if (records.length === 0 && read.isNoContent) {
		throw new AuroraError(`Aurora responded without a list of ${plural} (status 204)`, NOT_LOST);
	}
	if (more) {
		throw new AuroraError(
			`The list of ${plural} is incomplete`,
			`With 'Mode' of 'Pagination' Off, only the first page is read, and the other ${plural} would count as removed. Choose another 'Mode' in the options.`,
		);
	}
	if (records.length > 0 && known.path !== undefined && known.path !== path) {
		throw movedError(plural, known.path, path);
	}
	const own = recordNames(new URL(request.url).pathname);
	const list = withIds(records.filter(isRecord), own, plural);
	refuseUnknownFields(settings, list, known.fields);
	// One that was longer is not cut at this size.
	const isShorter = records.length < (known.length ?? 0);
	const isWhole = !read.doubt || (read.isSilent === true && isShorter);
	return { list, isWhole, path: records.length > 0 ? path : undefined };
}

function movedError(plural: string, before: string, now: string): AuroraError {
	const place = (path: string) => (path === '' ? 'the response itself' : `at '${path}'`);
	return new AuroraError(
		`The list of ${plural} has moved`,
		`It was ${place(before)}, and is now ${place(now)}. ${NOT_LOST} If the new list is the right one, ${now === '' ? 'unpublish (deactivate) the workflow and publish (activate) it again' : "set 'List Field' in the options to it"}: the trigger then starts over, without events.`,
	);
}

function withIds(
	records: Array<Record<string, unknown>>,
	own: string[],
	plural: string,
): ReadRecord[] {
	const all = records.map((record) => ({ id: recordId(record, own), record }));
	const list = all.filter((each): each is ReadRecord => each.id !== undefined);
	const lacking = all.length - list.length;
	if (lacking === 0) return list;
	throw new AuroraError(
		`${lacking} of ${records.length} ${plural} ${lacking === 1 ? 'has' : 'have'} no ID by which a change could be told`,
		`The trigger looks for a field such as id, uuid or accountId. ${NOT_LOST} Leave such ${plural} out with 'Query Parameters'. If another list of the response is meant, set 'List Field' in the options.`,
	);
}

/** @param known names of fields that records had before */
function refuseUnknownFields(
	{ counted, descriptor }: PollSettings,
	list: ReadRecord[],
	known: string[] = [],
): void {
	const records = list.map(({ record }) => record);
	const isUnknown = (field: string) =>
		!known.includes(field.split('.')[0]) && isUnknownField(records, field);
	const unknown = counted.find(isUnknown);
	if (!unknown) return;
	throw unknownField('Only These Field Names or IDs', unknown, descriptor.singular, records[0]);
}
