import { without } from '../../../../nodes/Aurora/trigger/without';

describe('a record without fields', () => {
	const record = {
		id: 1,
		'a.b': 2,
		a: { b: 3, c: { d: 4, e: 5 } },
		list: [{ b: 6 }, 'b', [{ b: { c: 7 }, d: 8 }]],
	};

	test.each<[string, string[], object]>([
		['a field', ['id'], { 'a.b': 2, a: record.a, list: record.list }],
		['the field of just this name before a nested one', ['a.b'], { ...omit('a.b') }],
		['a nested field', ['a.c.d'], { ...record, a: { b: 3, c: { e: 5 } } }],
		['a field of every entry of a list', ['list.b'], { ...record, list: [{}, 'b', [{ d: 8 }]] }],
		['nothing but it', ['list.b.c'], { ...record, list: [{ b: 6 }, 'b', [{ b: {}, d: 8 }]] }],
		['several', ['id', 'a', 'list'], { 'a.b': 2 }],
		[
			'the nested field too when it is named twice',
			['a.b', 'a.b'],
			{ ...omit('a.b'), a: { c: record.a.c } },
		],
	])('leaves out %s', (_, paths, left) => {
		const copy = structuredClone(record);
		expect(without(record, paths)).toEqual(left);
		expect(record).toEqual(copy);
	});

	test.each([
		[[]],
		[['other']],
		[['list.x', 'list.b.x']],
		[['id.x']],
		[['toString', '__proto__', '__proto__.a']],
	])('is the record itself when there is no such field: %j', (paths) => {
		expect(without(record, paths)).toBe(record);
	});

	function omit(name: string) {
		return Object.fromEntries(Object.entries(record).filter(([each]) => each !== name));
	}
});
