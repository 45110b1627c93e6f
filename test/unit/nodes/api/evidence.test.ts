// What the words of a response mean, each beside a list of ten records.
import { collectEvidence } from '../../../../nodes/Aurora/api/evidence';
import type { Evidence } from '../../../../nodes/Aurora/api/evidenceTypes';
import { findItems } from '../../../../nodes/Aurora/api/findItems';
import { answer, type AnswerParts } from '../../support/answers';
import { records } from '../../support/fakeClient';

const OWN = ['accounts', 'account'];
const TEN = records(10);

const evidenceOf = (body: unknown, parts?: AnswerParts): Evidence => {
	const response = answer(body, parts);
	return collectEvidence(response, findItems(response, '', OWN), OWN);
};

/** What counts of an evidence: without the words for messages, and what is not said. */
const meaning = (evidence: Evidence) =>
	Object.fromEntries(
		Object.entries(evidence).filter(
			([name, value]) =>
				!['seen', 'names'].includes(name) &&
				value !== undefined &&
				(value !== false || name === 'more'),
		),
	);

type Row = [about: Record<string, unknown>, means: Partial<Evidence>];

const each = (names: string, value: unknown, means: Row[1]) =>
	names.split(' ').map((name): Row => [{ [name]: value }, means]);

const NEXT = '/Accounts?page=2';
const END = { more: false, isLast: true };

