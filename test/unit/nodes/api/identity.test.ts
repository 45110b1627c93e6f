// Which records of a page are new.
import { SeenRecords } from '../../../../nodes/Aurora/api/identity';
import { records } from '../../support/fakeClient';

type Fields = Record<string, unknown>;

/** Takes one page after the other; what came of the last one, and all records. */
const taking = (...pages: unknown[][]) => {
	const seen = new SeenRecords(['accounts', 'account']);
	const results = pages.map((page) => seen.add(page));
	return { seen, last: results[results.length - 1], records: seen.records };
};

const row = (id: number, fields: Fields = {}) => ({ id, name: `Name ${id}`, ...fields });
const rows = (...ids: number[]) => ids.map((id) => row(id));
const named = (...names: string[]) => names.map((name) => ({ name }));

const NONE = { taken: 0, repeated: 0, isOverlap: false };

describe('records with ids', () => {
	test.each<[name: string, pages: unknown[][], last: object, ids: number[]]>([
		['new ones', [rows(1, 2), rows(3, 4)], { ...NONE, taken: 2 }, [1, 2, 3, 4]],
		['the first page again', [rows(1, 2), rows(3, 4), rows(1, 2)], NONE, [1, 2, 3, 4]],
		['the end again', [rows(1, 2), rows(3, 4), rows(3, 4)], NONE, [1, 2, 3, 4]],
		[
			'the end of a longer page again',
			[rows(1, 2), rows(3, 4, 5), rows(4, 5)],
			NONE,
			[1, 2, 3, 4, 5],
		],
		['the last record again', [rows(1, 2), rows(2)], NONE, [1, 2]],
		['one record that was there', [rows(1, 2), rows(1)], { ...NONE, repeated: 1 }, [1, 2]],
		['two from the middle', [rows(1, 2, 3, 4), rows(2, 3)], { ...NONE, repeated: 2 }, [1, 2, 3, 4]],
		[
			'the last one and new ones: pages are joined',
			[rows(1, 2, 3), rows(3, 4)],
			{ taken: 1, repeated: 0, isOverlap: true },
			[1, 2, 3, 4],
		],
		[
			'one from before and new ones',
			[rows(1, 2), rows(1, 3)],
			{ taken: 1, repeated: 1, isOverlap: true },
			[1, 2, 3],
		],
		[
			'the last one behind new ones',
			[rows(1, 2), rows(3, 2)],
			{ taken: 1, repeated: 1, isOverlap: true },
			[1, 2, 3],
		],
		[
			'the last one before and behind new ones',
			[rows(1, 2, 3), rows(2, 3, 4, 1)],
			{ taken: 1, repeated: 3, isOverlap: true },
			[1, 2, 3, 4],
		],
		['none', [rows(1, 2), []], NONE, [1, 2]],
	])('%s', (_, pages, last, ids) => {
		const result = taking(...pages);
		expect(result.last).toEqual(last);
		expect(result.records).toEqual(rows(...ids));
		expect(result.seen.hasIds).toBe(true);
	});

	test('the last record with other values is one that came twice', () => {
		const { last } = taking(rows(1, 2), [row(2, { name: 'changed' }), row(3)]);
		expect(last).toEqual({ taken: 1, repeated: 1, isOverlap: true });
		const { last: alone } = taking(rows(1, 2), [row(2, { name: 'changed' })]);
		expect(alone).toEqual({ taken: 0, repeated: 1, isOverlap: false });
	});

	test.each<[name: string, pages: unknown[][]]>([
		['are missing', [rows(1, 2), [row(3), { name: 'x' }]]],
		['are not those of records', [rows(1, 2), [row(3), 'x']]],
		['stand twice in a page', [rows(1, 2), rows(3, 3)]],
		['belong to two others', [rows(1, 2), [row(2, { name: 'a' }), row(1, { name: 'b' })]]],
	])('which %s: they are no ids, and every record is kept', (_, pages) => {
		const { seen, records: got } = taking(...pages);
		expect(seen.hasIds).toBe(false);
		expect(got).toEqual(pages.flat());
	});

	test.each<[name: string, pages: unknown[][], count: number]>([
		['one of them has changed', [rows(1, 2), [row(1, { name: 'changed' }), row(3)]], 3],
		[
			'some are as before',
			[rows(1, 2, 3), [row(1), row(2, { name: 'a' }), row(3, { name: 'b' })]],
			3,
		],
		[
			'all differ by the time of the response',
			[
				rows(1, 2).map((each) => ({ ...each, at: 1 })),
				rows(1, 2).map((each) => ({ ...each, at: 2 })),
			],
			2,
		],
		[
			'pages of one record bring others',
			[rows(1, 2), [row(1, { name: 'a' })], [row(2, { name: 'b' })]],
			2,
		],
	])('stay ids where %s', (_, pages, count) => {
		const { seen } = taking(...pages);
		expect([seen.hasIds, seen.records.length]).toEqual([true, count]);
	});
});

