import { read } from './support/reader';

const accounts = (count: number) => Array.from({ length: count }, (_, at) => ({ id: at + 1 }));

/** Records of an answer: no number at which lists are cut. */
const COUNT = 23;
const data = accounts(COUNT);

type Row = [name: string, body: unknown];

/** Reads a list that gives this answer to whatever is asked. */
const reading = async ([name, body]: Row) =>
	await read(() => ({ status: 200, headers: {}, body: JSON.stringify(body) }), {
		path: `/${encodeURIComponent(name)}/Accounts`,
	});

describe('lists inside of lists', () => {
	const inner = { cursor: null, items: data };
	test.each<Row>([
		['a board', { data: { boards: [{ items_page: inner }] } }],
		['two wrappers', [{ results: data, total: COUNT }]],
		['a wrapper in a list', { data: [{ accounts: data }] }],
		['a wrapper with words of pages', { result: [{ rows: data, count: COUNT, hasMore: false }] }],
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

describe('a total of more records than come', () => {
	const all = accounts(25);
	/** A service of pages of 10 that leaves out as many of the last records, by reading. */
	const lacking = (...left: number[]) => {
		let reading = -1;
		return (address: string) => {
			const { searchParams } = new URL(address, 'https://a.example');
			if (!searchParams.has('page')) reading++;
			const page = Number(searchParams.get('page') ?? 1);
			const given = all.slice(0, all.length - (left[reading] ?? 0));
			const items = given.slice((page - 1) * 10, page * 10);
			return {
				status: 200,
				headers: {},
				body: JSON.stringify({ items, page, size: 10, total: 25 }),
			};
		};
	};

	test('is read once more, and not again for the same records', async () => {
		const path = '/always-lacking/Accounts';
		const ask = lacking(1, 1, 1);
		const first = await read(ask, { path });
		const second = await read(ask, { path });
		expect([first, second].map(({ records }) => records.length)).toEqual([24, 24]);
		expect([first, second].map(({ hint, error }) => hint ?? error)).toEqual([
			expect.any(String),
			expect.any(String),
		]);
		expect(second.requests).toBeLessThanOrEqual(first.requests / 2);
	});

	test('gives what the better of the two readings brought', async () => {
		const { records, hint, error } = await read(lacking(1, 2), { path: '/lacking-more/Accounts' });
		expect([records.length, hint ?? error]).toEqual([24, expect.any(String)]);
	});

	test('counts where a reading brings them all', async () => {
		const { records, hint, error } = await read(lacking(1, 0), { path: '/lacked/Accounts' });
		expect({ records, hint, error }).toEqual({ records: all });
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
		['null', { data: null }],
		['an empty object under a known name', { data: {} }],
		['null further in', { result: { items: null } }],
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

describe('words about pages, from a service that pages', () => {
	/** What an answer says beside its records: by the number of the page, records before it, and of all. */
	type About = (facts: {
		page: number;
		from: number;
		size: number;
		all: number;
		pages: number;
		isLast: boolean;
	}) => Record<string, unknown>;
	type Paged = [
		name: string,
		about: About,
		by?: 'page' | 'offset',
		list?: string,
		segment?: string,
	];

	const to = (isThere: boolean, value: unknown) => (isThere ? value : undefined);

	/** Reads a list of which a page has a fixed size. */
	const readPaged = async (
		[name, about, by = 'page', list = 'data', segment = 'Accounts']: Paged,
		size: number,
		all: number,
		limit?: number,
	) =>
		await read(
			(address) => {
				const asked = new URLSearchParams(address.split('?')[1]).get(by);
				const from = Number(asked ?? (by === 'page' ? 1 : 0)) * (by === 'page' ? size : 1);
				const start = by === 'page' ? from - size : from;
				const pages = Math.ceil(all / size);
				const facts = { page: Math.floor(start / size) + 1, from: start, size, all, pages };
				const beside = about({ ...facts, isLast: start + size >= all });
				const body = { [list]: accounts(all).slice(start, start + size), ...beside };
				return { status: 200, headers: {}, body: JSON.stringify(body) };
			},
			{ path: `/${encodeURIComponent(name)}/${size}-${all}/${limit ?? 'all'}/${segment}`, limit },
		);

	const rows: Paged[] = [
		[
			'a next page in an object, and a previous one',
			({ page, size, isLast }) => ({
				next: to(!isLast, { page: page + 1, limit: size }),
				previous: to(page > 1, { page: page - 1, limit: size }),
			}),
		],
		[
			'a next page in an object of an object',
			({ page, isLast }) => ({ pagination: { next: to(!isLast, { page: page + 1 }) } }),
		],
		[
			'the number of the next page beside its size',
			({ page, size, isLast }) => ({ nextPage: to(!isLast, { number: page + 1, size }) }),
		],
		[
			'the first, last and next page in objects',
			({ page, pages, isLast }) => ({
				first: { page: 1 },
				next: to(!isLast, { page: page + 1 }),
				last: { page: pages },
			}),
		],
		[
			'a next offset in an object of an object',
			({ from, size, isLast }) => ({ pagination: { next: to(!isLast, { offset: from + size }) } }),
			'offset',
		],
		['pages as a total', ({ page, pages }) => ({ page: { number: page, total: pages } })],
		[
			'pages as a total of pages',
			({ page, pages }) => ({ pages: { current: page, total: pages } }),
		],
		['pages as what the page is of', ({ page, pages }) => ({ page: { current: page, of: pages } })],
		['records as a total', ({ page, all }) => ({ page: { number: page, total: all } })],
		[
			'the last page by its number',
			({ page, pages }) => ({ pagination: { current: page, last: pages } }),
		],
		['the page of pages', ({ page, pages }) => ({ page: `${page} of ${pages}` })],
		[
			'a word that the page is whole',
			({ page, isLast }) => ({ partial: false, nextPage: to(!isLast, page + 1) }),
		],
		['a total with a comma', ({ all }) => ({ total: all.toLocaleString('en') })],
		['the size of a page', ({ page, size }) => ({ page, pageSize: size })],
		['the size of a page by offset', ({ from, size }) => ({ offset: from, limit: size }), 'offset'],
		[
			'a total beside a flag that is always false',
			({ from, size, all, isLast }) => ({
				hasMore: false,
				nextOffset: to(!isLast, from + size),
				total: all,
			}),
			'offset',
		],
		[
			'the records by the last word of the path',
			({ all }) => ({ totalInvoices: all }),
			'page',
			'invoices',
			'CustomerInvoices',
		],
		['addresses', ({ all }) => ({ addressTotal: all }), 'page', 'rows', 'customer-addresses'],
		['the records by their list', ({ all }) => ({ clients_total: all }), 'page', 'clients'],
	];

	test.each(rows)('%s: all records of a long list, whatever its size', async (...row) => {
		for (const [size, all] of [
			[7, 95],
			[12, 100],
			[10, 100],
			[5, 500],
			[12, 1_234],
		]) {
			const { records, error, hint, broken } = await readPaged(row, size, all);
			expect({ error, hint, broken, size, got: records.length }).toEqual({ size, got: all });
			const { hint: limited } = await readPaged(row, size, all, size);
			expect([size, limited]).toEqual([size, expect.any(String)]);
		}
	});

	test.each(rows)('%s: all records of a short one', async (...row) => {
		for (const [size, all] of [
			[20, 13],
			[20, 1],
			[12, 12],
		]) {
			const { records, error, hint, broken } = await readPaged(row, size, all);
			expect({ error, hint, broken, records }).toEqual({ records: accounts(all) });
		}
	});
});

describe('at a service that counts pages of 10', () => {
	const self = { rel: 'self', href: '/Accounts' };
	const first = { rel: 'first', href: '/Accounts?page=1' };
	const prev = { rel: 'prev', href: '/Accounts?page=1' };
	const next = { rel: 'next', href: '/Accounts?page=2' };
	const withoutAddress = (rel: string) =>
		['', null, undefined, 'Accounts/pages/9'].map((href) => ({ rel, href }));
	const linked = (...links: object[]) => ({ links });

	/** Reads as many records, of which the first page says this about itself. */
	const readAll = async (count: number, about: Record<string, unknown>) => {
		const ask = (address: string) => {
			const { pathname, searchParams } = new URL(address, 'https://a.example');
			const page = Number(searchParams.get('page') ?? 1);
			const all = pathname.endsWith('.html') ? [] : accounts(count);
			const items = all.slice((page - 1) * 10, page * 10);
			const body = JSON.stringify({ items, ...(page === 1 ? about : linked(prev)) });
			return { status: 200, headers: {}, body };
		};
		return await read(ask, { path: `/${encodeURIComponent(JSON.stringify(about))}/Accounts` });
	};

	test.each<Record<string, unknown>>([
		...[...withoutAddress('last'), ...withoutAddress('next')].map((link) =>
			linked(self, first, link),
		),
		...withoutAddress('next').map((link) => linked(prev, link)),
		linked(...withoutAddress('next'), next),
		linked(next, { ...next, href: '/Accounts.html?page=2', type: 'text/html' }),
		{ total: { value: 10, relation: 'gte' } },
		{ size: { value: 10 } },
		{ length: 4_096 },
	])('%j: all records', async (about) => {
		expect(await readAll(20, about)).toMatchObject({ records: accounts(20) });
	});

	test.each<Record<string, unknown>>([
		{ total: { value: 10, relation: 'eq' } },
		{ count: { total: 10 } },
		{ total: { count: 10 } },
	])('%j: complete, in one request', async (about) => {
		expect(await readAll(10, about)).toEqual({ records: accounts(10), requests: 1 });
	});
});

describe('a list of what is wrong', () => {
	const problems = [{ field: 'orderBy', reason: 'unknown' }];
	test.each(['details', 'violations', 'problems', 'issues', 'errors', 'validationErrors'])(
		'%s beside a message is not the records',
		async (name) => {
			for (const message of ['message', 'msg', 'errorMessage'])
				expect(
					(await reading([name, { [message]: 'The request is invalid', [name]: problems }])).error,
				).toEqual(expect.any(String));
		},
	);

	test('is one of records where they are called so', async () => {
		const wanted = { path: '/issues-of-records/Issues' };
		const body = JSON.stringify({ message: 'Here they are', issues: problems });
		expect(await read(() => ({ status: 200, headers: {}, body }), wanted)).toMatchObject({
			records: problems,
		});
		expect((await reading(['good', { message: 'OK', details: problems }])).records).toEqual(
			problems,
		);
	});
});
