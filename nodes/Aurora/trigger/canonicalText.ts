import { isRecord } from '../../../lib/util/json';

/** A value as text that is the same whatever order its fields came in. */
export function canonicalText(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
	if (!isRecord(value)) return JSON.stringify(value) ?? 'null';
	const fields = Object.keys(value).sort();
	return `{${fields.map((name) => `${JSON.stringify(name)}:${canonicalText(value[name])}`).join(',')}}`;
}

/**
 * A record without some of its fields.
 *
 * @param paths names, or paths with dots for nested fields
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
	const inner = first !== path && has(record, first) ? record[first] : undefined;
	if (!isRecord(inner)) return record;
	return { ...record, [first]: withoutOne(inner, path.slice(first.length + 1)) };
}

/** Own fields only: `__proto__` is no field of a record. */
function has(record: Record<string, unknown>, name: string): boolean {
	return Object.prototype.hasOwnProperty.call(record, name);
}
