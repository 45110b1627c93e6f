import { spelt, type Style } from './spelling';

/** Stands for the records until their JSON is put in. */
const RECORDS = '\u0000records';

/** What lies around the records of an answer. */
export interface Envelope {
	/** Names from the outside in; none for a bare list. */
	path: string[];
	/** Names around what is said about pages, from the outside in; the words come behind. */
	saidAt: string[];
	/** Records as an object of objects, by a key of their own. */
	isObject: boolean;
	/** What is written for an empty list; `left out` as in HAL, with the object around it. */
	whenEmpty: '[]' | 'null' | 'left out';
	/** The list is known by its name. */
	isKnown: boolean;
	/** Fields beside the records, and in the outermost object. */
	beside: Record<string, unknown>;
	outside: Record<string, unknown>;
}

/** An envelope of which only the path is told. */
export function envelopeAt(path: string, style: Style, more: Partial<Envelope> = {}): Envelope {
	return {
		path: path === '' ? [] : path.split(' > ').map((words) => spelt(words, style)),
		saidAt: [],
		isObject: false,
		whenEmpty: '[]',
		isKnown: true,
		beside: {},
		outside: {},
		...more,
	};
}

/** The text of an answer. */
export function wrapped(
	envelope: Envelope,
	records: readonly string[],
	said: Record<string, unknown>,
	isNull = false,
): string {
	const { path, saidAt, whenEmpty, outside, beside } = envelope;
	if (path.length === 0) return isNull ? 'null' : `[${records.join(',')}]`;
	const body: Record<string, unknown> = { ...outside };
	const isNone = isNull || records.length === 0;
	if (!isNone || whenEmpty !== 'left out') {
		const parent = objectAt(body, path.slice(0, -1));
		Object.assign(parent, beside);
		parent[path[path.length - 1]] = isNull || (isNone && whenEmpty === 'null') ? null : RECORDS;
	}
	merge(objectAt(body, saidAt), said);
	return JSON.stringify(body).replace(JSON.stringify(RECORDS), () => listText(envelope, records));
}

function listText({ isObject }: Envelope, records: readonly string[]): string {
	if (!isObject) return `[${records.join(',')}]`;
	return `{${records.map((record, at) => `"k${at}":${record}`).join(',')}}`;
}

function objectAt(body: Record<string, unknown>, names: readonly string[]) {
	return names.reduce<Record<string, unknown>>(
		(at, name) => (at[name] ??= {}) as Record<string, unknown>,
		body,
	);
}

function merge(into: Record<string, unknown>, from: Record<string, unknown>): void {
	for (const [name, value] of Object.entries(from)) {
		const there = into[name];
		if (isObject(there) && isObject(value)) merge(there, value);
		else into[name] = value;
	}
}

/** Whether a value is a JSON object: no list, no null. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
