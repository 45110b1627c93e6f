import { idOf, packId, unpackId } from '../../../../nodes/Aurora/trigger/recordId';

const uuid = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';

test.each([
	['a number', 1001],
	['zero', 0],
	['a text of digits', '1001'],
	['a text with blanks and signs', 'A 1/ü?&%'],
	['a text that looks packed', 'n5'],
	['a UUID', uuid],
	['a UUID in capitals', uuid.toUpperCase()],
	['a UUID of zeros', '00000000-0000-0000-0000-000000000000'],
	['almost a UUID', `${uuid}0`],
])('a packed ID comes back as it was, and has no blank: %s', (_, id) => {
	expect(unpackId(packId(id))).toBe(id);
	expect(packId(id)).not.toMatch(/\s/);
});

test('a UUID takes 23 characters, and 1 is not "1"', () => {
	expect(packId(uuid)).toHaveLength(23);
	expect(packId(1)).not.toBe(packId('1'));
});

test('a text that was cut in the middle of a character is packed all the same', () => {
	expect(unpackId(packId('a\ud800'))).toBe('a\ufffd');
});

test.each([
	[{ id: 7 }, 7],
	[{ id: 'x' }, 'x'],
	[{ id: '' }, undefined],
	[{ id: null }, undefined],
	[{ id: Number.NaN }, undefined],
	[{ id: { nested: 1 } }, undefined],
	[{}, undefined],
])('the ID of %j is %j', (record, id) => {
	expect(idOf(record)).toBe(id);
});