describe('records without ids', () => {
	test.each<[name: string, pages: unknown[][], count: number]>([
		['other pages', [named('a', 'b'), named('c', 'd')], 4],
		['records that came before, in another page', [named('a', 'b'), named('b', 'c')], 4],
		['equal records in a page', [named('a', 'a'), named('b', 'c')], 4],
		['the first page again', [named('a', 'b'), named('c', 'd'), named('a', 'b')], 4],
		['the last page again', [named('a', 'b'), named('c', 'd'), named('c', 'd')], 4],
		[
			'a page in the middle again',
			[named('a', 'b'), named('c', 'd'), named('e', 'f'), named('c', 'd')],
			6,
		],
		['the end of the last page', [named('a', 'b', 'c'), named('b', 'c')], 3],
		['a longer page', [named('a', 'b'), named('a', 'b', 'c')], 5],
		['nothing', [named('a', 'b'), []], 2],
	])('%s', (_, pages, count) => {
		expect(taking(...pages).records).toHaveLength(count);
	});

	test('a page that is known by its fields but one, such as the time, came before', () => {
		const at = (time: number) =>
			named('a', 'b', 'c').map((each, place) => ({ ...each, place, time }));
		const { records: got, seen } = taking(at(1), at(2), at(3));
		expect([got, seen.isUnclear]).toEqual([at(1), false]);
	});

	test('pages of one value each may be one page at two times', () => {
		const { records: got, seen } = taking(named('a', 'a'), named('b', 'b'));
		expect([got, seen.isUnclear]).toEqual([named('a', 'a'), true]);
	});

	test('a record that came before in another page counts as repeated', () => {
		const { last } = taking(named('a', 'b'), named('b', 'c'));
		expect(last).toEqual({ taken: 2, repeated: 1, isOverlap: true });
	});

	test('what was known is known by its other fields from then on', () => {
		const at = (time: number) =>
			named('a', 'b', 'c').map((each, place) => ({ ...each, place, time }));
		const { seen } = taking(at(1), at(2));
		expect(seen.known(at(3))).toEqual([true, true, true]);
		expect(seen.isBeginning(at(4))).toBe(true);
		const between = named('x', 'y', 'z').map((each, place) => ({
			...each,
			place: place + 9,
			time: 1,
		}));
		expect(taking(at(1), between, at(2)).records).toHaveLength(6);
	});

	test('empty pages leave no doubt', () => {
		expect(taking(named('a', 'a'), [], []).seen.isUnclear).toBe(false);
	});

	test('equal records in a page that came before leave a doubt, different ones none', () => {
		expect(taking(named('a', 'a'), named('a', 'a')).seen.isUnclear).toBe(true);
		expect(taking(named('a', 'b'), named('a', 'b')).seen.isUnclear).toBe(false);
		expect(taking(named('a', 'a'), named('b', 'c'), named('b', 'c')).seen.isUnclear).toBe(true);
		expect(taking(named('a', 'b'), named('c', 'c'), named('a', 'b')).seen.isUnclear).toBe(true);
	});

	test('ids that are given up later: pages are compared as wholes from then on', () => {
		const [first, second] = [rows(1, 2), [row(3), { name: 'x' }]];
		const { records: got } = taking(first, second, first, second);
		expect(got).toEqual([...first, ...second]);
		const pages = [rows(1, 2), rows(1, 2), rows(3, 4), [row(5), { name: 'x' }], rows(3, 4)];
		const { records: all, seen } = taking(...pages);
		expect(all).toEqual([...rows(1, 2, 3, 4, 5), { name: 'x' }]);
		expect(seen.known(rows(1, 9))).toEqual([true, false]);
	});
});

test('the beginning of what was read', () => {
	const { seen } = taking(rows(1, 2, 3));
	expect(seen.isBeginning(rows(1, 2, 3, 4))).toBe(true);
	expect(seen.isBeginning(rows(1, 2, 3))).toBe(true);
	expect(seen.isBeginning(rows(1, 2))).toBe(false);
	expect(seen.isBeginning(rows(1, 3, 2, 4))).toBe(false);
	const alike = (...ids: number[]) => ids.map((id, at) => ({ id, name: `${at}`, place: at }));
	expect(taking(alike(1, 2)).seen.isBeginning(alike(8, 9))).toBe(false);
	const { seen: plain } = taking(named('a', 'b'));
	expect(plain.isBeginning(named('a', 'b', 'c'))).toBe(true);
	expect(plain.isBeginning(named('a', 'c', 'b'))).toBe(false);
});

test('two pages compared', () => {
	const { seen } = taking(named('a', 'b'));
	expect(seen.compare([], [])).toBe('other');
	expect(seen.compare(named('a'), named('a', 'b'))).toBe('other');
	expect(seen.compare(named('a', 'b'), named('a', 'b'))).toBe('same');
	expect(seen.compare(named('a', 'b'), named('b', 'a'))).toBe('other');
	expect(seen.isUnclear).toBe(false);
	expect(seen.compare(named('a', 'a'), named('a', 'a'))).toBe('same');
	expect(seen.compare(['x'], ['x'])).toBe('same');
	expect(seen.compare(named('a', 'a'), named('b', 'b'))).toBe('unclear');
	expect(seen.isUnclear).toBe(true);
});

test('which records of a page are known', () => {
	expect(taking(records(3)).seen.known(records(3, 2))).toEqual([true, true, false]);
});
