// What the generated services of test/unit/listings can't show: how many pages are under way, what is
// remembered and for how long.
import { AuroraError } from '../../../../lib/http/errors';
import { forgetLists } from '../../../../nodes/Aurora/api/listMemory';
import { answer } from '../../support/answers';
import { fakeApi, records } from '../../support/fakeClient';
import { asks, automatic, byPage, read } from '../../support/listings';

beforeEach(forgetLists);
afterEach(() => jest.useRealTimers());

const ids = (count: number) => records(count);

/** A service that pages by 20 unless it is asked for more, and counts its records: as Gridify does. */
const gridify = (total: number, most = 1_000) =>
	fakeApi((path) => {
		const size = Math.min(most, asks(path, 'pageSize', 20));
		const skipped = (asks(path, 'page', 1) - 1) * size;
		const left = Math.max(0, Math.min(size, total - skipped));
		return { data: records(left, skipped + 1), count: total };
	});

test('10,000 records at 20 a page take at most 15 requests, and no probe the next time', async () => {
	const api = gridify(10_000);
	expect((await read(api, automatic)).records).toEqual(ids(10_000));
	expect(api.asked.length).toBeLessThanOrEqual(15);
	const known = gridify(10_000);
	expect((await read(known, automatic)).records).toEqual(ids(10_000));
	expect(known.asked).toHaveLength(11);
});

test('pages that are known to follow are requested four at a time', async () => {
	const api = gridify(1_000, 20);
	expect((await read(api, automatic)).records).toEqual(ids(1_000));
	expect(api.mostAtOnce).toBe(4);
	const byHand = gridify(1_000, 20);
	expect((await read(byHand, { ...byPage, pageSize: 20 })).records).toEqual(ids(1_000));
	expect(byHand.asked).toHaveLength(50);
	expect(byHand.mostAtOnce).toBe(4);
});

test('one at a time where the API has asked to slow down', async () => {
	const api = gridify(1_000, 20);
	Object.assign(api.client, { isLimited: true });
	expect((await read(api, automatic)).records).toEqual(ids(1_000));
	expect(api.mostAtOnce).toBe(1);
});

test('a page that is not needed after all may fail', async () => {
	const api = fakeApi((path) => {
		const page = asks(path, 'page', 1);
		// The list shrinks while it is read.
		if (page > 3) return answer({ message: 'gone' }, { status: 500 });
		return { data: records(2, page * 2 - 1), total: api.asked.length === 1 ? 20 : 6 };
	});
	const { records: got, doubt } = await read(api, byPage);
	expect(got).toEqual(ids(6));
	expect(doubt).toBeUndefined();
});

describe('pages that are set by hand, of a list that says nothing', () => {
	const offset = { ...automatic, pagination: 'offset' as const };
	test.each([
		['page', 47, { ...byPage, pageSize: 20 }],
		['page', 40, { ...byPage, pageSize: 20 }],
		['page', 20, { ...byPage, pageSize: 20 }],
		['page', 20, { ...byPage, pageSize: 100 }],
		// The service gives no more than 20.
		['page', 40, { ...byPage, pageSize: 100 }],
		['offset', 47, { ...offset, pageSize: 20 }],
		['offset', 40, { ...offset, pageSize: 20 }],
		['offset', 40, { ...offset, pageSize: 100 }],
		['offset', 15, { ...offset, pageSize: 100 }],
	])(
		'by %s, %i records: a short or empty page is the end without doubt',
		async (by, all, options) => {
			const api = fakeApi((path) => {
				const size = Math.min(20, asks(path, 'pageSize', 20));
				const from = by === 'page' ? (asks(path, 'page', 1) - 1) * size : asks(path, 'skip', 0);
				return records(Math.max(0, Math.min(size, all - from)), from + 1);
			});
			expect(await read(api, options)).toMatchObject({ records: ids(all) });
			expect((await read(api, options)).doubt).toBeUndefined();
		},
	);
});

test('pages are not counted by records that came twice, since offsets count hidden ones', async () => {
	const api = fakeApi((path) => {
		const from = asks(path, 'skip', 0);
		const seen = ids(60).slice(from, from + 20);
		return answer(
			seen.filter(({ id }) => id % 2 === 1),
			{ headers: { 'x-total-pages': '3' } },
		);
	});
	const { records: got } = await read(api, { ...automatic, pagination: 'offset', pageSize: 10 });
	expect(got).toEqual(ids(60).filter(({ id }) => id % 2 === 1));
});

