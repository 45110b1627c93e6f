import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { startSandbox } from './sandbox.mjs';

const sandbox = await startSandbox({ only: ['custom'], accounts: 23 });
const { custom } = sandbox;
const headers = { authorization: `Bearer ${await custom.mintToken()}` };
after(() => sandbox.stop());
beforeEach(() => sandbox.reset());

const get = (url) => fetch(new URL(url, custom.apiOrigin), { headers });
const nextLink = (link) => /<([^>]+)>; rel="next"/.exec(link ?? '')?.[1];

/** Follows next links, at most 30 of them. */
async function follow({ listOf, nextOf }) {
	const ids = [];
	let url = '/Accounts?orderBy=id%20desc';
	for (let pages = 0; url && pages < 30; pages += 1) {
		const response = await get(url);
		assert.equal(response.status, 200);
		const body = await response.json();
		ids.push(...listOf(body).map(({ id }) => id));
		url = nextOf(body, response.headers.get('link'));
	}
	return ids;
}

/** Counts parameters up until a page is shorter than asked for. */
async function count(urlOf) {
	const ids = [];
	for (let page = 0; page < 30; page += 1) {
		const list = await (await get(urlOf(page))).json();
		ids.push(...list.map(({ id }) => id));
		if (list.length < 5) break;
	}
	return ids;
}

const descending = Array.from({ length: 23 }, (_, index) => 23 - index);
const bare = (body) => body;

test('each envelope has the whole list when there is no paging', async () => {
	const shapes = {
		bare: (all) => all,
		'data-count': (all) => ({ data: all, count: 23 }),
		'items-totalCount': (all) => ({ items: all, totalCount: 23 }),
		'results-next': (all) => ({ results: all, next: null }),
		odata: (all) => ({ value: all }),
		accounts: (all) => ({ accounts: all }),
	};
	for (const [envelope, shape] of Object.entries(shapes)) {
		custom.dialect({ envelope });
		assert.deepEqual(await (await get('/Accounts')).json(), shape(custom.accounts));
	}
	custom.dialect({ envelope: 'data-count', truncate: 5 });
	const truncated = await (await get('/Accounts')).json();
	assert.deepEqual([truncated.data.length, truncated.count], [5, 23]);
	custom.dialect({ envelope: ({ items, total }) => ({ meta: { total }, content: items }) });
	assert.equal((await (await get('/Accounts')).json()).meta.total, 23);
});

test('next links in headers and bodies lead through all accounts, in every form', async () => {
	for (const urls of ['absolute', 'relative']) {
		for (const links of ['single', 'one-header', 'several-headers']) {
			custom.dialect({ paging: 'link-header', pageSize: 5, urls, links });
			assert.deepEqual(
				await follow({ listOf: bare, nextOf: (_body, link) => nextLink(link) }),
				descending,
				`${urls} ${links}`,
			);
		}
		for (const [envelope, listOf, nextOf] of [
			['results-next', ({ results }) => results, ({ next }) => next],
			['odata', ({ value }) => value, (body) => body['@odata.nextLink']],
			['accounts', ({ accounts }) => accounts, ({ next }) => next],
		]) {
			custom.dialect({ envelope, paging: 'next-in-body', pageSize: 5, urls });
			assert.deepEqual(await follow({ listOf, nextOf }), descending, `${urls} ${envelope}`);
		}
		custom.dialect({
			envelope: 'data-count',
			paging: 'next-in-body',
			nextProperty: 'links.next',
			pageSize: 5,
			urls,
		});
		assert.deepEqual(
			await follow({ listOf: ({ data }) => data, nextOf: ({ links }) => links?.next }),
			descending,
		);
	}
	assert.equal(custom.api.counts[200], custom.api.count);
});

test('page and offset parameters lead through all accounts, with any names', async () => {
	custom.dialect({ paging: 'page', pageSize: 5 });
	assert.deepEqual(
		await count((page) => `/Accounts?orderBy=id%20desc&page=${page + 1}`),
		descending,
	);
	custom.dialect({ paging: 'page', firstPage: 0, names: { page: 'p', pageSize: 'n' } });
	assert.deepEqual(await count((page) => `/Accounts?orderBy=id%20desc&p=${page}&n=5`), descending);
	custom.dialect({ paging: 'offset' });
	assert.deepEqual(
		await count((page) => `/Accounts?orderBy=id%20desc&skip=${page * 5}&take=5`),
		descending,
	);
	custom.dialect({ paging: 'offset', names: { skip: '$skip', take: '$top' }, maxPageSize: 5 });
	assert.deepEqual(
		await count((page) => `/Accounts?orderBy=id%20desc&$skip=${page * 5}&$top=50`),
		descending,
	);
	custom.setAccounts(20);
	assert.deepEqual((await count((page) => `/Accounts?$skip=${page * 5}`)).length, 20);
	assert.equal(
		custom.api.requests.at(-1).path,
		'/Accounts?$skip=20',
		'a full last page is followed by an empty one',
	);
	assert.equal((await get('/Accounts?$skip=x')).status, 400);
});

test('behind the last page there is nothing, an error, or the last page again', async () => {
	const past = async (pastEnd) => {
		custom.dialect({ paging: 'page', pageSize: 10, pastEnd });
		const response = await get('/Accounts?page=9');
		return [response.status, (await response.json()).length];
	};
	assert.deepEqual(await past('empty'), [200, 0]);
	assert.deepEqual(await past('not-found'), [404, undefined]);
	assert.deepEqual(await past('repeat-last'), [200, 3]);
});

test('next links misbehave on command', async () => {
	const visit = async (misbehave) => {
		custom.dialect({ paging: 'link-header', pageSize: 5, misbehave });
		return await follow({ listOf: bare, nextOf: (_body, link) => nextLink(link) });
	};
	const repeated = (...pages) =>
		Array.from({ length: 30 }, (_, index) => pages[index % pages.length]).flat();
	assert.deepEqual(await visit('self'), repeated(descending.slice(0, 5)));
	assert.deepEqual(await visit('same-page'), repeated(descending.slice(0, 5)));
	assert.deepEqual(
		await visit('circle'),
		repeated(descending.slice(0, 5), descending.slice(5, 10)),
	);
	custom.dialect({ paging: 'link-header', pageSize: 5, misbehave: 'other-origin' });
	assert.ok(
		nextLink((await get('/Accounts')).headers.get('link')).startsWith(
			`${sandbox.elsewhere.origin}/Accounts?`,
		),
	);
	assert.throws(() => custom.dialect({ misbehave: 'self' }), /needs next links/);
	assert.throws(() => custom.dialect({ paging: 'pages' }), /paging/);
});

test('100,000 accounts in 200 pages', async () => {
	custom.setAccounts(100_000);
	custom.dialect({ paging: 'link-header', pageSize: 500 });
	let [url, seen] = ['/Accounts?orderBy=owner.name%20asc', 0];
	while (url) {
		const response = await get(url);
		seen += (await response.json()).length;
		url = nextLink(response.headers.get('link'));
	}
	assert.deepEqual([seen, custom.api.count], [100_000, 200]);
});
