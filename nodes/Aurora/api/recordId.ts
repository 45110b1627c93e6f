import { isRecord } from '../../../lib/util/json';

import { plainName } from './pagingWords';

/** The id of a record, as the API gives it. */
export type RecordId = string | number;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The same for all ways to write one id: `1` and `"1"`, a UUID in any case; `007` is another one. */
export function idKey(id: RecordId): string {
	const text = String(id);
	return text.length === 36 && UUID.test(text) ? text.toLowerCase() : text;
}

const ID_NAMES = ['id', 'uuid', 'guid', 'key'];

/**
 * What the records of a collection are called, in lower case: by its name and by the last word of it.
 *
 * @param name of the collection, or its path: for `/CustomerInvoices` they have an `invoiceId` too
 */
export function recordNames(name: string): string[] {
	const [last] = (name.split('/').filter(Boolean).pop() ?? '').split('.');
	const words = last.split(/[^A-Za-z\d]+|(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/);
	const plain = [last, words.filter(Boolean).pop() ?? ''].map(plainName);
	const all = plain.flatMap((each) => {
		const singulars = [each.replace(/ies$/, 'y'), each.replace(/(?<=s|x|z|ch|sh)es$/, '')];
		return [each, ...singulars, each.replace(/s$/, ''), `${each}s`];
	});
	return [...new Set(all)].filter((each) => each.length > 1);
}

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
