import { fieldIn } from '../../../../nodes/Aurora/api/fieldIn';

test.each([
	[{ nextLink: 1 }, 'nextLink'],
	[{ NEXTLINK: 1 }, 'nextLink'],
	[{ Paging: { Next: 1 } }, 'paging.next'],
	[{ 'Odata.NextLink': 1 }, 'odata.nextLink'],
	// The exact spelling wins.
	[{ Total: 2, total: 1 }, 'total'],
])('%j has %s', (envelope, path) => {
	expect(fieldIn(envelope, path)).toBe(1);
});

test.each([
	[{ nextLinks: 1 }, 'nextLink'],
	[{ next: { link: 1 } }, 'nextLink'],
	[{ nex: { next: 1 } }, 'next'],
	[{ '': { x: 1 } }, '.X'],
	[{}, 'constructor'],
	[{ meta: {} }, 'meta.toString'],
	[[], 'nextLink'],
	[null, 'nextLink'],
	['nextLink', 'nextLink'],
	[undefined, 'nextLink'],
])('%j does not have %s', (envelope, path) => {
	expect(fieldIn(envelope, path)).toBeUndefined();
});
