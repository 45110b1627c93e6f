import { isRecord } from '../../../lib/util/json';

import { plainName } from './pagingWords';

/** The id of a record, as the API gives it. */
export type RecordId = string | number;

const ID_NAMES = ['id', 'uuid', 'guid', 'key'];

/**
 * The id of a record: a field with a usual name, in any case and spelling.
 *
 * @param own what the records are called, in lower case: `accounts`, `account`
 * @returns undefined for a record without one
 */
export function recordId(record: unknown, own: string[] = []): RecordId | undefined {
	if (!isRecord(record)) return undefined;
	const { id } = record;
	if (isId(id)) return id;
	const names = [...ID_NAMES, ...own.flatMap((name) => ID_NAMES.map((suffix) => name + suffix))];
	for (const name of names) {
		for (const field of Object.keys(record)) {
			if (plainName(field) === name && isId(record[field])) return record[field];
		}
	}
	return undefined;
}

function isId(value: unknown): value is RecordId {
	return (
		(typeof value === 'string' && value !== '') ||
		(typeof value === 'number' && Number.isFinite(value))
	);
}
