import {
	changeOf,
	packSnapshot,
	snapshotOf,
	unpackSnapshot,
	type ReadRecord,
} from '../../../../nodes/Aurora/trigger/snapshot';

const uuid = (at: number) => `3f2504e0-4f89-41d3-9a0c-${String(at).padStart(12, '0')}`;
const wide = (count: number, value: unknown = 0) =>
	Object.fromEntries(Array.from({ length: count }, (_, at) => [`field${at}`, value]));
const records = (count: number, idAt: (at: number) => string | number, fields: number) =>
	Array.from({ length: count }, (_, at): ReadRecord => {
		return { id: idAt(at), record: { id: idAt(at), ...wide(fields, at) } };
	});

/** Whether one record changed, and which fields are named. */
function change(before: Record<string, unknown>, after: Record<string, unknown>) {
	const old = snapshotOf([{ id: 1, record: before }], []);
	const now = snapshotOf([{ id: 1, record: after }], [], old.fields);
	const [was, is] = [old, now].map(({ entries }) => entries.get('1')!);
	const change = changeOf(now.fields, was, is);
	return change ? change.changedFields : 'unchanged';
}

describe('what is stored', () => {
	const ids: Array<[string, (at: number) => string | number, number]> = [
		['numbers', (at) => at, 40],
		['texts of 24 characters', (at) => `account-${String(at).padStart(16, '0')}`, 40],
		['UUIDs', uuid, 40 + 36 - 24],
	];

	test.each(ids)('takes so many bytes a record without fields, with %s', (_, idAt, bytes) => {
		const list = records(17_000, idAt, 20);
		const stored = packSnapshot(snapshotOf(list, []));
		expect(stored.fields).toEqual([]);
		expect(JSON.stringify(stored).length / list.length).toBeLessThanOrEqual(bytes);
		expect(packSnapshot(unpackSnapshot(stored))).toEqual(stored);
	});

	test('takes 6 bytes more for each field, up to 2 MB, and the names once', () => {
		const list = records(10_000, (at) => at, 30);
		const { fields, records: stored } = packSnapshot(snapshotOf(list, []));
		expect(fields).toHaveLength(31);
		const bare = packSnapshot({ ...snapshotOf(list, []), fields: [] }).records;
		expect(stored.length - bare.length).toBe(list.length * 31 * 6);
		expect(
			packSnapshot(
				snapshotOf(
					records(10_900, (at) => at, 30),
					[],
				),
			).fields,
		).toEqual([]);
	});

	test('takes no more for fields that other records have', () => {
		const list = Array.from({ length: 1000 }, (_, id) => ({
			id,
			record: { id, [`name${id}`]: id },
		}));
		const { records: stored } = packSnapshot(snapshotOf(list, []));
		expect(stored.length / list.length).toBeLessThan(40 + 2 * 8);
	});

	test('holds nothing of a record but its ID and the names of its fields, and no ignored one', () => {
		const record = { id: 1, name: 'Jane', owner: { email: 'jane@example.com' }, seen: 5 };
		const stored = packSnapshot(snapshotOf([{ id: 1, record }], ['seen']));
		expect(JSON.stringify(stored)).not.toMatch(/Jane|jane|example/);
		expect(stored.fields).toEqual(['id', 'name', 'owner']);
	});
});

describe('a change', () => {
	test.each([1, 5, 60, 4000])('is told by its name in each of %i fields', (count) => {
		const names = Object.keys(wide(count)).filter((_, at) => at % Math.ceil(count / 60) === 0);
		for (const name of names) {
			const after = Object.entries({ ...wide(count), [name]: 'changed' }).reverse();
			expect(change(wide(count), Object.fromEntries(after))).toEqual([name]);
		}
	});

	test('is told of a hundred thousand small ones, each by its own name', () => {
		const value = (at: number) => [at, `${at}`, at / 8, { at }, [at], at % 2 === 0][at % 6];
		const list = (by: number) =>
			Array.from({ length: 12_500 }, (_, id) => {
				const fields = Array.from({ length: 16 }, (__, at) => [
					`f${at}`,
					value(id + at + (at % 2) * by),
				]);
				return { id, record: Object.fromEntries(fields) as Record<string, unknown> };
			});
		const old = snapshotOf(list(0), []);
		const now = snapshotOf(list(6), [], old.fields);
		const odd = ['f1', 'f11', 'f13', 'f15', 'f3', 'f5', 'f7', 'f9'];
		for (const [key, entry] of now.entries) {
			expect(changeOf(now.fields, old.entries.get(key)!, entry)?.changedFields).toEqual(
				odd.filter((name) => ![5].includes((Number(key) + Number(name.slice(1))) % 6)),
			);
		}
	});

	test.each<[string, Record<string, unknown>, Record<string, unknown>, unknown]>([
		['fields came, went and changed', { b: 1, c: 1 }, { c: 2, a: 1 }, ['a', 'b', 'c']],
		['a field came with nothing in it', { a: 1 }, { a: 1, b: null }, ['b']],
		['a number became its text', { a: 7 }, { a: '7' }, ['a']],
		['a number changed a little', { a: 0.3 }, { a: 0.1 + 0.2 }, ['a']],
		['a zero lost its sign', { a: -0 }, { a: 0 }, 'unchanged'],
		['a value moved to another field', { a: 1, b: 2 }, { a: 2, b: 1 }, ['a', 'b']],
		['a list was reordered', { a: [1, 2] }, { a: [2, 1] }, ['a']],
		['a list was nested', { a: [[1], 2] }, { a: [[1, 2]] }, ['a']],
		['a text moved within a list', { a: ['ab', 'c'] }, { a: ['a', 'bc'] }, ['a']],
		['something nested changed', { a: { b: [{ c: 1 }] } }, { a: { b: [{ c: 2 }] } }, ['a']],
		[
			'only the order of nested fields is another',
			{ a: { b: 1, c: 2 } },
			{ a: { c: 2, b: 1 } },
			'unchanged',
		],
	])('is told exactly: %s', (_, before, after, told) => {
		expect(change(before, after)).toEqual(told);
	});

	test('names none when fields were not remembered', () => {
		expect(change({ a: 1 }, wide(5000))).toBeUndefined();
		expect(change(wide(5000), wide(5000, 1))).toBeUndefined();
	});
});
