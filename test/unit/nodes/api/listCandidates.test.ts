// Which of the lists in a response is the one, by its place.
import { findItems } from '../../../../nodes/Aurora/api/findItems';
import type { FoundList } from '../../../../nodes/Aurora/api/listCandidates';
import { answer } from '../../support/answers';

const OWN = ['accounts', 'account'];
const LIST = [{ x: 1 }, { x: 2 }];
const MAP = { 17: { x: 1 }, 18: { x: 2 } };

const found = (body: unknown, itemsProperty = '', known?: FoundList) =>
	findItems(answer(body), itemsProperty, OWN, known);

/** The path to the list, or why there is none. */
const placeOf = (body: unknown) => {
	try {
		const { isMissing, path } = found(body);
		return isMissing ? 'none' : (path ?? 'the response');
	} catch (thrown) {
		return (thrown as Error).message;
	}
};

const SEVERAL = "Aurora's response holds several lists";
const FAILURE = 'Aurora responded with an error (status 200)';

test.each<[body: unknown, place: string]>([
	// By their names.
	[LIST, 'the response'],
	[{ data: LIST }, 'data'],
	[{ foo: LIST }, 'foo'],
	[{ foo: LIST, data: LIST }, 'data'],
	[{ tags: [5], rows: LIST, roles: [6] }, 'rows'],
	[{ Data: LIST, Roles: [5] }, 'Data'],
	[{ Customers: LIST, Links: [5] }, 'Customers'],
	[{ data: LIST, accounts: LIST }, 'accounts'],
	[{ data: LIST, Accounts: LIST }, 'Accounts'],
	[{ accountsData: LIST, data: LIST }, 'accountsData'],
	[{ accountOwners: LIST }, 'accountOwners'],
	[{ accountOwners: LIST, clients: LIST }, 'clients'],
	[{ ownersAccount: LIST, clients: LIST }, SEVERAL],
	[{ foo: LIST, bar: LIST }, SEVERAL],
	[{ warnings: LIST, foo: [5] }, 'foo'],
	[{ warnings: LIST }, 'none'],
	[{ message: 'bad', details: LIST, foo: [5] }, 'foo'],
	[{ message: 'bad', details: [] }, 'none'],
	// By what is in them.
	[{ accounts: [], data: LIST }, 'data'],
	[{ accounts: [], foo: LIST }, 'accounts'],
	[{ data: [], foo: LIST }, 'foo'],
	[{ data: [5], foo: LIST }, 'foo'],
	[{ data: [5, { x: 1 }], foo: LIST }, 'foo'],
	[{ data: [], foo: [] }, 'data'],
	[{ foo: [], bar: [5] }, 'foo'],
	[{ foo: [5] }, 'foo'],
	[{ data: [], items: [5] }, SEVERAL],
	[{ data: [], items: [] }, 'data'],
	[{ data: null }, 'data'],
	[{ data: {} }, 'data'],
	[{ data: null, foo: [] }, 'data'],
	[{ data: {}, foo: [] }, 'data'],
	[{ foo: null }, 'none'],
	[{ foo: {} }, 'none'],
	// By their depth.
	[{ data: LIST, result: { data: LIST } }, 'data'],
	[{ foo: LIST, bar: { baz: LIST } }, 'foo'],
	[{ result: { customers: LIST, page: 1 } }, 'result.customers'],
	[{ data: 5, result: { a: LIST }, _embedded: { a: [5] } }, 'result.a'],
	[{ data: { items: [5] }, items: LIST }, 'items'],
	[{ bar: { baz: LIST }, foo: LIST }, 'foo'],
	[{ a: { b: { c: LIST } } }, 'a.b.c'],
	[{ a: { b: { c: { d: LIST } } } }, 'a.b.c.d'],
	[{ a: { b: { c: { d: { e: LIST } } } } }, 'none'],
	[{ links: { a: LIST } }, 'none'],
	// In a wrapper.
	[[{ results: LIST, total: 2 }], 'results'],
	[[{ data: { items: LIST } }], 'data.items'],
	[[{ count: 2, items: LIST }], 'items'],
	[[{ numberOfItems: 2, items: LIST }], 'items'],
	[[{ totalNumber: 2, items: LIST }], 'items'],
	[{ data: [{ accounts: LIST }] }, 'data.0.accounts'],
	[{ a: { b: { data: [{ accounts: LIST }] } } }, 'a.b.data.0.accounts'],
	[{ a: { b: { c: { data: [{ accounts: LIST }] } } } }, 'a.b.c.data'],
	[[{ id: 1, results: LIST }], 'the response'],
	[[{ name: 'A', results: LIST }], 'the response'],
	[[{ name: 'A', total: 5, results: LIST }], 'the response'],
	[[{ number: 5, items: LIST }], 'the response'],
	[[{ no: 5, items: LIST }], 'the response'],
	[[{ results: LIST }, { results: LIST }], 'the response'],
	[[{ results: [5], total: 1 }], 'the response'],
	[[{ results: 5, total: 1 }], 'the response'],
	// Records by their ids.
	[{ data: MAP }, 'data'],
	[{ data: { a: { x: 1, y: 1 }, b: { x: 2, y: 2 } } }, 'data'],
	[{ data: { a: { x: 1 }, b: { x: 2 } } }, 'none'],
	[{ data: { a: { x: 1, y: 1 }, b: { z: 2 } } }, 'none'],
	[{ data: { a: { x: 1, y: 1 } } }, 'none'],
	[{ data: { a1: { x: 1 }, b: { x: 2 } } }, 'none'],
	[{ data: { 17: { x: 1 }, 18: 5 } }, 'none'],
	[{ foo: MAP }, 'none'],
	[{ accounts: MAP, data: LIST }, 'data'],
	[{ accounts: MAP, foo: LIST }, 'accounts'],
	[{ data: MAP, foo: LIST }, 'data'],
	[{ accounts: MAP, data: MAP }, 'accounts'],
	// From XML.
	[{ Accounts: { Account: { x: 1 } } }, 'Accounts.Account'],
	[{ Accounts: { Account: { x: 1 }, count: 1 } }, 'Accounts.Account'],
	[{ Accounts: { Account: { x: 1 }, Owner: { y: 1 } } }, 'none'],
	[{ Accounts: { Owner: { x: 1 } } }, 'none'],
	// Failures.
	[{ status: 'unavailable', data: LIST }, 'data'],
	[{ status: 'unavailable', data: [] }, FAILURE],
	[{ message: 'bad', details: LIST }, FAILURE],
])('of %j: %s', (body, place) => {
	expect(placeOf(body)).toBe(place);
});

