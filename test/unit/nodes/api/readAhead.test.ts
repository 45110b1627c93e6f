import { readListing, type ListingOptions } from '../../../../nodes/Aurora/api/paginate';
import { ReadAhead } from '../../../../nodes/Aurora/api/readAhead';

import { answer, API } from '../../support/answers';
import { fakeApi, records, type FakeApi } from '../../support/fakeClient';
import { automatic, byOffset, byPage, request, start } from '../../support/listings';
import { refusalOf } from '../../support/refusal';
import { turn } from '../../support/virtualTime';

/** Pages in a row, each of which has more behind it. @returns what was asked, in this order */
async function asked(urls: string[], hasMore = true): Promise<string[]> {
	const all: string[] = [];
	const pages = new ReadAhead(async (url) => {
		all.push(url.replace(API, ''));
		return answer([], { url });
	});
	for (const url of urls) await pages.answerOf(API + url, hasMore);
	return all;
}

describe('which page is asked for before its turn', () => {
	const numbered = ['/A?page=1', '/A?page=2', '/A?page=3', '/A?page=4', '/A?page=5'];

	test('none before two equal steps; then the one after the page that is asked for', async () => {
		expect(await asked(numbered.slice(0, 2))).toEqual(['/A?page=1', '/A?page=2']);
		expect(await asked(numbered.slice(0, 3))).toEqual(numbered.slice(0, 4));
	});

	test('each page is asked for once', async () => {
		expect(await asked(numbered)).toEqual([...numbered, '/A?page=6']);
	});

	test('none when nothing more is wanted', async () => {
		expect(await asked(numbered, false)).toEqual(numbered);
	});

	test.each([
		[
			'offsets',
			['/A?skip=0&take=50', '/A?skip=50&take=50', '/A?skip=100&take=50'],
			'/A?skip=150&take=50',
		],
		['names in code', ['/A?%24skip=0', '/A?%24skip=10', '/A?%24skip=20'], '/A?%24skip=30'],
		[
			'with a text beside',
			['/A?q=a%20b&p=8', '/A?q=a%20b&p=9', '/A?q=a%20b&p=10'],
			'/A?q=a%20b&p=11',
		],
		['the name in a text beside', ['/A?b=1&a=b=1', '/A?b=2&a=b=1', '/A?b=3&a=b=1'], '/A?b=4&a=b=1'],
	])('%s', async (_, urls, next) => {
		expect(await asked(urls)).toEqual([...urls, next]);
	});

	test.each([
		['cursors', ['/A?after=YQ', '/A?after=Yg', '/A?after=Yw']],
		['steps that differ', ['/A?id=1', '/A?id=17', '/A?id=20']],
		['numbers that fall', ['/A?page=3', '/A?page=2', '/A?page=1']],
		['two numbers that change', ['/A?a=1&b=1', '/A?a=2&b=2', '/A?a=3&b=3']],
		['another path', ['/A/1?page=1', '/A/2?page=2', '/A/3?page=3']],
		['numbers in the path', ['/A/1', '/A/2', '/A/3']],
		['numbers with leading zeros', ['/A?page=01', '/A?page=02', '/A?page=03']],
		[
			'numbers that no double holds',
			['1', '2', '3'].map((end) => `/A?id=100000000000000000${end}`),
		],
		['a new parameter', ['/A?page=1', '/A?page=2&s=a', '/A?page=3&s=b']],
	])('none for %s', async (_, urls) => {
		expect(await asked(urls)).toEqual(urls);
	});

	// An unhandled rejection fails the test, and would end n8n.
	test('one that fails, and whose turn never comes, disturbs nobody', async () => {
		const pages = new ReadAhead(async (url) =>
			url.endsWith('=4') ? await Promise.reject(new Error('Broken')) : answer([], { url }),
		);
		for (const path of numbered.slice(0, 3)) await pages.answerOf(API + path, true);
		await turn();
	});

	test('none any more after a wrong guess', async () => {
		const urls = [...numbered, '/A?page=60', '/A?page=61', '/A?page=62', '/A?page=63'];
		expect(await asked(urls)).toEqual([...numbered, '/A?page=6', ...urls.slice(5)]);
	});
});

describe('a listing that numbers its pages', () => {
	const PAGES = 8;
	const number = (path: string) => Number(/page=(\d+)/.exec(path)?.[1] ?? 1);
	const service = (
		change: (page: number, body: Record<string, unknown>) => unknown = (_, body) => body,
	) =>
		fakeApi((path) => {
			const page = number(path);
			const next = page < PAGES ? `${API}${start}&page=${page + 1}` : null;
			return change(page, { total: PAGES * 10, next, items: records(10, page * 10 - 9) });
		});
	const read = async (api: FakeApi, limit = Number.POSITIVE_INFINITY, options = automatic) =>
		await readListing(api.client, request, options, limit);

	test('is read to its end with one request for each page', async () => {
		const api = service();
		expect(await read(api)).toEqual({ records: records(80) });
		expect(api.asked.map(number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
	});

	test('has two requests under way at a time', async () => {
		const api = service();
		let [now, most] = [0, 0];
		const { request: ask } = api.client;
		api.client.request = async (each) => {
			most = Math.max(most, ++now);
			const response = await ask(each);
			await Promise.resolve();
			now--;
			return response;
		};
		await read(api);
		expect(most).toBe(2);
	});

	test.each([1, 10, 35, 40, 41, 79])('is not asked for more than a limit of %i', async (limit) => {
		const api = service();
		expect((await read(api, limit)).records).toEqual(records(limit));
		expect(api.asked).toHaveLength(Math.ceil(limit / 10));
	});

	test('is asked for one page after the other when it does not tell its total', async () => {
		const api = service((page, { next, items }) => ({ next, items: page < 5 ? items : [], page }));
		await read(api);
		expect(api.asked.map(number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
	});

	test('loses nothing when it leads elsewhere than was to be expected', async () => {
		const api = service((page, body) => {
			if (page === 4) return { ...body, next: `${API}${start}&page=7` };
			return page > 6 ? { ...body, items: records(10, page * 10 - 29) } : body;
		});
		const { records: found } = await readListing(api.client, request, automatic, 60);
		expect(found).toEqual(records(60));
	});

	test('fails with the failure of the page whose turn it is', async () => {
		const api = service((page, body) => (page === 4 ? undefined : body));
		const failure = await refusalOf(read(api)).catch((error: Error) => error);
		expect(failure.message).toContain('page=4 must not be asked');
	});

	test('that asks for pages by number gets them the same way', async () => {
		const bodies = (page: number) => ({ total: 80, items: records(10, page * 10 - 9) });
		const api = fakeApi((path) => bodies(number(path)));
		const options: ListingOptions = { ...byPage, firstPage: 1 };
		expect(await read(api, undefined, options)).toEqual({ records: records(80) });
		expect(api.asked.map(number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
		const offsets = fakeApi((path) => {
			const skip = Number(/skip=(\d+)/.exec(path)?.[1]);
			return { total: 80, items: records(10, skip + 1) };
		});
		expect(await read(offsets, undefined, byOffset)).toEqual({ records: records(80) });
		expect(offsets.asked).toHaveLength(8);
	});
});
