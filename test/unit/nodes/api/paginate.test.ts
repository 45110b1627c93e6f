// A service in, records out: listings whose responses say, or don't say, where the next page is.
import { countedUrl, firstPosition, readPage } from '../../../../nodes/Aurora/api/listPage';
import { readListing } from '../../../../nodes/Aurora/api/paginate';

import { accountsRequest, answer, API, type AnswerParts } from '../../support/answers';
import { fakeApi, fakePages, records } from '../../support/fakeClient';
import {
	all,
	asks,
	automatic,
	byOffset,
	byPage,
	linkedService,
	off,
	offsetService,
	pagedService,
	read,
	sizes,
	start,
} from '../../support/listings';
import { refusalOf } from '../../support/refusal';

const PAGE_2 = '/Accounts?c=2';
const PAGE_3 = '/Accounts?c=3';

test.each(sizes)('one response with %i records that says nothing is all', async (total) => {
	const api = fakePages({ [start]: records(total) });
	expect(await read(api, automatic)).toEqual({ records: records(total) });
	expect(api.asked).toEqual([start]);
});

describe('automatic: a next page that responses name', () => {
	const withLink = (items: unknown[], link: string | undefined, parts: AnswerParts = {}) =>
		answer(items, { ...parts, headers: link ? { link: `<${link}>; rel="next"` } : {} });

	const dialects: Record<string, (items: unknown[], next: string | undefined) => unknown> = {
		'a relative Link header': (items, next) => withLink(items, next),
		'an absolute Link header': (items, next) => withLink(items, next && `${API}${next}`),
		'results and next': (results, next) => ({ results, next: next ?? null }),
		'value and @odata.nextLink': (value, next) => ({
			value,
			...(next && { '@odata.nextLink': API + next }),
		}),
		'a query alone': (data, next) => ({ data, next: next?.replace('/Accounts', '') }),
	};

	test.each(
		Object.entries(dialects).flatMap(([name, page]) =>
			sizes.map((size) => [name, size, page] as const),
		),
	)('by %s, %i records', async (_, total, page) => {
		const api = linkedService(total, page);
		expect(await read(api, automatic)).toEqual({ records: records(total) });
		expect(api.asked).toHaveLength(Math.max(1, Math.ceil(total / 100)));
	});

	test('is relative to the page that names it', async () => {
		const api = fakePages({
			[start]: withLink([{ id: 1 }], `${API}/v2/Accounts`),
			'/v2/Accounts': withLink([{ id: 2 }], './More?page=2', { url: `${API}/v2/Accounts` }),
			'/v2/More?page=2': [{ id: 3 }],
		});
		expect((await read(api, automatic)).records).toEqual(records(3));
	});

	test.each([
		['https://evil.example/Accounts?page=2', 'https://evil.example'],
		['//evil.example/x', 'https://evil.example'],
		[`${API.replace('https', 'http')}/x`, API.replace('https', 'http')],
		['https://[', 'an address that could not be parsed'],
	])('is not asked at %s, also where the limit is reached', async (next, target) => {
		for (const limit of [all, 1]) {
			const api = fakePages({ [start]: { data: [{ id: 1 }], next } });
			const { message, description } = await refusalOf(read(api, automatic, limit));
			expect(message).toBe('The next page of the list is on another server');
			expect(description).toContain(`so that the token stays with ${API}`);
			expect(description).toContain(`The response points to ${target}.`);
			expect(api.asked).toEqual([start]);
		}
	});

	test.each([
		['is itself', { [start]: { data: [{ id: 1 }], next: start } }],
		['is itself, though empty,', { [start]: { data: [], next: start } }],
		[
			'is an earlier one',
			{
				[start]: { data: [{ id: 1 }], next: PAGE_2 },
				[PAGE_2]: { data: [{ id: 2 }], next: start },
			},
		],
		[
			'has the same records',
			{ [start]: { data: records(3), next: PAGE_2 }, [PAGE_2]: { data: records(3), next: PAGE_3 } },
		],
	])('that %s is a loop', async (_, pages) => {
		const api = fakePages(pages);
		const { message, description } = await refusalOf(read(api, automatic));
		expect(message).toBe('Pagination loop detected: Aurora returned the same page twice');
		expect(description).toContain("set 'Pagination' to Off if one response holds everything");
		expect(api.asked.length).toBeLessThanOrEqual(3);
	});

	test('that begins or ends alike, or is longer, is another page', async () => {
		const pages = [[1, 2], [1, 3], [4, 2], [1, 9, 2], [1]];
		const api = fakeApi((path) => {
			const at = asks(path, 'c', 0);
			return { items: pages[at], next: at < 4 ? `/Accounts?c=${at + 1}` : null };
		});
		expect((await read(api, automatic)).records).toEqual(pages.flat());
	});

	describe('may be empty', () => {
		/** Pages with one record each, but so many empty ones in between. */
		const service = (empty: number) =>
			fakeApi((path) => {
				const at = asks(path, 'c', 0);
				const hasRecord = at === 3 || at === 4 + empty;
				return { items: hasRecord ? [at] : [], next: at < 4 + empty ? `?c=${at + 1}` : null };
			});

		test('ten times in a row, and three times before', async () => {
			expect((await read(service(10), automatic)).records).toEqual([3, 14]);
		});

		test('but not eleven times in a row', async () => {
			const { message } = await refusalOf(read(service(11), automatic));
			expect(message).toBe('The list has more than 10 empty pages in a row');
		});
	});
});

