// A service in, records and requests out: the page after the next one is asked for before its turn.
import { AuroraError } from '../../../../lib/http/errors';

import { fakeApi, records, type FakeApi } from '../../support/fakeClient';
import {
	asks,
	automatic,
	byOffset,
	byPage,
	pagedService,
	offsetService,
	read,
	start,
} from '../../support/listings';
import { refusalOf } from '../../support/refusal';
import { turn } from '../../support/virtualTime';

/**
 * A service whose pages of ten records have these addresses, each named by the one before.
 *
 * @param failing the address of a page that fails
 */
function chain(addresses: string[], failing?: string): FakeApi {
	const paths = [start, ...addresses];
	return fakeApi((path) => {
		const at = paths.indexOf(path);
		if (at < 0 || path === failing) throw new AuroraError(`${path} failed`, '');
		const next = paths[at + 1] ?? null;
		return { total: paths.length * 10, items: records(10, at * 10 + 1), next };
	});
}

describe('two pages are under way at a time', () => {
	test.each([
		['page numbers', ['/A?page=1', '/A?page=2', '/A?page=3', '/A?page=4']],
		['offsets', ['/A?skip=0&n=5', '/A?skip=5&n=5', '/A?skip=10&n=5', '/A?skip=15&n=5']],
		['names in code', ['/A?%24skip=0', '/A?%24skip=10', '/A?%24skip=20', '/A?%24skip=30']],
		['a text beside', ['/A?q=a%20b&p=8', '/A?q=a%20b&p=9', '/A?q=a%20b&p=10', '/A?q=a%20b&p=11']],
		['the name in a text beside', ['/A?b=1&a=b=1', '/A?b=2&a=b=1', '/A?b=3&a=b=1', '/A?b=4&a=b=1']],
	])('for %s', async (_, addresses) => {
		const api = chain(addresses);
		expect(await read(api, automatic)).toEqual({ records: records(50) });
		expect(api.asked).toEqual([start, ...addresses]);
		expect(api.mostAtOnce).toBe(2);
	});

	test.each([
		['page numbers', byPage, pagedService],
		['offsets', byOffset, offsetService],
	])('for %s that the node counts itself', async (_, options, service) => {
		const api = service(80, { most: 10, body: (items) => ({ total: 80, items }) });
		expect(await read(api, options)).toEqual({ records: records(80) });
		expect(api.asked).toHaveLength(8);
		expect(api.mostAtOnce).toBe(2);
	});
});

describe('one page is under way at a time', () => {
	test.each([
		['before two equal steps', ['/A?page=1', '/A?page=2', '/A?page=3']],
		['for cursors', ['/A?after=YQ', '/A?after=Yg', '/A?after=Yw', '/A?after=ZA']],
		['for steps that differ', ['/A?id=1', '/A?id=17', '/A?id=20', '/A?id=30']],
		['for numbers that fall', ['/A?page=4', '/A?page=3', '/A?page=2', '/A?page=1']],
		['for two numbers that change', ['/A?a=1&b=1', '/A?a=2&b=2', '/A?a=3&b=3', '/A?a=4&b=4']],
		['for another number each time', ['/A?a=1&b=1', '/A?a=2&b=1', '/A?a=2&b=2', '/A?a=2&b=3']],
		['for another path', ['/A/1?page=1', '/A/2?page=2', '/A/3?page=3', '/A/4?page=4']],
		['for numbers in the path', ['/A/1', '/A/2', '/A/3', '/A/4']],
		['for leading zeros', ['/A?page=01', '/A?page=02', '/A?page=03', '/A?page=04']],
		['for huge numbers', ['1', '2', '3', '4'].map((end) => `/A?id=100000000000000000${end}`)],
		['for a new parameter', ['/A?page=1', '/A?page=2&s=a', '/A?page=3&s=b', '/A?page=4&s=c']],
	])('%s', async (_, addresses) => {
		const api = chain(addresses);
		expect(await read(api, automatic)).toEqual({ records: records(addresses.length * 10 + 10) });
		expect(api.asked).toEqual([start, ...addresses]);
		expect(api.mostAtOnce).toBe(1);
	});

	test('where no total says that there are further records', async () => {
		const api = fakeApi((path) => {
			const page = asks(path, 'page', 1);
			return { items: records(10, page * 10 - 9), next: page < 8 ? `?page=${page + 1}` : null };
		});
		expect(await read(api, automatic)).toEqual({ records: records(80) });
		expect(api.mostAtOnce).toBe(1);
	});
});

describe('a page that was asked for before its turn', () => {
	const numbered = (first: number, last: number) =>
		Array.from({ length: last - first + 1 }, (_, at) => `/A?page=${first + at}`);

	test.each([1, 10, 35, 40, 41, 79])('is wanted by a limit of %i', async (limit) => {
		const api = chain(numbered(1, 9));
		expect((await read(api, automatic, limit)).records).toEqual(records(limit));
		expect(api.asked).toHaveLength(Math.ceil(limit / 10));
	});

	// An unhandled rejection fails the test, and would end n8n.
	test('may fail when the listing leads elsewhere, and is the last one', async () => {
		const api = chain([...numbered(1, 5), ...numbered(60, 62), '/A?page=90']);
		expect(await read(api, automatic)).toEqual({ records: records(100) });
		await turn();
		expect(api.asked).toEqual([start, ...numbered(1, 6), ...numbered(60, 62), '/A?page=90']);
	});

	test('fails the listing when its turn comes, not before', async () => {
		const api = chain(numbered(1, 9), '/A?page=6');
		expect((await refusalOf(read(api, automatic))).message).toBe('/A?page=6 failed');
		expect(await read(chain(numbered(1, 9), '/A?page=6'), automatic, 60)).toMatchObject({
			records: records(60),
		});
	});
});
