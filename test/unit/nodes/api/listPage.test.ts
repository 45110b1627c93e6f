// One response of a list.
import {
	isFull,
	isRoundSize,
	ListSource,
	namesNext,
	shapeOf,
} from '../../../../nodes/Aurora/api/listPage';
import { accountsRequest, answer, API } from '../../support/answers';
import { fakeApi, records } from '../../support/fakeClient';
import { pageOf as listPage } from '../../support/listPages';

const sourceOf = (reply: unknown, url = accountsRequest.url) =>
	new ListSource(fakeApi(() => reply).client, { ...accountsRequest, url }, '');

const pageOf = async (reply: unknown, isFurther = false) =>
	await sourceOf(reply).page(accountsRequest.url, [], isFurther);

const pageWith = (length: number, says = {}) => listPage(records(length), says);

test.each([5, 10, 15, 16, 20, 25, 32, 64, 100, 128, 1_000, 1_024])(
	'%i is a round size',
	(length) => {
		expect(isRoundSize(length)).toBe(true);
	},
);

test.each([0, 1, 2, 4, 8, 7, 17, 23, 48, 99])('%i is none', (length) => {
	expect(isRoundSize(length)).toBe(false);
});

test('a page may have been cut at a round size, or at one that it names', () => {
	const pages = [pageWith(20), pageWith(7), pageWith(7, { size: 7 }), pageWith(7, { size: 9 })];
	expect(pages.map(isFull)).toEqual([true, false, true, false]);
	expect(isFull(pageWith(0, { size: 0 }))).toBe(false);
});

test('looks like another one that has as many records and the same words', () => {
	expect(shapeOf(pageWith(7, { names: ['a', 'b'] }))).toBe(
		shapeOf(pageWith(7, { names: ['a', 'b'], total: 5 })),
	);
	expect(shapeOf(pageWith(7))).not.toBe(shapeOf(pageWith(8)));
	expect(shapeOf(pageWith(7))).not.toBe(shapeOf(pageWith(7, { names: ['a'] })));
});

test.each<[says: object, isNamed: boolean]>([
	[{ nextUrl: '/' }, true],
	[{ nextToken: { name: 'a', value: 'b' } }, true],
	[{ nextPage: 2 }, true],
	[{ nextOffset: 20 }, true],
	[{ cursor: { name: 'a', value: 'b' }, more: true }, false],
])('%j names the next page: %s', (says, isNamed) => {
	expect(namesNext(pageWith(7, says).evidence)).toBe(isNamed);
});

test.each<[body: unknown, isFurther: boolean]>([
	[{ total: 0 }, false],
	[{ total: 40 }, true],
	[{ _links: { self: { href: '/' } } }, false],
	[{ _links: { self: { href: '/' } }, page: { size: 20 } }, false],
])('%j has no records, as a further page: %s', async (body, isFurther) => {
	expect((await pageOf(body, isFurther)).items).toEqual([]);
});

test.each<[body: unknown, isFurther: boolean]>([
	[{ total: 40 }, false],
	[{ name: 'x' }, true],
	[{ _links: { self: { href: '/' } }, name: 'x' }, false],
	[{ page: { size: 20 } }, false],
])('%j has no list, as a further page: %s', async (body, isFurther) => {
	await expect(pageOf(body, isFurther)).rejects.toThrow("No list was found in Aurora's response");
});

test('with a total of 0, a list whose name tells nothing is another one', async () => {
	expect((await pageOf({ foo: records(2), total: 0 })).items).toEqual([]);
	expect((await pageOf({ data: records(2), total: 0 })).items).toEqual(records(2));
	expect((await pageOf({ foo: records(2), total: 2 })).items).toEqual(records(2));
});

test.each<[body: unknown, isVague: boolean]>([
	[{ data: null }, true],
	[{ data: {} }, true],
	[{ data: [] }, false],
	[[], false],
	[{ data: { 17: { x: 1 } } }, false],
])('%j says vaguely that there are none: %s', async (body, isVague) => {
	expect((await pageOf(body)).isVague).toBe(isVague);
});

test('the number of the last page counts as that of the first page does', async () => {
	const pagesOf = async (...bodies: object[]) => {
		const source = new ListSource(fakeApi(() => bodies.shift()).client, accountsRequest, '');
		const pages: unknown[] = [];
		while (bodies.length > 0) {
			const { evidence } = await source.page(accountsRequest.url, [], pages.length > 0);
			pages.push(evidence.pages);
		}
		return pages;
	};
	const data = records(2);
	const about = { data, lastPage: 3 };
	expect(await pagesOf({ ...about, page: 1 }, { ...about, page: 2 })).toEqual([3, 3]);
	expect(await pagesOf({ ...about, page: 0 }, { ...about, page: 1 })).toEqual([4, 4]);
	expect(await pagesOf({ ...about, pages: 5 }, { data })).toEqual([5, undefined]);
});

test('where the first response has its list', async () => {
	const placeOf = async (reply: unknown) => {
		const source = sourceOf(reply);
		await source.page(accountsRequest.url);
		return source.place;
	};
	expect(await placeOf({ data: [] })).toEqual({ path: 'data', isNoContent: false });
	expect(await placeOf([])).toEqual({ path: undefined, isNoContent: false });
	expect(await placeOf({ total: 0 })).toEqual({ path: undefined, isNoContent: false });
	expect(await placeOf(answer('', { status: 204 }))).toEqual({
		path: undefined,
		isNoContent: true,
	});
});

test.each<[query: string, without: string | undefined]>([
	['?orderBy=id%20asc', ''],
	['?orderBy=id%20asc&a=1', '?a=1'],
	['?a=1&orderBy=id%20asc', '?a=1'],
	['?a=1&orderBy=id%20asc&b=2', '?a=1&b=2'],
	['?orderBy=name%2Cid%20asc&a=1', '?orderBy=name&a=1'],
	['?orderBy=name%20desc%2Cid%20asc', '?orderBy=name%20desc'],
	['?orderBy=name', undefined],
	['?orderBy=id%20ascending', undefined],
	['?preorderBy=id%20asc', undefined],
	['', undefined],
])('without the order that the node adds, %s is %s', (query, without) => {
	const source = sourceOf([], `${API}/Accounts${query}`);
	expect(source.leaveOutOrder()).toBe(without !== undefined);
	expect(source.request.url).toBe(`${API}/Accounts${without ?? query}`);
});

test('all spellings of a parameter are sent, and sizes only with a size', () => {
	const source = sourceOf([], `${API}/Accounts?a=1`);
	const convention = { kind: 'page' as const, names: ['page', 'p'], base: 1, sizeNames: ['size'] };
	expect(source.urlOf(convention, 2)).toBe(`${API}/Accounts?a=1&page=2&p=2`);
	expect(source.urlOf({ ...convention, size: 9 }, 2)).toBe(`${API}/Accounts?a=1&page=2&p=2&size=9`);
});
