// Listings whose pages are counted, because the answers don't name the next one.
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

describe('page numbers', () => {
	test.each(sizes)('%i records, ending by a short or an empty page', async (total) => {
		const api = pagedService(total);
		expect(await read(api, byPage)).toEqual({ records: records(total) });
	});

	test('the pages are asked one after the other, beside the query that is there', async () => {
		const api = pagedService(250);
		await read(api, byPage);
		expect(api.asked).toEqual([1, 2, 3].map((page) => `${start}&page=${page}&pageSize=100`));
	});

	test('names, first page and size are as configured', async () => {
		const api = fakePages({
			[`${start}&p=0&size=2`]: records(2),
			[`${start}&p=1&size=2`]: records(1, 3),
		});
		const options = {
			...byPage,
			pageParameter: 'p',
			firstPage: 0,
			pageSizeParameter: 'size',
			pageSize: 2,
		};
		expect((await read(api, options)).records).toEqual(records(3));
	});

	test('without a name for the size none is sent', async () => {
		const api = pagedService(150);
		await read(api, { ...byPage, pageSizeParameter: '' });
		expect(api.asked).toEqual([`${start}&page=1`, `${start}&page=2`]);
	});

	test.each(sizes)(
		'a total ends the listing of %i records without a further request',
		async (total) => {
			const api = pagedService(total, { body: (data) => ({ data, total }) });
			expect((await read(api, byPage)).records).toHaveLength(total);
			expect(api.asked).toHaveLength(Math.max(1, Math.ceil(total / 100)));
		},
	);

	test('a service that gives fewer per page than asked for is read to its end', async () => {
		const api = pagedService(130, { most: 25 });
		expect(await read(api, byPage)).toEqual({ records: records(130) });
	});

	test('a total is believed more than a short page', async () => {
		const pages = [records(3), records(1, 4), records(2, 5)];
		const api = fakeApi((path) => ({ data: pages[asks(path, 'page', 1) - 1], total: 6 }));
		expect((await read(api, byPage)).records).toEqual(records(6));
	});

	test('a flag is believed more than the length of a page', async () => {
		const pages = [records(3), records(1, 4), records(3, 5)];
		const api = fakeApi((path) => {
			const page = asks(path, 'page', 1);
			return { data: pages[page - 1], hasMore: page < 3 };
		});
		expect((await read(api, byPage)).records).toEqual(records(7));
		expect(api.asked).toHaveLength(3);
	});

	test('an empty page before the total is reached is an error', async () => {
		const api = pagedService(130, { body: (data) => ({ data, total: 200 }) });
		expect((await refusalOf(read(api, byPage))).message).toBe(
			'The listing says that there are 200 records, but it gives 130',
		);
	});

	test('a service that ignores the page number is not asked for ever', async () => {
		const api = fakeApi(() => records(100));
		const { message, hint } = await refusalOf(read(api, byPage));
		expect(message).toBe('The listing repeats itself: a page came twice');
		expect(hint).toContain('Check their names in the options');
		expect(api.asked).toHaveLength(2);
	});
});

describe('offsets', () => {
	test.each(sizes)('%i records', async (total) => {
		const api = offsetService(total);
		expect(await read(api, byOffset)).toEqual({ records: records(total) });
	});

	test('skip as many records as are here already', async () => {
		const api = offsetService(130, { most: 60 });
		await read(api, byOffset);
		expect(api.asked).toEqual([0, 60, 120].map((skip) => `${start}&skip=${skip}&pageSize=100`));
	});

	test('with other names, ended by the total', async () => {
		const api = fakePages({
			[`${start}&%24skip=0&%24top=2`]: { value: records(2), '@odata.count': 3 },
			[`${start}&%24skip=2&%24top=2`]: { value: records(1, 3), '@odata.count': 3 },
		});
		const options = {
			...byOffset,
			offsetParameter: '$skip',
			pageSizeParameter: '$top',
			pageSize: 2,
		};
		expect((await read(api, options)).records).toEqual(records(3));
		expect(api.asked).toHaveLength(2);
	});
});

test('100,000 records in 200 pages are read without copying what is there', async () => {
	const api = pagedService(100_000, { most: 500 });
	const { records: got } = await read(api, { ...byPage, pageSize: 500 });
	expect(got).toHaveLength(100_000);
	expect(got[99_999]).toEqual({ id: 100_000 });
	expect(api.asked).toHaveLength(201);
});

describe('404 behind the last page', () => {
	const notFound = new AuroraError('Aurora has nothing at this address (status 404)', '', 404);
	/** Pages of 100 up to a last one; what lies behind is not found. */
	const service = (last: number, body: (items: unknown[]) => unknown) =>
		fakeApi((path) => {
			const page = asks(path, 'page', 1);
			if (page > last) throw notFound;
			return body(records(100, page * 100 - 99));
		});

	test('is the end, where nothing says that there is a further page', async () => {
		const api = service(3, (items) => items);
		expect(await read(api, byPage)).toEqual({ records: records(300) });
		expect(api.asked).toHaveLength(4);
	});

	test.each([
		['a total', (items: unknown[]) => ({ items, total: 400 })],
		['a flag', (items: unknown[]) => ({ items, hasMore: true })],
	])('is a failure, where %s says that there is', async (_, body) => {
		expect(await refusalOf(read(service(3, body), byPage))).toBe(notFound);
	});

	test('of the first page is a failure', async () => {
		expect(
			await refusalOf(
				read(
					service(0, (items) => items),
					byPage,
				),
			),
		).toBe(notFound);
	});

	test('another failure there is one', async () => {
		const broken = new AuroraError('The Aurora API is not working', '', 500);
		const api = fakeApi((path) => {
			if (asks(path, 'page', 1) === 2) throw broken;
			return records(100);
		});
		expect(await refusalOf(read(api, byPage))).toBe(broken);
	});
});