test.each<[body: unknown, list: Partial<FoundList>]>([
	[LIST, { items: LIST, holders: [], container: LIST }],
	[[{ total: 9 }, LIST], { items: LIST, holders: [{ total: 9 }], container: LIST }],
	[[{ total: 9 }, LIST, 5], { items: [{ total: 9 }, LIST, 5], holders: [] }],
	[[5, LIST], { items: [5, LIST], holders: [] }],
	[{ data: MAP }, { items: LIST, holders: [{ data: MAP }], container: MAP }],
	[
		{ Accounts: { Account: { x: 1 } } },
		{
			items: [{ x: 1 }],
			holders: [{ Accounts: { Account: { x: 1 } } }, { Account: { x: 1 } }],
			container: { x: 1 },
		},
	],
	[{ data: null }, { items: [], container: null }],
	[{ foo: LIST }, { items: LIST, isUnknown: true }],
	[{ data: LIST }, { items: LIST, isUnknown: false }],
])('%j: the list, and what holds it', (body, list) => {
	expect(found(body)).toMatchObject(list);
});

test('without a list, the objects that could hold one are read for what they say', () => {
	const response = { payload: { total: 0 } };
	const body = { result: { data: { response } }, other: { total: 5 } };
	const { holders, items, isMissing } = found(body);
	expect(holders).toEqual([body, body.result, body.result.data, response]);
	expect([items, isMissing]).toEqual([[], true]);
});

describe('at a path', () => {
	test('what is on the way holds the list', () => {
		const body = { a: { b: { rows: LIST } } };
		const list = found(body, 'a.b.rows');
		expect(list).toEqual({ items: LIST, holders: [body, body.a, body.a.b], container: LIST });
		expect(found({ a: MAP }, 'a').items).toEqual(LIST);
	});

	test.each([{ a: { 17: { x: 1 }, 18: 5 } }, { a: 5 }, { b: LIST }])('%j has none', (body) => {
		expect(() => found(body, 'a')).toThrow("The response has no list at 'a'");
	});
});

test.each<[known: unknown, body: unknown, isThere: boolean]>([
	[{ foo: LIST }, { foo: null, x: 1 }, true],
	[{ foo: LIST }, { x: 1 }, false],
	[{ foo: LIST }, {}, false],
	[{ a: { b: { foo: LIST } } }, { a: { b: 5 } }, true],
	[{ a: { b: { foo: LIST } } }, { a: { b: 5 }, x: 1 }, false],
	[{ a: { b: { foo: LIST } } }, { a: { b: {} }, x: 1 }, true],
	[LIST, {}, false],
])('after %j, %j is a page past the end: %s', (known, body, isThere) => {
	const { items, isMissing = false } = found(body, '', found(known));
	expect([items, !isMissing]).toEqual([[], isThere]);
});
