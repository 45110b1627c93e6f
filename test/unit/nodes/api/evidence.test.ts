import {
	linkTarget,
	nextLink,
	saysMore,
	countsMorePages,
} from '../../../../nodes/Aurora/api/evidence';

import { answer } from '../../support/answers';

describe('the Link header (RFC 8288)', () => {
	test.each([
		['quoted', '</a?page=2>; rel="next"', '/a?page=2'],
		['unquoted', '</a?page=2>; rel=next', '/a?page=2'],
		['without blanks', '</a?page=2>;rel=next', '/a?page=2'],
		['with blanks around', '< /a?page=2 > ; rel = "next"', '/a?page=2'],
		['upper case', '</a>; REL="NEXT"', '/a'],
		['one of several links', '</p>; rel="prev", </n>; rel="next", </l>; rel="last"', '/n'],
		['several relations of a link', '</n>; rel="last next"', '/n'],
		['beside other parameters', '</n>; title="2, of 3"; rel="next"; type="x"', '/n'],
		['after a parameter without a value', '</n>; crossorigin; rel=next', '/n'],
		['commas and semicolons inside the address', '</a?ids=1,2;3>; rel="next"', '/a?ids=1,2;3'],
		[
			'an absolute address',
			'<https://api.example.com/a?p=2>; rel="next"',
			'https://api.example.com/a?p=2',
		],
		['the first of two', '</one>; rel="next", </two>; rel="next"', '/one'],
	])('%s', (_, header, target) => {
		expect(linkTarget(header, 'next')).toBe(target);
	});

	test.each([
		['another relation', '</a>; rel="prev"'],
		['a relation that only begins alike', '</a>; rel="nextish"'],
		['the second rel of a link', '</a>; rel="prev"; rel="next"'],
		['a parameter that only ends alike', '</a>; myrel="next"'],
		['no relation', '</a>'],
		['no address', 'rel="next"'],
		['nothing', ''],
	])('not %s', (_, header) => {
		expect(linkTarget(header, 'next')).toBeUndefined();
	});

	test('a rel inside a quoted text is text', () => {
		expect(linkTarget('</a>; title="; rel=next"; rel="prev"', 'next')).toBeUndefined();
	});

	// Were the time to grow with the square of the length, this would take minutes.
	test.each([
		['<'.repeat(50_000)],
		[`</a>; a${' '.repeat(50_000)}!`],
		[`</a>${'; a="\\"'.repeat(10_000)}`],
		['</a>'.repeat(12_500)],
	])('a hostile header of 50 KB (%#) has no next page', (header) => {
		for (let time = 0; time < 50; time++) expect(linkTarget(header, 'next')).toBeUndefined();
	});
});

describe('nextLink', () => {
	const next = (body: unknown, link?: string | string[]) =>
		nextLink(answer(body, { headers: link === undefined ? {} : { link } }), body);

	test('several Link headers count as one', () => {
		expect(next([], ['</p>; rel="prev"', '</n>; rel="next"'])).toBe('/n');
	});

	test('the header wins over the body', () => {
		expect(next({ next: '/body' }, '</header>; rel="next"')).toBe('/header');
	});

	test.each([
		'next',
		'nextLink',
		'@odata.nextLink',
		'odata.nextLink',
		'nextUrl',
		'next_url',
		'nextPageUrl',
		'next_page_url',
		'nextPage',
	])('the field %s of the body', (name) => {
		expect(next({ data: [], [name]: '/Accounts?page=2' })).toBe('/Accounts?page=2');
	});

	test.each([
		['links', 'next'],
		['_links', 'next'],
		['paging', 'next'],
		['pagination', 'next'],
		['pagination', 'nextUrl'],
		['meta', 'next'],
		['page', 'next'],
	])('the field %s.%s of the body', (outer, inner) => {
		expect(next({ data: [], [outer]: { [inner]: '/n?p=2' } })).toBe('/n?p=2');
	});

	test('an object with href or url', () => {
		expect(next({ _links: { next: { href: '/n' } } })).toBe('/n');
		expect(next({ next: { url: '?page=2' } })).toBe('?page=2');
	});

	test.each([
		['a page number', { next: 2 }],
		['nothing more', { next: null }],
		['an empty text', { next: '' }],
		['a flag', { next: true }],
		['a token', { next: 'eyJpZCI6MTAwfQ' }],
		['nothing', { data: [] }],
	])('%s is no address', (_, body) => {
		expect(next(body)).toBeUndefined();
	});

	test('fields that every object inherits are none', () => {
		expect(nextLink(answer({}), JSON.parse('{"__proto__":{"next":"/n"}}'))).toBeUndefined();
	});

	test('a list has no next of its own', () => {
		expect(next([{ next: '/n' }])).toBeUndefined();
	});
});

describe('saysMore', () => {
	test.each([
		[{ hasMore: true }],
		[{ has_more: true }],
		[{ hasNext: true }],
		[{ hasNextPage: true }],
		[{ moreAvailable: true }],
		[{ pageInfo: { hasNextPage: true } }],
		[{ pagination: { hasMore: true } }],
		[{ pagination: { hasNext: true } }],
		[{ paging: { hasMore: true } }],
		[{ meta: { hasMore: true } }],
		[{ meta: { hasNext: true } }],
		[{ nextCursor: 'abc' }],
		[{ next_cursor: 'abc' }],
		[{ nextPageToken: 'abc' }],
		[{ next_page_token: 'abc' }],
		[{ continuationToken: 'abc' }],
		[{ pagination: { nextCursor: 'abc' } }],
		[{ meta: { nextCursor: 'abc' } }],
		[{ paging: { cursors: { after: 'abc' } } }],
		[{ next: 2 }],
		[{ next: 'token' }],
		[{ next: '/address' }],
	])('%j says that there is more', (body) => {
		expect(saysMore(body)).toBe(true);
	});

	test.each([
		[{ hasMore: false }],
		[{ meta: { hasNext: false } }],
		[{ next: null }],
		[{ next: '' }],
	])('%j says that there is not', (body) => {
		expect(saysMore(body)).toBe(false);
	});

	test.each([[{ data: [] }], [[]], [undefined], [{ nextCursor: '' }]])(
		'%j says nothing',
		(body) => {
			expect(saysMore(body)).toBeUndefined();
		},
	);

	test.each([
		['a number as a cursor', { nextCursor: 100 }],
		['an object as a cursor', { continuationToken: { id: 100 } }],
		['names in upper case, as services of .NET write them', { HasMore: true }],
		['last: false, which goes with content', { content: [], last: false }],
	])('%s', (_, body) => {
		expect(saysMore(body)).toBe(true);
	});

	test('a number of pages is told by the first answer alone', () => {
		expect(countsMorePages({ page: 1, totalPages: 13 })).toBe(true);
		expect(countsMorePages({ meta: { currentPage: 0, totalPages: 2 } })).toBe(true);
		expect(countsMorePages({ page: 1, totalPages: 1 })).toBe(false);
		expect(countsMorePages({ page: 3, totalPages: 13 })).toBe(false);
		expect(countsMorePages([])).toBe(false);
	});

	test('a flag written as a text is a flag', () => {
		expect(saysMore({ hasMore: 'false' })).toBe(false);
	});
});
