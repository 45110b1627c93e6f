// What responses say of further records, as it shows in a listing that is read from them.
import { answer, API } from '../../support/answers';
import { fakeApi, fakePages, records } from '../../support/fakeClient';
import { asks, automatic, byPage, off, read, start } from '../../support/listings';

/** The path of the next page that a response leads to; undefined when it leads to none. */
async function nextAfter(body: unknown, link?: string | string[]): Promise<string | undefined> {
	const first = answer(body, { headers: link === undefined ? {} : { link } });
	const api = fakeApi((path) => (path === start ? first : []));
	await read(api, automatic, 10);
	return api.asked[1];
}

describe('the Link header (RFC 8288)', () => {
	test.each<[string, string | string[], string]>([
		['quoted', '</a?page=2>; rel="next"', '/a?page=2'],
		['unquoted', '</a?page=2>; rel=next', '/a?page=2'],
		['without blanks', '</a?page=2>;rel=next', '/a?page=2'],
		['with blanks around', '< /a?page=2 > ; rel = "next"', '/a?page=2'],
		['upper case', '</a>; REL="NEXT"', '/a'],
		['one of several links', '</p>; rel="prev", </n>; rel="next", </l>; rel="last"', '/n'],
		['one of several headers', ['</p>; rel="prev"', '</n>; rel="next"'], '/n'],
		['several relations of a link', '</n>; rel="last  next"', '/n'],
		['beside other parameters', '</n>; title="2, \\"of\\" 3"; rel="next"; type="x"', '/n'],
		['after a parameter without a value', '</n>; crossorigin; rel=next', '/n'],
		['commas and semicolons inside the address', '</a?ids=1,2;3>; rel="next"', '/a?ids=1,2;3'],
		['an absolute address', `<${API}/a?p=2>; rel="next"`, '/a?p=2'],
		['the first of two', '</one>; rel="next", </two>; rel="next"', '/one'],
		['the end of 50,000 characters', '</a>; rel=next'.padStart(50_000), '/a'],
	])('%s', async (_, header, next) => {
		expect(await nextAfter([], header)).toBe(next);
	});

	test.each([
		['another relation', '</a>; rel="prev"'],
		['a relation that only begins alike', '</a>; rel="nextish"'],
		['the second rel of a link', '</a>; rel="prev"; rel="next"'],
		['a rel without a value, whatever follows', '</a>; rel; rel=next'],
		['a parameter that only ends alike', '</a>; myrel="next"'],
		['a parameter that only begins alike', '</a>; relation=next'],
		['a rel inside a quoted text', '</a>; title="; rel=next"; rel="prev"'],
		['no relation', '</a>'],
		['no address', 'rel="next"'],
		['nothing', ''],
		['what follows 50,000 characters', '</a>; rel=next'.padStart(50_015)],
	])('not %s', async (_, header) => {
		expect(await nextAfter([], header)).toBeUndefined();
	});

	// Were the time to grow with the square of the length, this would take minutes.
	test.each([
		['<'.repeat(50_000)],
		[`</a>; a${' '.repeat(50_000)}!`],
		[`</a>${'; a="\\"'.repeat(10_000)}`],
		['</a>'.repeat(12_500)],
	])('a hostile header of 50 KB (%#) has no next page', async (header) => {
		for (let time = 0; time < 50; time++) expect(await nextAfter([], header)).toBeUndefined();
	});

	test('wins over the body', async () => {
		expect(await nextAfter({ data: [], next: '/body' }, '</header>; rel="next"')).toBe('/header');
	});
});

describe('the next page in a body', () => {
	test.each([
		[{ next: '/n?p=2' }],
		[{ '@odata.nextLink': '/n?p=2' }],
		[{ next_page_url: 'n?p=2' }],
		[{ NextLink: '/n?p=2' }],
		[{ _links: { next: { href: '/n?p=2' } } }],
		[{ links: { next: { url: '/n?p=2' } } }],
		[{ pagination: { nextUrl: `${API}/n?p=2` } }],
		[{ nextPage: 2, meta: { next: './n?p=2' } }],
	])('%j', async (evidence) => {
		expect(await nextAfter({ data: [], ...evidence })).toBe('/n?p=2');
	});

	test.each([
		['a page number', '{"data":[],"next":2}'],
		['null', '{"data":[],"next":null}'],
		['an empty text', '{"data":[],"next":""}'],
		['a flag', '{"data":[],"next":true}'],
		['a token', '{"data":[],"next":"eyJpZCI6MTAwfQ"}'],
		['a list of addresses', '{"data":[],"next":["/n"]}'],
		['a field that every object inherits', '{"data":[],"__proto__":{"next":"/n"}}'],
		['a record of a list', '[{"next":"/n"}]'],
	])('not %s', async (_, body) => {
		expect(await nextAfter(body)).toBeUndefined();
	});
});

/** What a response is taken to say of records beyond it. */
async function verdictOn(evidence: object): Promise<'more' | 'no more' | 'nothing'> {
	const body = { data: records(2), ...evidence };
	const { more } = await read(fakePages({ [start]: body }), off);
	if (more !== undefined) return 'more';
	const api = fakeApi((path) => (asks(path, 'page', 1) === 1 ? body : []));
	await read(api, byPage);
	return api.asked.length === 1 ? 'no more' : 'nothing';
}

describe('whether there is more', () => {
	test.each([
		[{ hasMore: true }],
		[{ hasMore: 'true' }],
		[{ HasMore: true }],
		[{ pageInfo: { hasNextPage: true } }],
		[{ meta: { hasNext: true }, nextCursor: '' }],
		[{ last: false }],
		[{ nextCursor: 'abc' }],
		[{ next_cursor: 100 }],
		[{ continuationToken: { id: 100 } }],
		[{ paging: { cursors: { after: 'abc' } } }],
		[{ next: 2 }],
		[{ next: true }],
		[{ next: 'token' }],
		[{ next: '/address' }],
		[{ nextPage: 2 }],
		[{ page: 1, totalPages: 2 }],
		[{ totalPages: 2 }],
		[{ currentPage: 0, totalPages: 2 }],
		[{ meta: { pageNumber: 1, totalPages: 2 } }],
		[{ page: { number: 0, totalPages: 2 } }],
	])('%j: more', async (evidence) => {
		expect(await verdictOn(evidence)).toBe('more');
	});

	test.each([
		[{ hasMore: false }],
		[{ hasMore: 'false' }],
		[{ meta: { hasNext: false } }],
		[{ hasMore: false, nextCursor: 'abc' }],
		[{ last: true }],
		[{ next: null }],
		[{ next: '' }],
		[{ next: false }],
	])('%j: no more', async (evidence) => {
		expect(await verdictOn(evidence)).toBe('no more');
	});

	test.each([
		[{}],
		[{ hasMore: 'yes' }],
		[{ hasMore: 1 }],
		[{ last: 'maybe' }],
		[{ nextCursor: '' }],
		[{ nextCursor: null }],
		[{ nextCursor: false }],
		[{ totalPages: 1 }],
		[{ page: 1, totalPages: 1 }],
		[{ page: 2, totalPages: 2 }],
		[{ pageNumber: 2, totalPages: 3 }],
		[{ currentPage: 3, totalPages: 13 }],
		[{ meta: { number: 2, totalPages: 3 } }],
	])('%j: nothing', async (evidence) => {
		expect(await verdictOn(evidence)).toBe('nothing');
	});
});