describe('a response that says that there is more, but not where', () => {
	const link = { link: '<https://evil.example/>; rel="next"' };

	test.each<[string, unknown, number | true]>([
		['a total', { data: records(20), total: 1234 }, 1234],
		['a header', answer(records(20), { headers: { 'x-total-count': '1234' } }), 1234],
		['a flag', { data: records(20), hasMore: true }, true],
		['a number of pages', { data: records(20), page: 1, totalPages: 2 }, true],
	])('by %s: with a limit there is more, without one it is an error', async (_, body, more) => {
		const api = fakePages({ [start]: body });
		expect(await read(api, automatic, 50)).toEqual({ records: records(20), more });
		const { message, description } = await refusalOf(read(api, automatic));
		const said =
			more === true
				? 'more than the 20 records that were returned'
				: '1234 records, but only 20 were returned';
		expect(message).toBe(`Aurora says that there are ${said}`);
		expect(description).toContain("Set 'Pagination' in the options to Page Number or Offset");
		expect(description).toContain("turn off 'Return All' and set a 'Limit'");
	});

	test('by a number of pages is believed on the first page alone', async () => {
		const api = fakePages({
			[start]: { data: records(20), page: 0, totalPages: 2, next: PAGE_2 },
			[PAGE_2]: { data: records(5, 21), page: 1, totalPages: 2 },
		});
		expect(await read(api, automatic)).toEqual({ records: records(25) });
	});

	test('by a total counts the pages before it', async () => {
		const service = (total: number) =>
			linkedService(1_234, (data, next) => ({ data, next, total }));
		expect(await read(service(1_234), automatic)).toEqual({ records: records(1_234) });
		const { message } = await refusalOf(read(service(2_000), automatic));
		expect(message).toContain('2000 records, but only 1234');
	});

	test.each<[string, unknown, number | true]>([
		['a total', { data: records(20), next: PAGE_2, total: 1234 }, 1234],
		['a next page', { data: records(20), next: PAGE_2 }, true],
		['a next page elsewhere', answer(records(20), { headers: link }), true],
	])('by %s: off asks once, and there is more', async (_, body, more) => {
		const api = fakePages({ [start]: body });
		expect(await read(api, off)).toEqual({ records: records(20), more });
		expect(api.asked).toEqual([start]);
	});
});

describe('a limit', () => {
	test.each([
		[1, 1],
		[99, 1],
		[100, 1],
		[101, 2],
		[1_233, 13],
	])('of %i records stops after %i pages', async (limit, pages) => {
		for (const [api, options] of [
			[linkedService(1_234, (data, next) => ({ data, next, total: 1_234 })), automatic],
			[pagedService(1_234, { body: (data) => ({ data, total: 1_234 }) }), byPage],
			[offsetService(1_234, { body: (data) => ({ data, total: 1_234 }) }), byOffset],
		] as const) {
			expect(await read(api, options, limit)).toEqual({ records: records(limit), more: 1_234 });
			expect(api.asked).toHaveLength(pages);
		}
	});

	test.each([1_234, 2_000])('of %i gets all 1234 records, and no more is said', async (limit) => {
		const api = linkedService(1_234, (data, next) => ({ data, next }));
		expect(await read(api, automatic, limit)).toEqual({ records: records(1_234) });
	});

	test('of 0 asks nothing', async () => {
		const api = fakePages({});
		expect(await read(api, automatic, 0)).toEqual({ records: [], more: true });
		expect(api.asked).toEqual([]);
	});

	test('below the length of the only response: there is more', async () => {
		const api = fakePages({ [start]: records(3) });
		expect(await read(api, automatic, 2)).toEqual({ records: records(2), more: true });
	});
});

describe('one page at a time, for dropdowns', () => {
	test('the position of the next page survives the way to the browser and back', async () => {
		const api = offsetService(130, { most: 60 });
		const seen: unknown[] = [];
		let at: ReturnType<typeof firstPosition> | undefined = firstPosition(accountsRequest, byOffset);
		while (at) {
			const page = await readPage(api.client, accountsRequest, byOffset, at);
			seen.push(...page.items);
			at = page.next && (JSON.parse(JSON.stringify(page.next)) as typeof at);
		}
		expect(seen).toEqual(records(130));
	});

	test.each([automatic, off])('counts nothing where nothing is counted', (options) => {
		expect(countedUrl(firstPosition(accountsRequest, options), options)).toBe(accountsRequest.url);
	});
});

test('a response that is here already is not asked for again', async () => {
	const api = fakePages({ [PAGE_2]: [{ id: 2 }] });
	const first = answer({ data: [{ id: 1 }], next: PAGE_2 });
	const listing = await readListing(api.client, accountsRequest, automatic, all, first);
	expect(listing).toEqual({ records: records(2) });
	expect(api.asked).toEqual([PAGE_2]);
});
