// Which requests find out how a list pages, likeliest first, where the service ignores them all.
import { forgetLists } from '../../../../nodes/Aurora/api/listMemory';
import { answer, API } from '../../support/answers';
import { fakeApi, records, type FakeApi } from '../../support/fakeClient';
import { asks, automatic, read } from '../../support/listings';

beforeEach(forgetLists);

/** The first parameter of each request after the first, with its value. */
const probesOf = ({ asked }: FakeApi) =>
	asked.slice(1).map((path) => {
		const [, , [name, value]] = [['', ''], ...new URL(path, API).searchParams] as string[][];
		return `${name}=${value}`;
	});

const probing = async (
	about: object,
	count = 20,
	reply: (path: string) => unknown = () => undefined,
) => {
	const api = fakeApi((path) => reply(path) ?? { data: records(count), ...about });
	await read(api, automatic).catch(() => {});
	return probesOf(api);
};

/** The service refuses a request with several parameters beside the order. */
const strict = (path: string) =>
	path.split('&').length > 2 ? answer({ message: 'unknown' }, { status: 400 }) : undefined;

test.each<[about: object, probes: string[]]>([
	[{}, ['page=1', 'page=2', 'skip=19', 'startingAfter=20']],
	[{ total: 60 }, ['page=1', 'page=2', 'skip=19', 'startingAfter=20']],
	[{ hasMore: true }, ['startingAfter=20', 'page=1', 'page=2', 'skip=19']],
	[{ hasMore: true, total: 60 }, ['page=1', 'page=2', 'skip=19', 'startingAfter=20']],
	[{ hasMore: true, page: 1 }, ['page=2', 'skip=19', 'startingAfter=20']],
	[{ hasMore: true, lastId: 20 }, ['startingAfter=20', 'page=1', 'page=2', 'skip=19']],
	[{ page: 0, total: 60 }, ['page=1', 'skip=19', 'startingAfter=20']],
	[{ page: 4, total: 60 }, ['page=5', 'skip=19', 'startingAfter=20']],
	[{ page_number: 1, total: 60 }, ['page_number=2', 'skip=19', 'startingAfter=20']],
	[{ nextPage: 2 }, ['page=2', 'skip=19', 'startingAfter=20']],
	[{ offset: 0 }, ['offset=19', 'page=1', 'page=2', 'startingAfter=20']],
	[{ offset: 5, total: 60 }, ['offset=24', 'page=1', 'page=2', 'startingAfter=20']],
	[{ startIndex: 1, total: 60 }, ['startIndex=20', 'page=1', 'page=2', 'startingAfter=20']],
	[{ nextOffset: 20 }, ['skip=20', 'page=1', 'page=2', 'startingAfter=20']],
	[{ offset: 0, page: 1 }, ['page=2', 'offset=19', 'startingAfter=20']],
	[{ nextToken: 'a' }, ['token=a', 'page=1', 'page=2', 'skip=19', 'startingAfter=20']],
	[{ nextToken: 'a', nextPage: 2 }, ['page=2', 'skip=19', 'startingAfter=20', 'token=a']],
	[
		{ nextToken: 'a', nextOffset: 20 },
		['skip=20', 'page=1', 'page=2', 'startingAfter=20', 'token=a'],
	],
	[
		{ pageInfo: { endCursor: 'a' } },
		['after=a', 'page=1', 'page=2', 'skip=19', 'startingAfter=20'],
	],
])('%j: %j', async (about, probes) => {
	expect(await probing(about)).toEqual(probes);
});

test('a cursor that may be there on the last page too is worth one way', async () => {
	expect(await probing({ pageInfo: { endCursor: 'a' } }, 23)).toEqual(['after=a']);
	const sure = { pageInfo: { endCursor: 'a', hasNextPage: true } };
	expect(await probing(sure, 23)).toHaveLength(5);
});

test('records without ids are no way to the next page', async () => {
	const items = Array.from({ length: 20 }, (_, at) => ({ name: `Name ${at}` }));
	expect(await probing({ data: items })).toEqual(['page=1', 'page=2', 'skip=19']);
});

