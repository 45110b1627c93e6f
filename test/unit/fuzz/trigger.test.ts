import fc from 'fast-check';

import { idKey } from '../../../nodes/Aurora/api/recordId';
import { account } from '../../../nodes/Aurora/resources/account';
import { advance, EVENT_KINDS } from '../../../nodes/Aurora/trigger/events';
import {
	packSnapshot,
	snapshotOf,
	unpackSnapshot,
	type ReadRecord,
	type Snapshot,
	type StoredSnapshot,
} from '../../../nodes/Aurora/trigger/snapshot';
import { without } from '../../../nodes/Aurora/operations/fieldChoice';

import { casesSoFar, holds, json, names, record } from './support';

const ids = fc.oneof(
	fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
	fc.constantFrom('__proto__', 'constructor', ' ', ':', '\n', '"', '1', 1, 0, -1, 1.5, 1e21),
	fc.integer(),
	fc.double({ noNaN: true, noDefaultInfinity: true }).map((id) => (Object.is(id, -0) ? 0 : id)),
	fc.uuid(),
);

const accounts = fc
	.tuple(ids, fc.array(fc.tuple(names, json), { maxLength: 5 }))
	.map(([id, fields]): ReadRecord => ({ id, record: record([...fields, ['id', id]]) }));

const lists = fc.uniqueArray(accounts, { maxLength: 8, selector: ({ id }) => idKey(id) });

const ignored = fc.array(
	names.filter((name) => name !== 'id'),
	{ maxLength: 3 },
);

/** A snapshot after n8n has kept it: in a database, as JSON. */
const kept = (snapshot: Snapshot) =>
	unpackSnapshot(JSON.parse(JSON.stringify(packSnapshot(snapshot))) as StoredSnapshot);

/** Every event since a list. */
const events = (before: ReadRecord[], now: ReadRecord[], fields: string[] = []) => {
	const old = kept(snapshotOf(before, fields));
	const wanted = { descriptor: account.descriptor, kinds: [...EVENT_KINDS], limit: 1000 };
	const { items } = advance(old, snapshotOf(now, fields, old.fields), wanted, true);
	return items.map(({ json: { detectedAt, ...event } }) => {
		expect(detectedAt).toMatch(/Z$/);
		return event;
	});
};

const shuffled = (value: unknown): unknown => {
	if (Array.isArray(value)) return value.map(shuffled);
	if (typeof value !== 'object' || value === null) return value;
	return record(
		Object.entries(value)
			.reverse()
			.map(([name, inner]) => [name, shuffled(inner)]),
	);
};

/** The same text for the same value, whatever order its fields came in. */
const text = (value: unknown): string =>
	JSON.stringify(value, (_, each: unknown) =>
		typeof each === 'object' && each !== null && !Array.isArray(each)
			? Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1))
			: each,
	);

describe('the snapshot of the trigger, with whatever comes', () => {
	afterAll(() => expect(casesSoFar()).toBeGreaterThanOrEqual(4_500));

	test('a snapshot that was stored is the same snapshot', () => {
		holds([lists, ignored], 1_500, (list, fields) => {
			const { entries, fields: table } = snapshotOf(list, fields);
			const back = kept({ entries, fields: table });
			expect(back.fields).toEqual(table);
			expect([...back.entries]).toEqual(
				[...entries].map(([key, { id, mark }]) => [key, { id, mark }]),
			);
		});
	});

	test('the same accounts in another order, with their fields in another order, are no event', () => {
		holds([lists, ignored], 1_000, (list, fields) => {
			const again = list.map((each) => ({ ...each, record: shuffled(each.record) as object }));
			expect(events(list, again.reverse() as ReadRecord[], fields)).toEqual([]);
		});
	});

	test('what came, went and changed is told, each once, with the names of the fields', () => {
		holds([lists, lists], 1_500, (old, now) => {
			const [before, after] = [old, now].map(
				(list) => new Map(list.map((each) => [idKey(each.id), each])),
			);
			const expected = now.flatMap(({ id, record: account }) => {
				const was = before.get(idKey(id))?.record;
				if (!was) return [{ event: 'accountCreated', account }];
				const fields = [...new Set([...Object.keys(was), ...Object.keys(account)])];
				const [one, other] = [was, account].map((each) => new Map(Object.entries(each)));
				const isOther = (name: string) =>
					one.has(name) !== other.has(name) || text(one.get(name)) !== text(other.get(name));
				const changedFields = fields.filter((name) => name !== 'id' && isOther(name)).sort();
				return changedFields.length > 0
					? [{ event: 'accountUpdated', changedFields, account }]
					: [];
			});
			const gone = old.filter(({ id }) => !after.has(idKey(id)));
			const removed = gone.map(({ id }) => ({ event: 'accountRemoved', account: { id } }));
			expect(events(old, now)).toEqual([...expected, ...removed]);
		});
	});

	test('leaving fields out changes nothing else', () => {
		holds([accounts, names], 700, ({ record: each }, path) => {
			const copy = structuredClone(each);
			const left = without(each, [path]);
			expect(text(each)).toBe(text(copy));
			const before = Object.keys(each);
			expect(Object.keys(left).filter((name) => !before.includes(name))).toEqual([]);
		});
	});

	test('names and texts of 1 MB are no trouble', () => {
		const long = 'é'.repeat(1_000_000);
		const list = [
			{
				id: long,
				record: record([
					['id', long],
					[long, long],
					['__proto__', { polluted: long }],
				]),
			},
		];
		expect(events(list, list, [long.slice(1)])).toEqual([]);
	});
});
