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
	if (isId(record.id)) return record.id;
	// Most fields of a wide record can't be meant: that is seen without taking their names apart.
	const fields = Object.keys(record).filter(
		(field) => /(?:id|key)[^a-z\d]*$/i.test(field) && isId(record[field]),
	);
	if (fields.length === 0) return undefined;
	const plain = fields.map(plainName);
	const names = [...ID_NAMES, ...own.flatMap((name) => ID_NAMES.map((suffix) => name + suffix))];
	const name = names.find((each) => plain.includes(each));
	return name === undefined ? undefined : (record[fields[plain.indexOf(name)]] as RecordId);
}

function isId(value: unknown): value is RecordId {
	return (
		(typeof value === 'string' && value !== '') ||
		(typeof value === 'number' && Number.isFinite(value))
	);
}
