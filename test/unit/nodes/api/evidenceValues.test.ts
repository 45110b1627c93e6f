import {
	countsMorePages,
	linkTarget,
	nextLink,
	saysMore,
} from '../../../../nodes/Aurora/api/evidence';

import { answer } from '../../support/answers';

describe('whether there is more', () => {
	test.each<[object, boolean | undefined]>([
		[{ hasMore: 'true' }, true],
		[{ hasMore: 'false' }, false],
		[{ hasMore: 'yes' }, undefined],
		[{ hasMore: 1 }, undefined],
		[{ nextPage: 2 }, true],
		[{ next: true }, true],
		[{ next: false }, false],
	])('%j', (body, more) => {
		expect(saysMore(body)).toBe(more);
	});

	test.each(['page', 'pageNumber', 'currentPage', 'number'])(
		'is told by the number of the page, also under %s',
		(name) => {
			expect(countsMorePages({ totalPages: 3, [name]: 1 })).toBe(true);
			expect(countsMorePages({ totalPages: 3, [name]: 2 })).toBe(false);
		},
	);
});

describe('the next page', () => {
	test('has an address in a text, not in a list', () => {
		const body = { next: ['/Accounts?from=2'] };
		expect(nextLink(answer(body), body)).toBeUndefined();
	});

	test('is not named by a parameter that begins like rel', () => {
		expect(linkTarget('</a>; relation=next', 'next')).toBeUndefined();
	});

	test('is looked for in 50,000 characters of Link headers', () => {
		const link = '</a>; rel=next';
		expect(linkTarget(link.padStart(50_000), 'next')).toBe('/a');
		expect(linkTarget(link.padStart(50_001 + link.length), 'next')).toBeUndefined();
	});
});
