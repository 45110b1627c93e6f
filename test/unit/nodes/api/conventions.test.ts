// Which parameters a service may read, the likeliest first.
import {
	hintedFirst,
	LAST_ID_NAMES,
	likeFields,
	OFFSET_NAMES,
	PAGE_NAMES,
	SIZE_NAMES,
	tokenNames,
} from '../../../../nodes/Aurora/api/conventions';

test.each([
	['page', PAGE_NAMES, ['page', 'pageNumber', 'pageIndex', 'pageNo']],
	['offset', OFFSET_NAMES, ['skip', 'offset', 'start', 'startAt']],
	['size', SIZE_NAMES, ['pageSize', 'limit', 'perPage', 'size']],
	['last ID', LAST_ID_NAMES, ['startingAfter', 'after', 'afterId', 'lastId']],
])('%s: the most usual come first, each spelling once', (_, names, first) => {
	expect(names.slice(0, 4)).toEqual(first);
	expect(new Set(names).size).toBe(names.length);
});

test.each([
	[PAGE_NAMES, ['_page', 'page[number]', '$page', 'pagination[page]']],
	[OFFSET_NAMES, ['$skip', '_start', 'page[offset]', '$offset', 'pagination[start]']],
	[SIZE_NAMES, ['$top', '_limit', 'page[size]', 'page[limit]', 'pagination[pageSize]']],
	[LAST_ID_NAMES, ['$after']],
])('%#: those of frameworks are among them', (names, others) => {
	expect(names).toEqual(expect.arrayContaining(others));
});

test('names of several words have each usual spelling, behind the first one of every name', () => {
	const spelled = ['pageNumber', 'page_number', 'page-number', 'PageNumber', 'pagenumber'];
	expect(PAGE_NAMES).toEqual(expect.arrayContaining(spelled));
	expect(PAGE_NAMES.indexOf('page_number')).toBeGreaterThan(PAGE_NAMES.indexOf('paged'));
	expect(PAGE_NAMES.indexOf('page_number')).toBeGreaterThan(PAGE_NAMES.indexOf('page[number]'));
});

describe.each<[field: string, all: string[], own: string[]]>([
	[
		'nextPageToken',
		['pageToken', 'token', 'nextPageToken'],
		['pageToken', 'token', 'nextPageToken'],
	],
	['next_page_token', ['pageToken', 'token'], ['token', 'page_token', 'next_page_token']],
	['next-page-token', ['pageToken', 'token'], ['token', 'next-page-token', 'cursor']],
	['NextToken', ['token', 'nextToken', 'pageToken'], ['token', 'NextToken']],
	['cursor', ['cursor', 'startCursor'], ['cursor', 'token']],
	['endCursor', ['after', 'cursor', 'endCursor'], ['cursor', 'endCursor', 'startCursor']],
	['after', ['after', 'cursor', 'startAfter'], ['after', 'cursor']],
	['X-Continuation-Token', ['continuationToken', 'continuation'], ['continuation-token']],
	['x-ms-continuation', ['continuationToken', 'continuation'], ['continuation']],
	['LastEvaluatedKey', ['startKey', 'exclusiveStartKey', 'key'], ['key', 'LastEvaluatedKey']],
	['marker', ['marker', 'startMarker'], ['marker', 'cursor']],
	['scrollId', ['scrollId', 'scroll'], ['scrollId', 'cursor']],
	['nextId', ['fromId', 'id', 'afterId'], ['id', 'nextId', 'cursor']],
	['offset', ['offset', 'Offset', 'cursor'], ['offset', 'cursor']],
	['next', ['next', 'Next', 'cursor'], ['next', 'cursor']],
	['Max-Page-Token', ['token', 'nextToken'], ['token', 'Max-Page-Token', 'cursor']],
	['listToken', ['token', 'nextToken', 'pageToken'], ['token', 'nextToken']],
	// No words of pages.
	['Pagex-Abc-Token', ['cursor', 'Cursor', 'Pagex-Abc-Token'], ['cursor']],
	['ticket', ['cursor', 'Cursor', 'ticket'], ['cursor', 'ticket']],
])('a token in %s', (field, all, own) => {
	const names = tokenNames(field);

	test('goes into the parameters that its name tells, then into the usual ones', () => {
		expect(names.all.slice(0, all.length)).toEqual(all);
		expect(names.all).toEqual(expect.arrayContaining([field, 'cursor', 'pageToken', 'after']));
		expect(new Set(names.all).size).toBe(names.all.length);
	});

	test('is for certain of those that are spelled like it, or speak of tokens', () => {
		expect(names.own.slice(0, own.length)).toEqual(own);
		const plain = (name: string) => name.toLowerCase().replace(/\W|_/g, '');
		const isOwn = (name: string) =>
			/token|cursor/i.test(name) || plain(field).endsWith(plain(name));
		expect([...names.own].sort()).toEqual(names.all.filter(isOwn).sort());
	});
});

const SPELLINGS = ['pageSize', 'page_size', 'page-size', 'PageSize', 'limit', '$top', 'x$'];

test.each<[fields: string[], first: string[]]>([
	[['totalCount'], ['pageSize', 'limit', '$top', 'x$']],
	[['total_count'], ['page_size', 'limit', '$top', 'x$']],
	[['total-count'], ['page-size', 'limit', '$top', 'x$']],
	[['TotalCount'], ['PageSize', 'limit', '$top', 'x$']],
	[['X-Total'], ['PageSize', 'limit', '$top', 'x$']],
	[
		['x-total-count', 'next_page'],
		['page_size', 'page-size', 'limit', '$top', 'x$'],
	],
	[['Max-Total'], ['page-size', 'limit', '$top', 'x$']],
	[['total'], ['limit', '$top', 'x$']],
	[[], ['limit', '$top', 'x$']],
	[['@odata.count'], ['$top']],
])('a service with %j spells its parameters so: %j', (fields, first) => {
	const others = SPELLINGS.filter((name) => !first.includes(name));
	expect(likeFields(SPELLINGS, fields)).toEqual([...first, ...others]);
});

test.each<[hints: string[], hinted: string[]]>([
	[['page_size'], ['page_size', 'pageSize', 'page-size', 'PageSize']],
	[['currentLimit'], ['limit']],
	[['X-Limit'], ['limit']],
	[['limitExceeded', 'limitX', 'total'], []],
	[[], []],
])('%j hints at %j', (hints, hinted) => {
	const others = SPELLINGS.filter((name) => !hinted.includes(name));
	expect(hintedFirst(SPELLINGS, hints)).toEqual({ hinted, all: [...hinted, ...others] });
});