test('a list without a further page is asked for one again after 10 minutes, or when it looks different', async () => {
	jest.useFakeTimers();
	const api = fakeApi(() => records(20));
	const requests = async () => {
		const before = api.asked.length;
		await read(api, automatic);
		return api.asked.length - before;
	};
	const first = await requests();
	expect(first).toBeGreaterThan(1);
	expect(await requests()).toBe(1);
	jest.advanceTimersByTime(600_001);
	expect(await requests()).toBe(first);
});

describe('after what was found out about a path', () => {
	/** A service that was read once, and then fails from a request on. */
	const failing = async (failure: () => unknown, from: number) => {
		await read(gridify(1_000, 20), automatic);
		const api = gridify(1_000, 20);
		const request = async (given: { url: string }) => {
			if (api.asked.length < from) return await api.client.request(given as never);
			api.asked.push(given.url);
			const failed = failure();
			if (failed instanceof Error) throw failed;
			return failed;
		};
		const error = await read(
			{ ...api, client: { ...api.client, request } as never },
			automatic,
		).catch((thrown: Error) => thrown.message);
		return { error, requests: api.asked.length };
	};

	test.each([
		...[401, 403, 404, 407, 429, 500, 503].map((status) => ({ status })),
		// A timeout, a cancelled execution.
		{},
	])('a request that fails with %j is not repeated', async (details) => {
		const failure = () => new AuroraError('failed', '', details);
		expect(await failing(failure, 0)).toEqual({ error: 'failed', requests: 1 });
	});

	test('a page that looks different is a reason to find it out again', async () => {
		const { error, requests } = await failing(() => answer({ data: records(20), count: 1_000 }), 1);
		expect([typeof error, requests > 3]).toEqual(['string', true]);
	});
});

test('what was found out holds for one path and client', async () => {
	const api = gridify(100);
	const other = gridify(100);
	Object.assign(other.client.settings, { clientId: 'another' });
	await read(api, automatic);
	await read(other, automatic);
	expect(other.asked).toEqual(api.asked);
});

test('a list that has filled its only page is not taken for complete when it grows', async () => {
	for (const [before, after] of [
		[20, 21],
		[20, 90],
	]) {
		forgetLists();
		const service = (total: number) =>
			fakeApi((path) =>
				records(Math.min(20, total - (asks(path, 'page', 1) - 1) * 20)).map(({ id }) => ({
					id: id + (asks(path, 'page', 1) - 1) * 20,
				})),
			);
		expect((await read(service(before), automatic)).records).toEqual(ids(before));
		expect((await read(service(after), automatic)).records).toEqual(ids(after));
	}
});

test('a page number is found where every other parameter is refused', async () => {
	const api = fakeApi((path) => {
		const page = asks(path, 'page', 1);
		return { items: records(10, page * 10 - 9), hasMore: page < 4 };
	});
	const request = async (given: { url: string }) => {
		const names = [...new URL(given.url).searchParams.keys()];
		if (names.every((name) => ['orderBy', 'page'].includes(name)))
			return await api.client.request(given as never);
		throw new AuroraError('refused', '', { status: 400 });
	};
	const client = { ...api.client, request } as never;
	expect((await read({ ...api, client }, automatic)).records).toEqual(ids(40));
});

test.each([400, 422, 501])(
	'the order that the node asks for by itself may be refused: %i',
	async (status) => {
		const api = fakeApi((path) =>
			path.includes('orderBy') ? answer({}, { status }) : { data: records(3), total: 3 },
		);
		const client = {
			...api.client,
			request: async (request: { url: string }) => {
				const response = await api.client.request(request as never);
				if (response.status >= 400)
					throw new AuroraError('refused', '', { status: response.status });
				return response;
			},
		};
		expect((await read({ ...api, client: client as never }, automatic)).records).toEqual(ids(3));
	},
);

describe('records without ids', () => {
	test.each([
		[
			'half of whose fields differ in each response',
			(at: number) => ({ no: at, asOf: Math.random() }),
		],
		[
			'whose fields all differ in each response',
			(at: number) => ({ at: `${at} ${Math.random()}` }),
		],
	])('%s, from a service that ignores pages: an end, and no silence', async (_, record) => {
		const api = fakeApi(() => ({ data: Array.from({ length: 20 }, (__, at) => record(at)) }));
		const reading = await read(api, automatic).catch((thrown: Error) => thrown);
		expect(reading instanceof Error || reading.doubt !== undefined).toBe(true);
		expect(api.asked.length).toBeLessThanOrEqual(7);
	});
});
