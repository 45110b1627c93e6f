import { itemsOf } from '../../../../nodes/Aurora/operations/items';

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
