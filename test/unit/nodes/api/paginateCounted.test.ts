// A service in, records out: listings whose pages are counted, because the responses don't name the next one.
import { AuroraError } from '../../../../lib/http/errors';

import { fakeApi, fakePages, records } from '../../support/fakeClient';
import {
	asks,
	byOffset,
	byPage,
	offsetService,
	pagedService,
	read,
	sizes,
	start,
} from '../../support/listings';
import { refusalOf } from '../../support/refusal';

describe.each([
	['page numbers', byPage, pagedService],
	['offsets', byOffset, offsetService],
])('%s', (_, options, service) => {
	test.each(sizes)('%i records, ended by a short or an empty page', async (total) => {
		expect(await read(service(total), options)).toEqual({ records: records(total) });
	});

	test.each(sizes)('%i records, ended by a total without a further request', async (total) => {
		const api = service(total, { body: (data) => ({ data, total }) });
		expect(await read(api, options)).toEqual({ records: records(total) });
		expect(api.asked).toHaveLength(Math.max(1, Math.ceil(total / 100)));
	});

	test('a service that gives fewer per page than asked for is read to its end', async () => {
		expect(await read(service(130, { most: 25 }), options)).toEqual({ records: records(130) });
	});

	test('a count of the records of a page is not taken for a total', async () => {
		const api = service(250, { body: (data) => ({ data, count: data.length }) });
		expect(await read(api, options)).toEqual({ records: records(250) });
	});

	test('a service that ignores them is not asked for ever', async () => {
		const api = fakeApi(() => records(100));
		const { message, description } = await refusalOf(read(api, options));
		expect(message).toMatch(/^Pagination loop detected/);
		expect(description).toContain('Check their names in the options');
		expect(api.asked).toHaveLength(2);
	});
});

describe('what is asked', () => {
	test.each([
		['the next page', byPage, pagedService(250), ['page=1', 'page=2', 'page=3']],
		['what follows', byOffset, offsetService(130, { most: 60 }), ['skip=0', 'skip=60', 'skip=120']],
	])('%s, beside the query that is there', async (_, options, api, asked) => {
		await read(api, options);
		expect(api.asked).toEqual(asked.map((count) => `${start}&${count}&pageSize=100`));
	});

	test.each([
		['the first page', { ...byPage, pageParameter: 'p', firstPage: 0 }, ['p=0', 'p=1']],
		['the offset', { ...byOffset, offsetParameter: '$skip' }, ['%24skip=0', '%24skip=2']],
	])('names, size and %s as configured', async (_, options, [first, second]) => {
		const api = fakePages({
			[`${start}&${first}&size=2`]: records(2),
			[`${start}&${second}&size=2`]: records(1, 3),
		});
		const sized = { ...options, pageSizeParameter: 'size', pageSize: 2 };
		expect(await read(api, sized)).toEqual({ records: records(3) });
	});

	test('no size without a name for it', async () => {
		const api = pagedService(150);
		await read(api, { ...byPage, pageSizeParameter: '' });
		expect(api.asked).toEqual([`${start}&page=1`, `${start}&page=2`]);
	});
});

describe('what responses say', () => {
	/** A service with pages of these sizes, and what it says of each. */
	const pages = (lengths: number[], says: (page: number) => object) =>
		fakeApi((path) => {
			const page = asks(path, 'page', 1);
			const before = lengths.slice(0, page - 1).reduce((sum, length) => sum + length, 0);
			return { data: records(lengths[page - 1] ?? 0, before + 1), ...says(page) };
		});

	test.each([
		['a total', [3, 1, 1, 1], () => ({ total: 6 })],
		['a flag', [3, 1, 3], (page: number) => ({ hasMore: page < 3 })],
		['a flag, after a short page', [3, 1, 1, 1], (page: number) => ({ hasMore: page < 4 })],
	])('by %s is believed more than the length of a page', async (_, lengths, says) => {
		const api = pages(lengths, says);
		const count = lengths.reduce((sum, length) => sum + length, 0);
		expect(await read(api, byPage)).toEqual({ records: records(count) });
		expect(api.asked).toHaveLength(lengths.length);
	});

	test('by a total that is less than what has come does not keep the listing going', async () => {
		const api = pages([2, 1], () => ({ total: 1 }));
		expect(await read(api, byPage)).toEqual({ records: records(3) });
		expect(api.asked).toHaveLength(2);
	});

	test('by a total that is not reached before an empty page is an error', async () => {
		const api = pages([100, 30], () => ({ total: 200 }));
		expect((await refusalOf(read(api, byPage))).message).toBe(
			'Aurora says that there are 200 records, but only 130 were returned',
		);
	});
});

test('100,000 records in 200 pages are read without copying what is there', async () => {
	const api = pagedService(100_000, { most: 500 });
	const { records: got } = await read(api, { ...byPage, pageSize: 500 });
	expect(got).toHaveLength(100_000);
	expect(got[99_999]).toEqual({ id: 100_000 });
	expect(api.asked).toHaveLength(201);
});

describe('a page that fails', () => {
	/** Pages of 100 up to a last one; what lies behind fails. */
	const service = (last: number, status: number, says: object = {}) =>
		fakeApi((path) => {
			const page = asks(path, 'page', 1);
			if (page > last) throw new AuroraError('Failed', '', { status });
			return { items: records(100, page * 100 - 99), ...says };
		});

	test('with 404 is the end, where nothing says that it is there', async () => {
		const api = service(3, 404);
		expect(await read(api, byPage)).toEqual({ records: records(300) });
		expect(api.asked).toHaveLength(4);
	});

	test.each<[string, number, number, object?]>([
		['where a total says that it is there', 3, 404, { total: 400 }],
		['where a flag says that it is there', 3, 404, { hasMore: true }],
		['where it is the first one', 0, 404],
		['with another status', 1, 500],
	])('%s is a failure', async (_, last, status, says = {}) => {
		const error = await refusalOf(read(service(last, status, says), byPage));
		expect(error).toMatchObject({ message: 'Failed', status });
	});

	test('otherwise than by a response is a failure', async () => {
		const api = fakeApi((path) => (asks(path, 'page', 1) === 1 ? records(100) : undefined));
		await expect(read(api, byPage)).rejects.toThrow('must not be asked');
	});
});