test.each<Row>([
	// Addresses.
	[{ next: NEXT }, { nextUrl: NEXT }],
	[{ nextLink: '?page=2' }, { nextUrl: '?page=2' }],
	[{ next: { href: NEXT } }, { nextUrl: NEXT }],
	[{ next: { url: NEXT } }, { nextUrl: NEXT }],
	[{ next: { uri: NEXT } }, { nextUrl: NEXT }],
	[{ next: { link: NEXT } }, { nextUrl: NEXT }],
	[{ next: [{ href: NEXT }] }, { nextUrl: NEXT }],
	[{ next: [{ text: 'more' }] }, {}],
	[{ next: [] }, { more: false }],
	[{ links: { next: 'Accounts/2' } }, { nextUrl: 'Accounts/2' }],
	[{ links: { next: null } }, { more: false }],
	[{ links: { next: 2 } }, { nextPage: 2 }],
	[{ _links: { next: { href: '../Accounts?skip=10' } } }, { nextUrl: '../Accounts?skip=10' }],
	[{ '@odata.nextLink': 'Accounts?$skip=10' }, { nextUrl: 'Accounts?$skip=10' }],
	[
		{ paging: { next: { after: 'x', link: '/a?after=x' } } },
		{ nextUrl: '/a?after=x', nextToken: { name: 'after', value: 'x' } },
	],
	[{ more: NEXT }, { nextUrl: NEXT }],
	[{ links: [{ rel: 'next', href: NEXT }] }, { nextUrl: NEXT }],
	[{ links: [{ relation: 'Next', url: NEXT }] }, { nextUrl: NEXT }],
	[{ links: [{ name: 'next', value: NEXT }] }, { nextUrl: NEXT }],
	[{ links: [{ type: 'next', uri: NEXT }] }, { nextUrl: NEXT }],
	[{ links: [{ rel: 'self', href: NEXT }] }, {}],
	[{ links: [{ rel: 'prev', href: '/Accounts' }] }, { more: false }],
	[{ links: [{ rel: 'first', href: '/Accounts' }] }, { more: false }],
	[{ links: [{ rel: 'first' }, { rel: 'last', href: '/Accounts?page=9' }] }, {}],
	[{ prev: '/Accounts' }, {}],
	[{ links: { first: { href: '/Accounts?page=1' }, previous: { page: 1 } } }, {}],
	// Tokens.
	[{ nextToken: 'abc' }, { nextToken: { name: 'nextToken', value: 'abc' } }],
	[{ nextToken: '/abc' }, { nextToken: { name: 'nextToken', value: '/abc' } }],
	[{ nextCursor: 'https://api.example/a?b=1' }, { nextUrl: 'https://api.example/a?b=1' }],
	[{ nextPageToken: 20 }, { nextToken: { name: 'nextPageToken', value: '20' } }],
	[{ nextId: 11 }, { nextToken: { name: 'nextId', value: '11' } }],
	[{ nextMarker: 5 }, { nextToken: { name: 'nextMarker', value: '5' } }],
	[{ nextToken: '' }, { more: false }],
	[{ nextToken: 'null' }, { more: false }],
	[{ continuation: 12 }, { nextToken: { name: 'continuation', value: '12' } }],
	[
		{ lastEvaluatedKey: { id: 10 } },
		{ nextToken: { name: 'lastEvaluatedKey', value: '{"id":10}' } },
	],
	[{ lastEvaluatedKey: {} }, { more: false }],
	[{ next: { id: 11 } }, { nextToken: { name: 'next', value: '11' } }],
	[{ next: { id: 'k' } }, { nextToken: { name: 'next', value: 'k' } }],
	[{ next: { id: null } }, { more: false }],
	[{ next: { href: null } }, { more: false }],
	[{ next: 'b64==' }, { nextToken: { name: 'next', value: 'b64==' } }],
	[{ cursor: 'abc' }, { nextToken: { name: 'cursor', value: 'abc' } }],
	[{ marker: 'abc' }, { nextToken: { name: 'marker', value: 'abc' } }],
	[{ scrollId: 'abc' }, { nextToken: { name: 'scrollId', value: 'abc' } }],
	[{ offset: 'itr/rec' }, { nextToken: { name: 'offset', value: 'itr/rec' } }],
	[{ cursor: null }, {}],
	[{ startCursor: 'abc' }, {}],
	[
		{ pageInfo: { endCursor: 'abc' } },
		{ cursor: { name: 'endCursor', value: 'abc' }, mayBeMore: true },
	],
	[{ after: 'abc' }, { cursor: { name: 'after', value: 'abc' }, mayBeMore: true }],
	[{ token: 'abc' }, { cursor: { name: 'token', value: 'abc' }, mayBeMore: true }],
	[{ token: ['eyJhbGciOi', 'eyJzdWIi', 'c2ln'].join('.') }, {}],
	[{ paging: { cursors: { after: 'abc' } } }, { cursor: { name: 'after', value: 'abc' } }],
	[{ paging: { next: { after: 'abc' } } }, { nextToken: { name: 'after', value: 'abc' } }],
	// Numbers of the next page.
	[{ next: 2 }, { nextPage: 2 }],
	[{ next: 9 }, { nextPage: 9 }],
	[{ next: 10 }, { nextOffset: 10 }],
	[{ nextPage: 12 }, { nextPage: 12 }],
	[{ nextPage: '2' }, { nextPage: 2 }],
	[{ nextPage: 0 }, { more: false }],
	[{ nextPage: null }, { more: false }],
	[{ nextPage: -1 }, { more: false }],
	[{ nextPage: 'none' }, { more: false }],
	[{ nextOffset: 10 }, { nextOffset: 10 }],
	[{ nextSkip: 10 }, { nextOffset: 10 }],
	[{ nextStart: 10 }, { nextOffset: 10 }],
	[{ nextIndex: 10 }, { nextOffset: 10 }],
	[{ nextFrom: 10 }, { nextOffset: 10 }],
	[{ nextRecord: 10 }, { nextOffset: 10 }],
	[{ nextRow: 10 }, { nextOffset: 10 }],
	[{ nextItem: 10 }, { nextOffset: 10 }],
	[{ next: { page: 2 } }, { nextPage: 2 }],
	[{ next: { offset: 10 } }, { nextOffset: 10 }],
	[{ nextPage: { number: 2, size: 10 } }, { nextPage: 2, size: 10 }],
	// Flags.
	[{ hasMore: true }, { more: true }],
	[{ hasMore: false }, END],
	[{ hasMore: 'yes' }, { more: true }],
	[{ hasMore: 'n' }, END],
	[{ hasMore: 1 }, { more: true }],
	[{ hasMore: '0' }, END],
	[{ hasMore: 'maybe' }, {}],
	[{ hasNext: true }, { more: true }],
	[{ hasNextPage: false }, END],
	[{ hasNext: 1 }, { more: true }],
	[{ isThereNextPage: 'true' }, { more: true }],
	[{ nextPage: true }, { more: true }],
	[{ next: [true] }, {}],
	[{ noMoreItems: true }, END],
	[{ noMoreItems: false }, { more: true }],
	[{ moreItems: 5 }, { more: true }],
	[{ remaining: 5 }, { more: true }],
	[{ remaining: 0 }, END],
	[{ left: 1 }, { more: true }],
	[{ remaining: 5, quota: 9 }, {}],
	[{ remaining: 5, quota_max: 9 }, {}],
	[{ limit: { max: 9, remaining: 5 } }, { size: 9 }],
	[{ remaining: 5, resetAt: 'x' }, {}],
	[{ limit: { remaining: 5 } }, {}],
	[{ limits: { remaining: 5 } }, {}],
	[{ limitReached: true }, { more: true }],
	[{ limitReached: false }, { more: false }],
	[{ maxReached: true }, { more: true }],
	[{ truncated: true }, { more: true }],
	[{ truncated: false }, END],
	[{ limitExceeded: false }, { more: false }],
	[{ partial: true }, { isPartial: true }],
	[{ partial: false }, { more: false }],
	[{ incompleteResults: true }, { isPartial: true }],
	[{ incompleteResults: false }, { more: false }],
	[{ timedOut: true }, { isPartial: true }],
	[{ timedOut: false }, {}],
	[{ isLast: true }, END],
	[{ isLast: false }, { more: true }],
	[{ isLast: 1 }, END],
	[{ hasEnded: 1 }, END],
	[{ last: true }, END],
	[{ last: 1 }, {}],
	[{ lastPage: true }, END],
	[{ complete: 'no' }, { more: true }],
	[{ allRecordsReturned: true }, END],
	[{ finished: true }, END],
	[{ endCursor: 'true' }, { cursor: { name: 'endCursor', value: 'true' }, mayBeMore: true }],
	[{ isLast: true, nextPage: 2 }, END],
	[{ hasMore: false, nextPage: 2 }, END],
	[{ hasMore: false, nextOffset: 20 }, END],
	[
		{ isLast: true, nextPage: 2, total: 40 },
		{ ...END, nextPage: 2, total: 40 },
	],
	[
		{ isLast: true, nextPage: 2, pages: 4 },
		{ ...END, nextPage: 2, pages: 4 },
	],
	[
		{ hasMore: true, isLast: true, nextPage: 2 },
		{ more: true, isLast: true, nextPage: 2 },
	],
	[
		{ partial: false, nextPage: 2 },
		{ more: false, nextPage: 2 },
	],
	// Where the page stands.
	[{ page: 3 }, { page: 3 }],
	[{ currentPage: '3' }, { page: 3 }],
	[{ page: { number: 3 } }, { page: 3 }],
	[{ pagination: { current: 3 } }, { page: 3 }],
	[{ meta: { pagination: { current: 3 } } }, { page: 3 }],
	[{ offset: 20 }, { offset: 20 }],
	[{ skip: '20' }, { offset: 20 }],
	[{ startIndex: 1 }, { offset: 1 }],
	[{ from: 0 }, { offset: 0 }],
	[{ links: { start: 20 } }, {}],
	// Sizes.
	[{ limit: 20 }, { size: 20 }],
	[{ perPage: 20 }, { size: 20 }],
	[{ pageSize: 20 }, { size: 20 }],
	[{ top: '20' }, { size: 20 }],
	[{ size: 20 }, {}],
	[
		{ size: 20, page: 1 },
		{ size: 20, page: 1 },
	],
	[
		{ size: 20, offset: 0 },
		{ size: 20, offset: 0 },
	],
	[{ pagination: { size: 20 } }, {}],
	[{ page: { size: 20 } }, { size: 20 }],
	// Pages in all.
	[{ pages: 4 }, { pages: 4 }],
	[{ totalPages: 4 }, { pages: 4 }],
	[{ pageCount: 4 }, { pages: 4 }],
	[{ pageTotal: 4 }, { pages: 4 }],
	[{ lastPage: 4 }, { lastPage: 4 }],
	[{ last: { page: 4 } }, { lastPage: 4 }],
	[{ pagination: { last: 4 } }, { lastPage: 4 }],
	[{ page: { current: 1, of: 4 } }, { page: 1, pages: 4 }],
	// Records in all.
	[{ total: 40 }, { total: 40 }],
	[{ total: '1,234' }, { total: 1234 }],
	[{ total: "1'234" }, { total: 1234 }],
	[{ total: 10 }, { total: 10 }],
	[{ total: 0 }, { total: 0 }],
	[{ total: 4 }, { count: 4, mayBeMore: true }],
	[{ total: 4, pages: 4 }, { pages: 4 }],
	[{ total: 1.5 }, {}],
	[{ totalCount: 40 }, { total: 40 }],
	[{ accountsTotal: 40 }, { total: 40 }],
	[{ totalAmount: 40 }, {}],
	[{ count: 40 }, { total: 40 }],
	[{ count: 10 }, {}],
	[{ count: 4 }, {}],
	[{ numberOfRecords: 40 }, { total: 40 }],
	[{ hits: 40 }, { total: 40 }],
	[{ results: 40 }, { total: 40 }],
	[{ returned: 40 }, {}],
	[{ total: 90, filteredTotal: 40 }, { total: 40 }],
	[{ total: 90, totalMatches: 40 }, { total: 40 }],
	[{ total: 40, allRecords: 90 }, { total: 40 }],
	[{ allRecords: 90 }, { total: 90 }],
	[{ total: 40, count: 50 }, { total: 50 }],
	[{ page: { total: 40 } }, { count: 40, mayBeMore: true }],
	[
		{ page: { total: 40 }, pages: 4 },
		{ total: 40, pages: 4 },
	],
	[
		{ page: { total: 40 }, lastPage: 4 },
		{ total: 40, lastPage: 4 },
	],
	[{ page: { count: 40 } }, { count: 40, mayBeMore: true }],
	[{ page: { count: 4 } }, {}],
	[{ pages: { total: 4 } }, { count: 4, mayBeMore: true }],
	[{ total: { value: 40 } }, { total: 40 }],
	[{ hits: { total: { value: 40 } } }, { total: 40 }],
	[{ total: { value: 40, relation: 'eq' } }, { total: 40 }],
	[{ total: { value: 40, relation: 'gte' } }, {}],
	[{ count: { count: 40 } }, { total: 40 }],
	[{ found: { total: 40 } }, { total: 40 }],
	[{ total: {} }, {}],
	[{ length: 40 }, { mayBeMore: true }],
	[{ length: 10 }, {}],
	// Not understood.
	[{ page: '1 of 4' }, { mayBeMore: true }],
	[{ total: 'many' }, { mayBeMore: true }],
	[{ count: -1 }, { mayBeMore: true }],
	[{ total: -2 }, {}],
	[{ total: '1,234.50' }, {}],
	[{ total: null }, {}],
	[{ page: '/Accounts?page=1' }, {}],
	[{ items: 'many' }, {}],
	// Of other things.
	[{ info: 'next' }, {}],
	[{ nextInvoiceDate: '2026-01-01' }, {}],
	[{ previousTotal: 90 }, {}],
	[{ first: { total: 90 } }, {}],
	// Words that say that records are missing.
	...each('resultsTruncated is_truncated moreDataAvailable', true, { more: true }),
	...each('isPartial partialResults timed_out incomplete_results', true, { isPartial: true }),
	...each('allReturned isComplete fullyLoaded end_of_list endOfStream', false, { more: true }),
	...each('noMoreResults allResultsIncluded', false, { more: true }),
	[{ meta: { partial: true } }, { isPartial: true }],
	// Words that say nothing of further records.
	[{ rateLimit: { limit: 500, remaining: 499, reset: 1 } }, {}],
	[{ limits: { calls: { remaining: 499 } } }, {}],
	[{ remaining: 4_999, reset: 1_767_225_600 }, {}],
	...each('session auth', { token: 'csrf123' }, {}),
	[{ csrfToken: 'csrf123' }, {}],
	[{ total: '1,234.50 GBP' }, {}],
	[{ page: 'one of several' }, { mayBeMore: true }],
	// Words that only begin or end like others.
	[{ totalInfo: 40 }, {}],
	[{ pagination: { lastRecord: 40 } }, {}],
	[{ pagination: { of: 4 } }, { pages: 4 }],
	[{ pagination: { ofRecords: 40 } }, { total: 40 }],
	[{ page: { totalRecords: 40 } }, { total: 40 }],
	[{ page: { countOfRecords: 40 } }, { total: 40 }],
	[{ link: { next: 'Accounts/2' } }, { nextUrl: 'Accounts/2' }],
	[{ links: { next: '2' } }, { nextPage: 2 }],
	[{ links: [null, { rel: 'next', href: null }, { rel: 'next', href: NEXT }] }, { nextUrl: NEXT }],
	[{ links: [] }, {}],
	[{ nextLink: [] }, { more: false }],
	[{ nextToken: '/a-https://b' }, { nextToken: { name: 'nextToken', value: '/a-https://b' } }],
	[{ nextCursor: 'http://api.example/a' }, { nextUrl: 'http://api.example/a' }],
	[{ nextCursor: '/a?page=2' }, { nextUrl: '/a?page=2' }],
	[{ next: 'http://api.example/a' }, { nextUrl: 'http://api.example/a' }],
	[{ next: 'abc/def' }, { nextToken: { name: 'next', value: 'abc/def' } }],
	[{ next: 'a b?c=d' }, { nextToken: { name: 'next', value: 'a b?c=d' } }],
	[{ next: { href: [NEXT] } }, {}],
	[{ next: { available: false } }, { more: false }],
	[{ next: { available: true } }, {}],
	[{ next: { a: {}, b: [] } }, { more: false }],
	[{ next: { a: { b: 1 } } }, {}],
	[{ token: 'xeyJa.b.c' }, { cursor: { name: 'token', value: 'xeyJa.b.c' }, mayBeMore: true }],
	[{ offset: '20' }, { offset: 20 }],
	[{ offset: { a: 1 } }, {}],
	[{ skip: 'abc' }, {}],
	[{ hasMore: ['yes'] }, {}],
	[{ hasMore: ' yes ' }, { more: true }],
	[{ hasMore: ' no ' }, END],
	...['xyes', 'yesx', 'xno', 'nox'].map((hasMore): Row => [{ hasMore }, {}]),
	[{ noMoreItems: 'see the docs' }, {}],
	[{ total: '12,345' }, { total: 12_345 }],
	[{ total: '1,234,567' }, { total: 1_234_567 }],
	[{ total: '9.50' }, {}],
	[{ total: '9.5 EUR' }, {}],
	[{ total: '1234 records' }, { mayBeMore: true }],
	[{ total: true }, {}],
	[{ total: [40] }, {}],
])('%j means %j', (about, means) => {
	expect(meaning(evidenceOf({ data: TEN, ...about }))).toEqual(means);
});

