import { itemsOf } from '../../../../nodes/Aurora/operations/items';

test('one item a record, in order', () => {
	expect(itemsOf([{ id: 1 }, { id: 2, tags: ['a'] }])).toEqual([
		{ json: { id: 1 } },
		{ json: { id: 2, tags: ['a'] } },
	]);
	expect(itemsOf([])).toEqual([]);
});

test('what is no record goes into the field value', () => {
	expect(itemsOf(['a', 5, false, null, [1, 2]]).map(({ json }) => json)).toEqual([
		{ value: 'a' },
		{ value: 5 },
		{ value: false },
		{ value: null },
		{ value: [1, 2] },
	]);
});
