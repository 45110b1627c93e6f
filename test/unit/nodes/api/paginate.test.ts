import {
	countedUrl,
	firstPosition,
	readListing,
	readPage,
} from '../../../../nodes/Aurora/api/paginate';

import { answer, API, type AnswerParts } from '../../support/answers';
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
	request,
	sizes,
	start,
} from '../../support/listings';
import { refusalOf } from '../../support/refusal';

describe('one answer that says nothing of others', () => {
	test.each(sizes)('%i records are one request', async (total) => {
		const api = fakePages({ [start]: records(total) });
		expect(await read(api, automatic)).toEqual({ records: records(total) });
		expect(api.asked).toEqual([start]);
	});
});

describe('automatic: what the answers say of themselves', () => {
	const withLink = (items: unknown[], link: string | undefined, parts: AnswerParts = {}) =>
		answer(items, { ...parts, headers: link ? { link: `<${link}>; rel="next"` } : {} });

	const dialects: Array<[string, (items: unknown[], next: string | undefined) => unknown]> = [
		['a relative Link header', (items, next) => withLink(items, next)],
		['an absolute Link header', (items, next) => withLink(items, next && `${API}${next}`)],
		['results and next', (results, next) => ({ results, next: next ?? null })],
		[
			'value and @odata.nextLink',
			(value, next) => ({ value, ...(next && { '@odata.nextLink': API + next }) }),
		],
		['a query alone', (data, next) => ({ data, next: next?.replace('/Accounts', '') })],
	];

	test.each(dialects.flatMap(([name, page]) => sizes.map((size) => [name, size, page] as const)))(
		'%s, %i records',
		async (_, total, page) => {
			const api = linkedService(total, page);
			expect(await read(api, automatic)).toEqual({ records: records(total) });
			expect(api.asked).toHaveLength(Math.max(1, Math.ceil(total / 100)));
		},
	);

	test('an address is relative to the page that names it', async () => {
		const url = `${API}/v2/Accounts`;
		const api = fakePages({
			[start]: withLink([{ id: 1 }], 'https://api.client.integration.aurora.co.uk/v2/Accounts'),
			'/v2/Accounts': withLink([{ id: 2 }], './More?page=2', { url }),
			'/v2/More?page=2': [{ id: 3 }],
		});
		expect((await read(api, automatic)).records).toEqual(records(3));
	});

	test('an empty page in between does not end the listing', async () => {
		const api = fakePages({
			[start]: { data: [{ id: 1 }], next: '/Accounts?c=2' },
			'/Accounts?c=2': { data: [], next: '/Accounts?c=3' },
			'/Accounts?c=3': { data: [{ id: 2 }] },
		});
		expect((await read(api, automatic)).records).toEqual(records(2));
	});

	test.each([
		'https://evil.example/Accounts?page=2',
		'//evil.example/x',
		'http://api.client.integration.aurora.co.uk/x',
	])('a next page at %s is not asked', async (next) => {
		const api = fakePages({ [start]: { data: [{ id: 1 }], next } });
		const { message, hint } = await refusalOf(read(api, automatic));
		expect(message).toBe('The next page of the listing is on another server');
		expect(hint).toContain(`so that the token stays with ${API}`);
		expect(hint).toContain(`The answer points to ${new URL(next, API).origin}`);
		expect(hint).toContain("Set 'Pagination' in the options");
		expect(api.asked).toEqual([start]);
	});

	test('it is refused even where a limit is reached with it, rather than passed on', async () => {
		const api = fakePages({ [start]: { data: records(5), next: 'https://evil.example/' } });
		await expect(read(api, automatic, 5)).rejects.toThrow('on another server');
	});

	test.each([
		['itself', { [start]: { data: [{ id: 1 }], next: start } }],
		['itself, though empty,', { [start]: { data: [], next: start } }],
		[
			'an earlier page',
			{
				[start]: { data: [{ id: 1 }], next: '/Accounts?c=2' },
				'/Accounts?c=2': { data: [{ id: 2 }], next: start },
			},
		],
		[
			'the same records under another address',
			{
				[start]: { data: records(3), next: '/Accounts?c=2' },
				'/Accounts?c=2': { data: records(3), next: '/Accounts?c=3' },
			},
		],
	])('a page whose next one is %s goes in circles', async (_, pages) => {
		const api = fakePages(pages);
		const { message, hint } = await refusalOf(read(api, automatic));
		expect(message).toBe('The listing repeats itself: a page came twice');
		expect(hint).toContain("set 'Pagination' to Off if one answer holds everything");
		expect(api.asked.length).toBeLessThanOrEqual(3);
	});

	test('empty pages without end are an error', async () => {
		const api = fakeApi((path) => ({
			data: [],
			next: `/Accounts?page=${asks(path, 'page', 1) + 1}`,
		}));
		expect((await refusalOf(read(api, automatic))).message).toMatch(/repeats itself|empty pages/);
	});
});