test.each<
	[
		name: string,
		headers: Record<string, string>,
		means: Partial<Evidence>,
		status?: number,
		body?: unknown,
	]
>([
	['Link', { link: `<${NEXT}>; rel="next"` }, { nextUrl: NEXT }],
	['Link to another page', { link: '</Accounts>; rel="prev"' }, { more: false }],
	[
		'Link to the last page',
		{ link: '</Accounts?page=9>; rel="last", </Accounts>; rel="first"' },
		{},
	],
	['Content-Range', { 'content-range': 'items 0-9/40' }, { total: 40 }],
	['Content-Range without a total', { 'content-range': 'items 0-9/*' }, { more: true }, 206],
	['Partial Content', {}, { more: true }, 206],
	['Warning', { warning: '299 - "Only the first 10 rows"' }, { isPartial: true }],
	['Warning by its agent', { warning: '299 api "Only the first 23 rows"' }, { isPartial: true }],
	['Warning of age', { warning: '113 - "Heuristic Expiration"' }, {}],
	['Warning of a change', { warning: '299 - "Deprecated API, use /v2"' }, {}],
	['Warning of something else', { warning: '199 - "Only the first 10 rows"' }, {}],
	['a total', { 'x-total-count': '40' }, { total: 40 }],
	['a total with the name of a product', { 'x-wp-total': '40' }, { total: 40 }],
	['pages', { 'x-pagination-page-count': '4' }, { pages: 4 }],
	['JSON', { 'x-pagination': '{"currentPage":1,"totalCount":40}' }, { page: 1, total: 40 }],
	[
		'Link to the page before, beside one in the body',
		{ link: '</Accounts>; rel="prev"' },
		{ nextUrl: NEXT },
		200,
		{ data: TEN, next: NEXT },
	],
	['Content-Range that is vague', { 'content-range': 'items 0-9/40+' }, {}],
	['Warning that quotes one', { warning: '199 - "299: only the first 10 rows"' }, {}],
	['with a prefix further in', { 'pagex-wp-total': '40' }, {}],
	[
		'a quota',
		{
			'x-ratelimit-remaining': '40',
			'ratelimit-remaining': '9',
			'x-quota-total': '9',
			'retry-total': '9',
		},
		{},
	],
	['a length of bytes', { 'content-length': '4096' }, {}],
])('the header %s', (_, headers, means, status = 200, body = TEN) => {
	expect(meaning(evidenceOf(body, { headers, status }))).toEqual(means);
});

