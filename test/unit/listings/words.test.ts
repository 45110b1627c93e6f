import { read } from './support/reader';

const accounts = (count: number) => Array.from({ length: count }, (_, at) => ({ id: at + 1 }));

/** Records of an answer: no number at which lists are cut. */
const HELD = 23;
const data = accounts(HELD);

type Row = [name: string, body: unknown, headers?: Record<string, string>];

/** Reads a list that gives this answer to whatever is asked. */
const reading = async ([name, body, headers = {}]: Row, limit?: number) =>
	await read(() => ({ status: 200, headers, body: JSON.stringify(body) }), {
		path: `/${encodeURIComponent(name)}/${limit ?? 'all'}/Accounts`,
		limit,
	});

const beside = (about: Record<string, unknown>): Row => [JSON.stringify(about), { data, ...about }];

describe('words that say that records are missing', () => {
	test.each<Row>([
		...[
			...[
				'truncated',
				'resultsTruncated',
				'is_truncated',
				'partial',
				'isPartial',
				'partialResults',
			],
			...['timed_out', 'timedOut', 'incomplete_results', 'limitExceeded', 'moreDataAvailable'],
		].map((name) => beside({ [name]: true })),
		...[
			...[
				'allRecordsReturned',
				'allReturned',
				'isComplete',
				'complete',
				'fullyLoaded',
				'end_of_list',
			],
			...['endOfStream', 'allResultsIncluded', 'noMoreResults'],
		].map((name) => beside({ [name]: false })),
		beside({ meta: { partial: true } }),
		['a warning', data, { warning: '299 - "Result truncated to 23 records"' }],
		['a warning by its agent', data, { warning: '299 api "Only the first 23 rows are returned"' }],
	])('%s: an error, or a hint with a limit', async (...row) => {
		expect((await reading(row)).error).toEqual(expect.any(String));
		const { records, hint } = await reading(row, HELD);
		expect({ records, hint }).toEqual({ records: data, hint: expect.any(String) });
	});
});

describe('words that say nothing of further records', () => {
	test.each<Row>([
		beside({ rateLimit: { limit: 500, remaining: 499, reset: 1 } }),
		beside({ limit: { max: 500, remaining: 499 } }),
		beside({ quota: 500, remaining: 499 }),
		beside({ quota_max: 300, remaining: 299 }),
		beside({ limits: { calls: { remaining: 499 } } }),
		beside({ remaining: 4_999, reset: 1_767_225_600 }),
		beside({ session: { token: 'csrf123' } }),
		beside({ auth: { token: 'csrf123' } }),
		beside({ token: ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxIn0', 'c2lnbmF0dXJl'].join('.') }),
		beside({ csrfToken: 'csrf123' }),
		beside({ timed_out: false }),
		beside({ allRecordsReturned: true }),
		['a warning of age', data, { warning: '113 - "Heuristic Expiration"' }],
		['a warning of a change', data, { warning: '299 - "Deprecated API, use /v2"' }],
		['a quota', data, { 'ratelimit-remaining': '499', 'x-ratelimit-limit': '500' }],
	])('%s: complete, in one request', async (...row) => {
		expect(await reading(row)).toEqual({ records: data, requests: 1 });
	});

	test.each<Row>([
		beside({ token: 'csrf123' }),
		beside({ remaining: 499 }),
		// Of bytes, or of the list.
		beside({ length: 4_096 }),
	])('%s: could be meant for pages, so that a hint or an error says so', async (...row) => {
		const { hint, error } = await reading(row);
		expect(hint ?? error).toEqual(expect.any(String));
	});
});

describe('lists inside of lists', () => {
	const inner = { cursor: null, items: data };
	test.each<Row>([
		['a board', { data: { boards: [{ items_page: inner }] } }],
		['two wrappers', [{ results: data, total: HELD }]],
		['a wrapper in a list', { data: [{ accounts: data }] }],
		['a wrapper with words of pages', { result: [{ rows: data, count: HELD, hasMore: false }] }],
	])('%s: the inner records, or an error', async (...row) => {
		const { records, error } = await reading(row);
		expect(error === undefined ? records : data).toEqual(data);
	});

	test('more inside is not lost', async () => {
		for (const body of [
			[{ results: data, total: 500 }],
			{ data: { boards: [{ items_page: { cursor: 'next', items: data } }] } },
		])
			expect((await reading([JSON.stringify(body), body])).error).toEqual(expect.any(String));
	});

	test.each<Row>([
		['one account with contacts', { data: [{ id: 1, contacts: accounts(3) }] }],
		['one account with rows', [{ id: 1, name: 'Ann', items: accounts(3) }]],
		['one account with a name', [{ name: 'Ann', results: accounts(3) }]],
	])('%s is a record', async (...row) => {
		const [, body] = row;
		const list = Array.isArray(body) ? body : (body as { data: unknown[] }).data;
		expect((await reading(row)).records).toEqual(list);
	});
});

describe('a list of one, from XML', () => {
	const account = { id: 1, name: 'Ann' };
	test.each<Row>([
		['under its name', { Accounts: { Account: account } }],
		['in an envelope', { response: { Accounts: { Account: account } } }],
		['beside a total', { Accounts: { Account: account }, total: 1 }],
	])('%s: one record', async (...row) => {
		expect(await reading(row)).toEqual({ records: [account], requests: 1 });
	});

	test('is not an object of the account', async () => {
		const body = { Accounts: { Account: [account, { ...account, id: 2 }] } };
		expect((await reading(['two', body])).records).toHaveLength(2);
	});
});

describe('nothing where a list was expected', () => {
	test.each<Row>([
		['an empty object', {}],
		['an empty envelope', { QueryResponse: {} }],
		['an empty envelope with a time', { QueryResponse: {}, time: '2026-01-01T00:00:00Z' }],
		['a kind', { kind: 'accounts', etag: 'x' }],
	])('%s: never silence', async (...row) => {
		const { hint, error } = await reading(row);
		expect(hint ?? error).toEqual(expect.any(String));
	});
});

test('a page with hidden records in a list that says nothing is not its end', async () => {
	const service = (address: string) => {
		const page = Number(new URLSearchParams(address.split('?')[1]).get('page') ?? 1);
		const all = accounts(60).slice(page * 20 - 20, page * 20);
		const seen = all.filter(({ id }) => id !== 33);
		return { status: 200, headers: {}, body: JSON.stringify(seen) };
	};
	const { records } = await read(service, { path: '/hidden/Accounts' });
	expect(records).toEqual(accounts(60).filter(({ id }) => id !== 33));
});
