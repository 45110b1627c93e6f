import { idOf, packId, unpackId } from '../../../../nodes/Aurora/trigger/recordId';

describe('the packed id of an account', () => {
	it.each([
		['a number', 1001],
		['zero', 0],
		['a text of digits', '1001'],
		['a text with blanks and signs', 'A 1/ü?&%'],
		['a text that looks packed', 'n5'],
		['a UUID', '3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
		['a UUID in capitals', '3F2504E0-4F89-41D3-9A0C-0305E82C3301'],
		['a UUID of zeros', '00000000-0000-0000-0000-000000000000'],
	])('comes back as it was: %s', (_, id) => {
		expect(unpackId(packId(id))).toBe(id);
	});

	it('takes 23 characters for a UUID, and no blank', () => {
		expect(packId('3f2504e0-4f89-41d3-9a0c-0305e82c3301')).toHaveLength(23);
		expect(packId('with a blank')).not.toContain(' ');
	});

	it('tells 1 from "1"', () => {
		expect(packId(1)).not.toBe(packId('1'));
	});
});

describe('the id of a record', () => {
	it.each([
		[{ id: 7 }, 7],
		[{ id: 'x' }, 'x'],
		[{ id: '' }, undefined],
		[{ id: null }, undefined],
		[{ id: Number.NaN }, undefined],
		[{ id: { nested: 1 } }, undefined],
		[{}, undefined],
	])('of %j is %j', (record, id) => {
		expect(idOf(record)).toBe(id);
	});
});