test.each<[about: object, probes: string[]]>([
	[{}, ['page=1', 'page=1', 'page=2', 'skip=19', 'after=20', 'p=1']],
	[
		{ hasMore: true },
		['startingAfter=20', 'startingAfter=20', 'page=1', 'page=2', 'skip=19', 'after=20'],
	],
	[{ page: 1 }, ['page=2', 'page=2', '_page=2', 'skip=19', 'after=20', '$page=2']],
	[{ offset: 0 }, ['offset=19', 'offset=19', '$offset=19', 'page=1', 'page=2', 'after=20']],
	[
		{ page_number: 1 },
		['page_number=2', 'page_number=2', 'pageNumber=2', 'skip=19', 'after=20', 'page[number]=2'],
	],
	[
		{ nextToken: 'a' },
		['token=a', 'token=a', 'nextToken=a', 'pageToken=a', 'paginationToken=a', 'cursor=a'],
	],
	[{ '@odata.count': 60 }, ['page=1', '$page=1', '$page=2', '$skip=19', '$after=20', 'page=1']],
])('one by one where a service refuses what it does not know: %j: %j', async (about, probes) => {
	expect(await probing(about, 20, strict)).toEqual(probes);
});

test('six at most, those included that a service refuses for another reason', async () => {
	const about = { nextToken: 'a' };
	const refusing = (path: string) =>
		path.includes('&') ? answer({ message: 'no' }, { status: 403 }) : undefined;
	expect(await probing(about, 20, refusing)).toEqual([
		'token=a',
		'page=1',
		'skip=19',
		'startingAfter=20',
	]);
});

test.each([0, 1])(
	'offsets that count from %i are found, and bring every record once',
	async (base) => {
		const api = fakeApi((path) => {
			const from = Math.max(0, asks(path, 'skip', base) - base);
			return records(Math.max(0, Math.min(20, 45 - from)), from + 1);
		});
		expect((await read(api, automatic)).records).toEqual(records(45));
	},
);

test.each<[name: string, page: Array<{ id: number }>]>([
	['begins with another record', [...records(1, 18), ...records(19, 21)]],
	['repeats a record behind its new ones', [...records(18, 20), ...records(2, 1)]],
	['holds records from the middle', records(10, 5)],
	['has the records in another order', [...records(10, 11), ...records(10)]],
])('an offset is not proven by a page that %s', async (_, page) => {
	const api = fakeApi((path) => (asks(path, 'skip', 0) === 0 ? records(20) : page));
	const { records: got, isSilent } = await read(api, automatic);
	expect([got, isSilent]).toEqual([records(20), true]);
});

test('a page size is not tried where all six probes were needed', async () => {
	const api = fakeApi((path) => {
		const names = [...new URL(path, API).searchParams.keys()];
		if (names.some((name) => !['orderBy', 'offset'].includes(name)))
			return answer({ message: 'unknown' }, { status: 400 });
		const from = asks(path, 'offset', 0);
		const data = records(Math.min(20, 60 - from), from + 1);
		return { data, ...(from < 40 && { nextPage: 2 }) };
	});
	expect((await read(api, automatic)).records).toEqual(records(60));
	expect(api.asked.filter((path) => /size|limit/i.test(path))).toEqual([]);
	expect(probesOf(api)[5]).toBe('offset=19');
});

test('what is remembered of a path is found out anew where larger pages do not fit', async () => {
	const pages = (sized: (size: number) => object[]) =>
		fakeApi((path) => {
			const size = asks(path, 'pageSize', 0);
			const first = asks(path, 'page', 1) * 20 - 19;
			return { data: size > 0 ? sized(size) : records(20, first), count: 60 };
		});
	await read(
		pages((size) => records(Math.min(size, 60))),
		automatic,
	);
	const other = pages(() => records(20, 500));
	expect((await read(other, automatic)).records).toEqual(records(60));
});

test('the page that proves how a list pages is not requested once more', async () => {
	const api = fakeApi((path) => {
		const from = asks(path, 'page', 1) * 20 - 20;
		return records(Math.max(0, Math.min(20, 45 - from)), from + 1);
	});
	expect((await read(api, automatic)).records).toEqual(records(45));
	expect(api.asked).toHaveLength(new Set(api.asked).size);
});

test.each<[about: object, isAll: boolean]>([
	[{ nextPage: 2 }, true],
	[{ nextPage: 2, total: 20 }, true],
	[{ nextPage: 2, total: 21 }, false],
	[{ nextPage: 2, pages: 1 }, true],
	[{ nextPage: 2, pages: 2 }, false],
])(
	'a next page that is empty is the end, unless a count says otherwise: %j',
	async (about, isAll) => {
		const api = fakeApi((path) => {
			return asks(path, 'page', 1) === 1 ? { data: records(20), ...about } : { data: [] };
		});
		const reading = read(api, automatic).then(({ records: got }) => got.length);
		await expect(reading.catch(() => 'an error')).resolves.toBe(isAll ? 20 : 'an error');
	},
);