describe('an answer that says that there is more, but not where', () => {
	const incomplete: Array<[string, unknown, string]> = [
		['a total', { data: records(20), total: 1234 }, '1234 records, but it gives 20'],
		['a count', { data: records(20), count: 1234 }, '1234 records, but it gives 20'],
		['a flag', { data: records(20), hasMore: true }, 'more than the 20 records that it gives'],
		[
			'a cursor',
			{ data: records(20), nextCursor: 'abc' },
			'more than the 20 records that it gives',
		],
		['a page number', { data: records(20), next: 2 }, 'more than the 20 records that it gives'],
		[
			'a header',
			answer(records(20), { headers: { 'x-total-count': '1234' } }),
			'1234 records, but it gives 20',
		],
	];

	test.each(incomplete)(
		'%s: an error when all are wanted, naming the options',
		async (_, body, says) => {
			const { message, hint } = await refusalOf(read(fakePages({ [start]: body }), automatic));
			expect(message).toBe(`The listing says that there are ${says}`);
			expect(hint).toContain("Set 'Pagination' in the options to Page Number or Offset");
			expect(hint).toContain("switch off 'Return All' and set a 'Limit'");
		},
	);

	test('a limit takes what is there, and tells that there is more', async () => {
		const total = fakePages({ [start]: { data: records(20), total: 1234 } });
		expect(await read(total, automatic, 50)).toEqual({ records: records(20), more: 1234 });
		const flag = fakePages({ [start]: { data: records(20), hasMore: true } });
		expect(await read(flag, automatic, 50)).toEqual({ records: records(20), more: true });
	});

	test('a number of pages: an error on the first page of several', async () => {
		const api = fakePages({ [start]: { data: records(20), page: 1, totalPages: 2 } });
		expect((await refusalOf(read(api, automatic))).message).toContain('more than the 20 records');
	});
	test('but not on the last one, where pages are counted from 0', async () => {
		const api = fakePages({
			[start]: { data: records(20), page: 0, totalPages: 2, next: '/Accounts?page=1' },
			'/Accounts?page=1': { data: records(5, 21), page: 1, totalPages: 2 },
		});
		expect((await read(api, automatic)).records).toHaveLength(25);
	});

	test('the last of several pages counts all records before it', async () => {
		const api = linkedService(1_234, (data, next) => ({ data, next, total: 1_234 }));
		expect((await read(api, automatic)).records).toHaveLength(1_234);
		const short = linkedService(1_234, (data, next) => ({ data, next, total: 2_000 }));
		expect((await refusalOf(read(short, automatic))).message).toContain(
			'2000 records, but it gives 1234',
		);
	});
});

describe('off', () => {
	test('asks once, whatever the answer says, and tells that there is more', async () => {
		const api = fakePages({
			[start]: { data: records(20), next: '/Accounts?page=2', total: 1234 },
		});
		expect(await read(api, off)).toEqual({ records: records(20), more: 1234 });
		expect(api.asked).toEqual([start]);
	});

	test('does not mind a next page on another server', async () => {
		const api = fakePages({ [start]: { data: records(2), next: 'https://evil.example/' } });
		expect(await read(api, off)).toEqual({ records: records(2), more: true });
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

	test.each([1_234, 2_000])(
		'of %i records gets them all, and says nothing of more',
		async (limit) => {
			const api = linkedService(1_234, (data, next) => ({ data, next }));
			expect(await read(api, automatic, limit)).toEqual({ records: records(1_234) });
		},
	);

	test('tells that there is more when the answer alone is longer', async () => {
		const api = fakePages({ [start]: records(3) });
		expect(await read(api, automatic, 2)).toEqual({ records: records(2), more: true });
	});
});

describe('one page at a time, for dropdowns', () => {
	test('the position of the next page survives the way to the browser and back', async () => {
		const api = offsetService(130, { most: 60 });
		const seen: unknown[] = [];
		let at: ReturnType<typeof firstPosition> | undefined = firstPosition(request, byOffset);
		while (at) {
			const page = await readPage(api.client, request, byOffset, at);
			seen.push(...page.items);
			at = page.next && (JSON.parse(JSON.stringify(page.next)) as typeof at);
		}
		expect(seen).toEqual(records(130));
	});

	test('counts nothing where nothing is counted', () => {
		expect(countedUrl(firstPosition(request, automatic), automatic)).toBe(request.url);
		expect(countedUrl(firstPosition(request, off), off)).toBe(request.url);
	});
});

test('an answer that is here already is not asked for again', async () => {
	const api = fakePages({ '/Accounts?c=2': [{ id: 2 }] });
	const first = answer({ data: [{ id: 1 }], next: '/Accounts?c=2' });
	expect((await readListing(api.client, request, automatic, all, first)).records).toEqual(
		records(2),
	);
	expect(api.asked).toEqual(['/Accounts?c=2']);
});