test.each<[body: unknown, means: Partial<Evidence>]>([
	[
		{ data: { data: TEN, total: 40 }, hasMore: true },
		{ total: 40, more: true },
	],
	[{ data: TEN, meta: { a: { total: 40 } } }, {}],
	[{ data: TEN, meta: { pagination: { total: 40 } } }, { total: 40 }],
	[{ data: TEN, meta: { page: { info: { total: 40 } } } }, { total: 40 }],
	[{ data: TEN, meta: { page: { info: { results: { total: 40 } } } } }, {}],
	[[{ total: 40 }, TEN], { total: 40 }],
	[{ clients: TEN, clientsTotal: 40 }, { total: 40 }],
	[{ result: { clients: TEN }, clientTotal: 40 }, { total: 40 }],
	[{ data: TEN, clientsTotal: 40 }, {}],
	// Beside a header, what the body says counts.
	[
		{ data: TEN, next: '/Accounts?page=3', total: 30 },
		{ nextUrl: '/Accounts?page=3', total: 40 },
	],
])('%j: where words count', (body, means) => {
	const headers = Object.keys(body as object).includes('next')
		? { link: `<${NEXT}>; rel="next"`, 'x-total-count': '40' }
		: {};
	expect(meaning(evidenceOf(body, { headers }))).toEqual(means);
});

