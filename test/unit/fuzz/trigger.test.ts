import fc from 'fast-check';

import { account } from '../../../nodes/Aurora/resources/account';
import { canonicalText, without } from '../../../nodes/Aurora/trigger/canonicalText';
import { EVENT_KINDS, eventsBetween, removedIds } from '../../../nodes/Aurora/trigger/events';
import { idOf, packId, unpackId } from '../../../nodes/Aurora/trigger/recordId';
import {
	changedFields,
	packSnapshot,
	snapshotOf,
	unpackSnapshot,
	type Snapshot,
	type StoredSnapshot,
} from '../../../nodes/Aurora/trigger/snapshot';

import { casesSoFar, holds, json, names, record, texts } from './support';

/** No lone surrogates: JSON from a server has none once it is decoded from UTF-8. */
const ids = fc.oneof(
	fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).filter((id) => !/\p{Cs}/u.test(id)),
	fc.constantFrom('__proto__', 'constructor', 'n1', 's1', 'u', ' ', '%', '1', 1, 0, -1, 1.5, 1e21),
	fc.integer(),
	fc.double({ noNaN: true, noDefaultInfinity: true }).map((id) => (Object.is(id, -0) ? 0 : id)),
	fc.uuid(),
);

const accounts = fc
	.tuple(ids, fc.array(fc.tuple(names, json), { maxLength: 5 }))
	.map(([id, fields]) => record([...fields, ['id', id]]));

const lists = fc.uniqueArray(accounts, {
	maxLength: 8,
	selector: ({ id }) => packId(id as string | number),
});

const ignored = fc.array(
	names.filter((name) => name !== 'id'),
	{ maxLength: 3 },
);

type List = Array<Record<string, unknown>>;

/** A snapshot after n8n has kept it: in a database, as JSON. */
const kept = (snapshot: Snapshot) =>
	unpackSnapshot(JSON.parse(JSON.stringify(packSnapshot(snapshot))) as StoredSnapshot);

/** Every event since a snapshot. */
const events = (before: Snapshot, after: Snapshot, list: List) =>
	eventsBetween(account.descriptor, before, after, list, [...EVENT_KINDS], '2030-01-01T00:00:00Z');

const shuffled = (value: unknown): unknown => {
	if (Array.isArray(value)) return value.map(shuffled);
	if (typeof value !== 'object' || value === null) return value;
	return record(
		Object.entries(value)
			.reverse()
			.map(([name, inner]) => [name, shuffled(inner)]),
	);
};

describe('the snapshot of the trigger, with whatever comes', () => {
	afterAll(() => expect(casesSoFar()).toBeGreaterThanOrEqual(4_500));

	test('an id comes out as it went in, and holds no blank', () => {
		holds([ids], 1_500, (id) => {
			const packed = packId(id);
			expect(packed).not.toMatch(/\s/);
			expect(unpackId(packed)).toBe(id);
		});
	});

	test('a snapshot that was stored is the same snapshot', () => {
		holds([lists, ignored], 1_000, (list, fields) => {
			const made = snapshotOf(list, fields);
			expect(kept(made)).toEqual(made);
		});
	});

	test('the same accounts in another order, with their fields in another order, are no event', () => {
		holds([lists, ignored], 700, (list, fields) => {
			const before = kept(snapshotOf(list, fields));
			const again = [...list].reverse().map(shuffled) as List;
			expect(events(before, snapshotOf(again, fields), again)).toEqual([]);
		});
	});

	test('what came, went and changed is told, each once', () => {
		holds([lists, lists], 1_200, (old, now) => {
			const before = kept(snapshotOf(old, []));
			const after = snapshotOf(now, []);
			const found = events(before, after, now).map(({ json: event }) => event);
			const key = (id: unknown) => packId(id as string | number);
			const byId = new Map(old.map((each) => [key(each.id), each]));
			const told = (event: string) =>
				found
					.filter((each) => each.event === event)
					.map((each) => key((each.account as { id: unknown }).id));
			expect(told('accountCreated')).toEqual(
				now.map(({ id }) => key(id)).filter((id) => !byId.has(id)),
			);
			expect(told('accountRemoved').sort()).toEqual(removedIds(before, after).sort());
			expect(told('accountUpdated')).toEqual(
				now
					.filter(({ id }) => byId.has(key(id)))
					.filter((each) => canonicalText(each) !== canonicalText(byId.get(key(each.id))))
					.map(({ id }) => key(id)),
			);
		});
	});

	test('a changed field is among those that are named, if any are', () => {
		holds(
			[accounts, names.filter((name) => name !== 'id'), json, json],
			700,
			(each, name, one, other) => {
				if (canonicalText(one) === canonicalText(other)) return;
				const fields = Object.entries(each).filter(([field]) => field !== name);
				const [before, after] = [one, other].map((value) =>
					snapshotOf([record([...fields, [name, value]])], []),
				);
				const packed = packId(idOf(each) as string | number);
				const changed = changedFields(before, after, packed);
				// The small hash of a field may be the same for two values.
				if (changed.length > 0) expect(changed).toContain(name);
			},
		);
	});

	test('leaving fields out changes nothing else', () => {
		holds([accounts, names], 700, (each, path) => {
			const copy = structuredClone(each);
			const left = without(each, [path]);
			expect(canonicalText(each)).toBe(canonicalText(copy));
			const before = Object.keys(each);
			expect(Object.keys(left).filter((name) => !before.includes(name))).toEqual([]);
		});
	});

	test('names and texts of 1 MB are no trouble', () => {
		const long = 'é'.repeat(1_000_000);
		const list = [
			record([
				['id', long],
				[long, long],
				['__proto__', { polluted: long }],
			]),
		];
		const made = snapshotOf(list, [long.slice(1)]);
		const back = kept(made);
		expect(back).toEqual(made);
		expect(events(back, made, list)).toEqual([]);
		expect(idOf({ id: texts })).toBeUndefined();
	});
});
