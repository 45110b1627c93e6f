import fc from 'fast-check';

import {
	fieldsOption,
	isUnknownField,
	itemsOf,
	only,
	without,
} from '../../../../nodes/Aurora/operations/fieldChoice';

const { read } = fieldsOption({ displayName: 'Fields', name: 'fields', description: 'Some' });

test.each([
	[undefined, []],
	[
		[' id ', 'a,b', 7, ''],
		['id', 'a,b', '7'],
	],
	// As text fields were saved, and as expressions give it.
	[' id, owner.email ,,', ['id', 'owner.email']],
])('%j names %j', (fields, names) => {
	expect(read({ fields } as never)).toEqual(names);
});

const record = JSON.parse(
	`{ "id": 1, "a.b": 2, "a": { "b": 3, "c": 4 }, "list": [{ "x": 5, "y": 6 }, 7, null], "none": null, "__proto__": 8 }`,
) as Record<string, unknown>;

test.each([
	[[], record],
	[['none', 'id'], { id: 1, none: null }],
	[['a.b'], { 'a.b': 2, a: { b: 3 } }],
	[['a', 'a.b'], { 'a.b': 2, a: { b: 3, c: 4 } }],
	[['list.x', 'list.none'], { list: [{ x: 5 }] }],
	[['other', 'id.x', 'none.x', 'constructor'], {}],
	[['__proto__'], JSON.parse('{ "__proto__": 8 }')],
])('only %j', (paths, expected) => {
	const before = JSON.stringify(record);
	expect(JSON.stringify(only(record, paths))).toBe(JSON.stringify(expected));
	expect(JSON.stringify(record)).toBe(before);
});

describe('without', () => {
	const whole = {
		id: 1,
		'a.b': 2,
		a: { b: 3, c: { d: 4, e: 5 } },
		list: [{ b: 6 }, 'b', null, [{ b: { c: 7 }, d: 8 }]],
	};
	const { id, a, list } = whole;

	test.each<[string[], object]>([
		[['id'], { 'a.b': 2, a, list }],
		[['a.b'], { id, a: { c: a.c }, list }],
		[['a.c.d'], { ...whole, a: { b: 3, c: { e: 5 } } }],
		[['list.b'], { ...whole, list: [{}, 'b', null, [{ d: 8 }]] }],
		[['list.b.c'], { ...whole, list: [{ b: 6 }, 'b', null, [{ b: {}, d: 8 }]] }],
		[['id', 'a', 'list'], { 'a.b': 2 }],
		...[
			[],
			['other'],
			['list.x', 'list.b.x'],
			['id.x'],
			['toString', '__proto__', '__proto__.a'],
		].map((paths): [string[], object] => [paths, whole]),
	])('%j', (paths, left) => {
		const before = JSON.stringify(whole);
		expect(JSON.stringify(without(whole, paths))).toBe(JSON.stringify(left));
		expect(JSON.stringify(whole)).toBe(before);
	});
});

test.each([
	['records', [{ id: 1 }, { id: 2, tags: ['a'] }], [{ id: 1 }, { id: 2, tags: ['a'] }]],
	['nothing', [], []],
	[
		'what is no record',
		['a', 5, false, null, [1, 2]],
		[{ value: 'a' }, { value: 5 }, { value: false }, { value: null }, { value: [1, 2] }],
	],
])('one item each, in order: %s', (_, values, items) => {
	expect(itemsOf(values)).toEqual(items.map((json) => ({ json })));
});

describe('a field that no record has', () => {
	const leaf = fc.constantFrom(1, 'text', null, [], {}, ['x']);
	const { value } = fc.letrec((again) => ({
		value: fc.oneof(
			{ maxDepth: 3, depthSize: 'max' },
			leaf,
			again('object'),
			fc.array(again('object'), { minLength: 1, maxLength: 2 }),
		),
		object: fc.dictionary(fc.constantFrom('a', 'b', 'c.d'), again('value'), { minKeys: 1 }),
	}));
	const records = fc.array(fc.dictionary(fc.constantFrom('a', 'b', 'c.d'), value, { minKeys: 1 }), {
		minLength: 1,
		maxLength: 3,
	});
	/** What records may have in place of what others have. */
	const gaps = fc.array(fc.constantFrom({}, { a: null }, { b: [] }, { a: { b: null } }, null, 5));

	/** Every path to a field, by way of objects and of the entries of lists. */
	const pathsIn = (at: unknown, before = ''): string[] => {
		if (Array.isArray(at)) return at.flatMap((each) => pathsIn(each, before));
		if (typeof at !== 'object' || at === null) return [];
		const fields = Object.entries(at);
		return fields.flatMap(([name, inner]) => [
			before + name,
			...pathsIn(inner, `${before}${name}.`),
		]);
	};

	test('is none of those that one has, whatever the others lack', () => {
		fc.assert(
			fc.property(records, gaps, (some, others) => {
				const all = [...others, ...some];
				const unknown = pathsIn(some).filter((path) => isUnknownField(all, path));
				expect(unknown).toEqual([]);
			}),
		);
	});

	test('is each slip in the name of one, in any part of its path, whatever the others lack', () => {
		fc.assert(
			fc.property(records, gaps, (some, others) => {
				for (const path of pathsIn(some)) {
					const dots = [...path.matchAll(/\.|$/g)].map(({ index }) => index);
					const slips = dots.map((at) => `${path.slice(0, at)}x${path.slice(at)}`);
					const taken = slips.filter((slip) => !isUnknownField([...others, ...some], slip));
					expect(taken).toEqual([]);
				}
			}),
		);
	});

	test.each<[unknown[]]>([[[]], [[{ a: null }]], [[{ a: [] }, {}]], [[{ a: [null, []] }]]])(
		'can not be told where nothing could have it: %j',
		(list) => {
			expect(isUnknownField(list, 'a.b')).toBe(false);
			expect(isUnknownField(list, 'a.b.c')).toBe(false);
		},
	);
});
