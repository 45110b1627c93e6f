import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { startSandbox } from './sandbox.mjs';
import { apiClient } from './support/apiClient.mjs';

const sandbox = await startSandbox({ only: ['custom'], accounts: 23 });
const { custom } = sandbox;
after(() => sandbox.stop());
beforeEach(() => sandbox.reset());

const call = apiClient(custom);
const json = async (url) => await (await call(url)).json();
const idsOf = (list) => list.map(({ id }) => id);
const descending = Array.from({ length: 23 }, (_, index) => 23 - index);

const bare = (body) => body;
const nextLink = (_body, link) => /<([^>]+)>; rel="next"/.exec(link ?? '')?.[1];

/** The ids on all pages that next links lead to, at most 30 of them. */
async function follow(listOf, nextOf) {
	const ids = [];
	let url = '/Accounts?orderBy=id%20desc';
	for (let pages = 0; url && pages < 30; pages += 1) {
		const response = await call(url);
		assert.equal(response.status, 200);
		const body = await response.json();
		ids.push(...idsOf(listOf(body)));
		url = nextOf(body, response.headers.get('link'));
	}
	return ids;
}

test('each envelope has the whole list when there is no paging', async () => {
	const all = custom.accounts;
	for (const [dialect, expected] of [
		[{ envelope: 'bare' }, all],
		[{ envelope: 'data-count' }, { data: all, count: 23 }],
		[{ envelope: 'items-totalCount' }, { items: all, totalCount: 23 }],
		[{ envelope: 'results-next' }, { results: all, next: null }],
		[{ envelope: 'odata' }, { value: all }],
		[{ envelope: 'accounts' }, { accounts: all }],
		[{ envelope: ({ items, total }) => ({ total, rows: items }) }, { total: 23, rows: all }],
		[
			{ envelope: 'data-count', truncate: 5 },
			{ data: all.slice(0, 5), count: 23 },
		],
	]) {
		custom.dialect(dialect);
		assert.deepEqual(await json('/Accounts'), expected);
	}
});

const inBody = { paging: 'next-in-body' };
for (const [name, dialect, listOf, nextOf] of [
	['a Link header', { paging: 'link-header' }, bare, nextLink],
	['several Link headers', { paging: 'link-header', links: 'several' }, bare, nextLink],
	['results', { ...inBody, envelope: 'results-next' }, (body) => body.results, ({ next }) => next],
	[
		'odata',
		{ ...inBody, envelope: 'odata' },
		({ value }) => value,
		(body) => body['@odata.nextLink'],
	],
	[
		'a nested property',
		{ ...inBody, envelope: 'data-count', nextProperty: 'links.next' },
		({ data }) => data,
		({ links }) => links?.next,
	],
]) {
	test(`next links lead through all accounts: ${name}`, async () => {
		for (const urls of ['absolute', 'relative']) {
			custom.dialect({ ...dialect, pageSize: 5, urls });
			assert.deepEqual(await follow(listOf, nextOf), descending);
		}
	});
}

const offsets = { paging: 'offset', names: { skip: '$skip', take: '$top' }, maxPageSize: 5 };
const numbers = { paging: 'page', firstPage: 0, names: { page: 'p', pageSize: 'n' } };
for (const [name, dialect, query] of [
	['by number', { paging: 'page', pageSize: 5 }, (page) => `page=${page + 1}`],
	['by number, with other names', numbers, (page) => `p=${page}&n=5`],
	['by offset', { paging: 'offset' }, (page) => `skip=${page * 5}&take=5`],
	['by offset, fewer than asked for', offsets, (page) => `$skip=${page * 5}&$top=50`],
]) {
	test(`pages hold all accounts: ${name}`, async () => {
		custom.dialect(dialect);
		const lists = [];
		for (let page = 0; page < 6; page += 1) {
			lists.push(await json(`/Accounts?orderBy=id%20desc&${query(page)}`));
		}
		assert.deepEqual(idsOf(lists.flat()), descending);
		assert.deepEqual([lists[4].length, lists[5].length], [3, 0]);
	});
}

test('a page that is no number is refused', async () => {
	custom.dialect({ paging: 'page' });
	assert.equal((await call('/Accounts?page=x')).status, 400);
});

test('next links lead in circles', async () => {
	custom.dialect({ paging: 'link-header', pageSize: 5, misbehave: 'circle' });
	const pages = [descending.slice(0, 5), descending.slice(5, 10)];
	assert.deepEqual(await follow(bare, nextLink), Array(15).fill(pages).flat(2));
});

test('next links lead to another origin', async () => {
	custom.dialect({ paging: 'link-header', pageSize: 5, misbehave: 'other-origin' });
	const link = nextLink(undefined, (await call('/Accounts')).headers.get('link'));
	assert.ok(link.startsWith(`${sandbox.elsewhere.origin}/Accounts?`));
});

test('a dialect is not misspelt', () => {
	assert.throws(() => custom.dialect({ paging: 'pages' }), /no paging "pages"/);
	assert.throws(() => custom.dialect({ envelope: 'letter' }), /no envelope "letter"/);
});
