import {
	changedFields,
	isChanged,
	packSnapshot,
	snapshotOf,
	unpackSnapshot,
} from '../../../../nodes/Aurora/trigger/snapshot';
import { packId } from '../../../../nodes/Aurora/trigger/recordId';

const uuid = (at: number) => `3f2504e0-4f89-41d3-9a0c-${String(at).padStart(12, '0')}`;
const wide = (count: number, value: unknown = 0) =>
	Object.fromEntries(Array.from({ length: count }, (_, at) => [`field${at}`, value]));

/** Whether one record changed, and which fields are named. */
function change(before: Record<string, unknown>, after: Record<string, unknown>) {
	const [old, now] = [before, after].map((each) => snapshotOf([each], []));
	const id = packId(before.id as number);
	return { isChanged: isChanged(old, now, id), fields: changedFields(old, now, id) };
}

describe('what is stored', () => {
	test.each([
		['numbers', (at: number) => at],
		['UUIDs', uuid],
	])('takes at most 40 bytes a record, with %s as IDs', (_, idAt) => {
		const list = Array.from({ length: 5_000 }, (__, at) => ({ id: idAt(at), ...wide(30) }));
		const stored = packSnapshot(snapshotOf(list, []));
		expect(stored.accounts.length / list.length).toBeLessThanOrEqual(40);
		expect(JSON.stringify(stored.fields).length).toBeLessThan(400);
		expect(unpackSnapshot(stored)).toEqual(snapshotOf(list, []));
	});

	test('holds nothing of a record but its ID and the names of its fields', () => {
		const jane = { id: 1, name: 'Jane', owner: { email: 'jane@example.com' } };
		expect(JSON.stringify(packSnapshot(snapshotOf([jane], [])))).not.toMatch(/Jane|jane|example/);
	});

	test('holds at most 200 names of fields, and none that is ignored', () => {
		expect(snapshotOf([{ id: 1, ...wide(300) }], []).fields).toHaveLength(200);
		expect(snapshotOf([{ id: 1, seen: 2, name: 3 }], ['seen']).fields).toEqual(['id', 'name']);
	});

	test('of no records is none', () => {
		const none = snapshotOf([], []);
		expect(unpackSnapshot(packSnapshot(none))).toEqual(none);
		expect(none.entries.size).toBe(0);
	});
});

describe('a change', () => {
	test.each([5, 60, 250])('is noticed in each of %i fields', (count) => {
		const record = { id: 'a-rather-long-identifier', ...wide(count) };
		for (const name of Object.keys(wide(count))) {
			const after = Object.entries({ ...record, [name]: 'changed' }).reverse();
			const { isChanged: noticed, fields } = change(record, Object.fromEntries(after));
			expect(noticed).toBe(true);
			// Names beyond those that are kept can't be told.
			if (count < 200) expect(fields).toContain(name);
		}
	});

	test('names the fields that came, went and changed, sorted, where all have a place', () => {
		expect(change({ id: 1, b: 1, c: 1 }, { c: 2, a: 1, id: 1 })).toEqual({
			isChanged: true,
			fields: ['a', 'b', 'c'],
		});
	});

	test('names no field that only other records have', () => {
		const before = snapshotOf([{ id: 1, a: 1 }, { id: 2 }], []);
		const after = snapshotOf(
			[
				{ id: 1, a: 2 },
				{ id: 2, b: 1 },
			],
			[],
		);
		expect(changedFields(before, after, packId(1))).toEqual(['a']);
	});

	const long = { id: 'a-rather-long-identifier', ...wide(60) };
	test.each<[string, Array<Record<string, unknown>>, Array<Record<string, unknown>>]>([
		['a field came', [{ id: 1, ...wide(60) }], [{ id: 1, ...wide(60), other: 1 }]],
		['many fields came', [{ id: 1, a: 1 }], [{ id: 1, a: 1, ...wide(60) }]],
		['there is less room', [{ id: 1, ...wide(60) }], [{ id: 1, ...wide(60, 1) }, long]],
	])('names none where the places are other ones than before: %s', (_, old, now) => {
		const [before, after] = [old, now].map((list) => snapshotOf(list, []));
		expect(isChanged(before, after, packId(1))).toBe(true);
		expect(changedFields(before, after, packId(1))).toEqual([]);
	});
});
