import { displayNameOf } from '../../../../../nodes/Aurora/resources/collection/recordName';

test.each([
	[{ name: ' Ada ' }, 'Ada'],
	...['displayName', 'fullName', 'accountName', 'title', 'label', 'company', 'companyName'].map(
		(field): [object, string] => [{ otherName: 'x', [field]: 'Ada' }, 'Ada'],
	),
	[{ label: 'x', title: 'x', name: 'Ada' }, 'Ada'],
	[{ customer_name: 'Ada' }, 'Ada'],
	[{ name: ' ', SURNAME: 'Lovelace' }, 'Lovelace'],
	[{ nameOfDog: 'Rex' }, ''],
	[{ name: { first: 'Ada' } }, ''],
	[{ name: 7 }, ''],
	[{ id: 7 }, ''],
])('the name of %j is %j', (record, name) => {
	expect(displayNameOf(record as Record<string, unknown>)).toBe(name);
});
