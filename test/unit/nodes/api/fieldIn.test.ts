import { fieldIn } from '../../../../nodes/Aurora/api/fieldIn';

test.each([
	[{ nextLink: 1 }, 'nextLink'],
	[{ NextLink: 1 }, 'nextLink'],
	[{ NEXTLINK: 1 }, 'nextLink'],
	[{ Paging: { Next: 1 } }, 'paging.next'],
	[{ 'Odata.NextLink': 1 }, 'odata.nextLink'],
])('%j has %s', (envelope, path) => {
	expect(fieldIn(envelope, path)).toBe(1);
});

test('the exact spelling wins', () => {
	expect(fieldIn({ Total: 1, total: 2 }, 'total')).toBe(2);
});

test.each([[{ nextLinks: 1 }], [{ next: { link: 1 } }], [[]], [null], ['nextLink'], [undefined]])(
	'%j has no nextLink',
	(envelope) => {
		expect(fieldIn(envelope, 'nextLink')).toBeUndefined();
	},
);

test('inherited fields are none', () => {
	expect(fieldIn({}, 'constructor')).toBeUndefined();
	expect(fieldIn({ meta: {} }, 'meta.toString')).toBeUndefined();
});

test.each([
	[{ nex: { next: 1 } }, 'next'],
	[{ '': { x: 1 } }, '.X'],
])('%j does not have %s', (envelope, path) => {
	expect(fieldIn(envelope, path)).toBeUndefined();
});
