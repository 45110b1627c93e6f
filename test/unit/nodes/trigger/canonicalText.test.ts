import { canonicalText, without } from '../../../../nodes/Aurora/trigger/canonicalText';

describe('the text of a value', () => {
	test.each([
		[
			{ b: 1, a: { d: [1, { f: 2, e: 3 }], c: null } },
			'{"a":{"c":null,"d":[1,{"e":3,"f":2}]},"b":1}',
		],
		['a "text"', '"a \\"text\\""'],
		[[2, 1], '[2,1]'],
		[undefined, 'null'],
		[{}, '{}'],
	])('%j is %s, whatever the order of its fields', (value, text) => {
		expect(canonicalText(value)).toBe(text);
	});
});

describe('a record without fields', () => {
	const record = { id: 1, 'a.b': 2, a: { b: 3, c: { d: 4, e: 5 } }, list: [{ b: 6 }] };

	test.each<[string, string[], object]>([
		['a field', ['id'], { 'a.b': 2, a: record.a, list: record.list }],
		['the field of just this name before a nested one', ['a.b'], { ...omit('a.b') }],
		['a nested field', ['a.c.d'], { ...record, a: { b: 3, c: { e: 5 } } }],
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
		[['list.b']],
		[['id.x']],
		[['toString', '__proto__', '__proto__.a']],
	])('is the record itself when there is no such field: %j', (paths) => {
		expect(without(record, paths)).toBe(record);
	});

	function omit(name: string) {
		return Object.fromEntries(Object.entries(record).filter(([each]) => each !== name));
	}
});