test.each<[about: Record<string, unknown>, seen: string[], names?: string[]]>([
	[{ total: 40 }, ['total: 40']],
	[{ page: 3 }, ['page: 3']],
	[{ pages: 4 }, ['pages: 4']],
	[{ lastPage: 4 }, ['lastPage: 4']],
	[{ pages: [] }, []],
	[{ hasMore: false }, ['hasMore: false']],
	[{ hasMore: 'maybe' }, []],
	[{ more: NEXT }, [`more: ${NEXT}`]],
	[{ isLast: false }, ['isLast: false']],
	[{ partial: true }, ['partial: true']],
	[{ length: 40 }, ['length: 40']],
	[{ offset: 20 }, ['offset: 20']],
	[{ offset: 'abc' }, ['offset: abc']],
	[{ skip: 'abc' }, []],
	[{ links: { start: 20 } }, []],
	[{ cursor: 'abc' }, ['cursor: abc']],
	[{ startCursor: 'abc' }, []],
	[{ next: [{ text: 'more' }] }, []],
	[{ links: [{ rel: 'next', href: NEXT }] }, []],
	[{ total: { relation: 'gte', value: 40 } }, ['value: 40'], ['value']],
	[{ total: { count: 40 } }, ['count: 40'], ['total', 'count']],
	[{ total: {} }, []],
	[{ total: 'many' }, ['total: many']],
	[{ total: '1.50' }, []],
	[{ items: 'many' }, []],
	[{ data: { data: TEN, total: 40 } }, ['total: 40']],
	[{ max: 5, key: 5 }, ['max: 5', 'key: 5']],
	[{ returned: 5, prev: 1, info: 5 }, []],
])('of %j, messages quote %j', (...[about, seen, names]) => {
	const evidence = evidenceOf('data' in about ? about : { data: TEN, ...about });
	expect(evidence.seen).toEqual(seen);
	expect(evidence.names).toEqual(names ?? seen.map((each) => each.split(':')[0]));
});

test('messages quote what counted, and nothing else', () => {
	const about = {
		total: 40,
		nextPage: 2,
		page: { size: 10 },
		prev: 1,
		info: 'x',
		limit: { remaining: 9 },
	};
	const { seen, names } = evidenceOf({ data: TEN, ...about, pageToken: 'x'.repeat(99) });
	expect(seen).toEqual(['total: 40', 'nextPage: 2', 'size: 10', `pageToken: ${'x'.repeat(60)}`]);
	expect(names).toEqual(['total', 'nextPage', 'size', 'pageToken']);
	const warning = `299 - "Only ${'9'.repeat(200)}"`;
	expect(evidenceOf(TEN, { headers: { warning } }).seen).toEqual([
		`Warning: ${warning.slice(0, 100)}`,
	]);
});
