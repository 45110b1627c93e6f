import { isRecord } from '../../../lib/util/json';

/**
 * A record without some of its fields.
 *
 * @param paths names, or paths with dots for nested fields, which reach into every entry of a list
 * @returns the record itself when nothing is left out; it is never changed
 */
export function without(record: Record<string, unknown>, paths: string[]): Record<string, unknown> {
	return paths.reduce(withoutOne, record);
}

function withoutOne(record: Record<string, unknown>, path: string): Record<string, unknown> {
	if (has(record, path)) {
		return Object.fromEntries(Object.entries(record).filter(([name]) => name !== path));
	}
	const first = path.split('.', 1)[0];
	if (first === path || !has(record, first)) return record;
	const inner = withoutIn(record[first], path.slice(first.length + 1));
	return inner === record[first] ? record : { ...record, [first]: inner };
}

function withoutIn(value: unknown, path: string): unknown {
	if (isRecord(value)) return withoutOne(value, path);
	if (!Array.isArray(value)) return value;
	const entries = value.map((entry) => withoutIn(entry, path));
	return entries.some((entry, at) => entry !== value[at]) ? entries : value;
}

/** Own fields only: `__proto__` is no field of a record. */
function has(record: Record<string, unknown>, name: string): boolean {
	return Object.prototype.hasOwnProperty.call(record, name);
}
