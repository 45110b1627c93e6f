import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { getMany } from './support/parameters.mjs';
import { useWorld } from './support/world.mjs';

const PAGE = 100;
const SIZES = [0, 1, PAGE, 1234];

const world = await useWorld();
const { custom, sandbox, aurora, workflowOf, output, failure } = world;

/** Every way in which a listing may answer: all accounts once and in order, or an error. */
describe('listings', () => {
	/** How many requests a listing of so many accounts takes. */
	const one = () => 1;
	const untilTotal = (size) => Math.max(1, Math.ceil(size / PAGE));
	/** When nothing tells the end: until a page is shorter than the first. */
	const untilShort = (size) => {
		if (size === 0) return 1;
		return size < PAGE ? 2 : Math.floor(size / PAGE) + 1;
	};

	const inBody = (envelope, more) => ({ envelope, paging: 'next-in-body', ...more });
	const inHeader = (more) => ({ paging: 'link-header', ...more });
	const names = { page: 'p', pageSize: 'per_page', skip: '$skip', take: '$top' };
	const numbered = { paging: 'page', names };
	const offset = { paging: 'offset', names };
	const byPage = {
		pagination: 'page',
		pageParameter: 'p',
		pageSizeParameter: 'per_page',
		pageSize: PAGE,
	};
	const byOffset = {
		pagination: 'offset',
		offsetParameter: '$skip',
		pageSizeParameter: '$top',
		pageSize: PAGE,
	};
	const totalCount = { envelope: 'items-totalCount' };

	/** Their name: how the service answers, the requests it takes, and the options that it needs. */
	const services = {
		'a bare list': [{}, one],
		'{ data, count }': [{ envelope: 'data-count' }, one],
		'{ items, totalCount }': [totalCount, one],
		'{ results, next: null }': [{ envelope: 'results-next' }, one],
		'{ value }': [{ envelope: 'odata' }, one],
		'{ accounts }': [{ envelope: 'accounts' }, one],
		'{ ok, konten }': [{ envelope: ({ items }) => ({ ok: true, konten: items }) }, one],
		'{ data: { items } }': [{ envelope: ({ items, total }) => ({ data: { items, total } }) }, one],
		'a list at the place that Items Property names': [
			{ envelope: ({ items }) => ({ data: [{ id: 'not this' }], a: { b: items } }) },
			one,
			{ itemsProperty: 'a.b' },
		],

		'{ data, count, next }': [inBody('data-count'), untilTotal],
		'{ data, count of the page, next }': [inBody('data-count', { count: 'page' }), untilTotal],
		'{ items, totalCount, links: { next } }, relative': [
			inBody('items-totalCount', { nextProperty: 'links.next', urls: 'relative' }),
			untilTotal,
		],
		'{ results, next }': [inBody('results-next'), untilTotal],
		'{ results, next }, relative': [inBody('results-next', { urls: 'relative' }), untilTotal],
		'{ value, "@odata.nextLink" }': [inBody('odata'), untilTotal],
		'{ accounts, pagination: { next } }': [
			inBody('accounts', { nextProperty: 'pagination.next' }),
			untilTotal,
		],
		'{ results, count, next } with numbered pages': [
			{
				envelope: ({ items, total, next }) => ({ results: items, count: total, next }),
				paging: 'page',
			},
			untilTotal,
		],
		'Link header': [inHeader(), untilTotal],
		'Link header, relative': [inHeader({ urls: 'relative' }), untilTotal],
		'several Link headers': [inHeader({ links: 'several' }), untilTotal],
		'Link header beside an envelope': [inHeader({ envelope: 'data-count' }), untilTotal],

		'page numbers, to a short or empty page': [numbered, untilShort, byPage],
		'page numbers from 0': [{ ...numbered, firstPage: 0 }, untilShort, { ...byPage, firstPage: 0 }],
		'page numbers, to the total': [{ ...numbered, ...totalCount }, untilTotal, byPage],
		'page numbers, with the count of the page': [
			{ ...numbered, envelope: 'data-count', count: 'page' },
			untilShort,
			byPage,
		],
		'page numbers with the default names': [
			{ paging: 'page', ...totalCount },
			untilTotal,
			{ pagination: 'page' },
		],
		'offsets, to a short or empty page': [offset, untilShort, byOffset],
		'offsets, to the total': [{ ...offset, ...totalCount }, untilTotal, byOffset],
		'offsets in an envelope without a count': [
			{ ...offset, envelope: 'accounts' },
			untilShort,
			byOffset,
		],
		'offsets, fewer accounts than asked for': [
			{ ...offset, maxPageSize: PAGE },
			untilShort,
			{ ...byOffset, pageSize: 500 },
		],
	};
	for (const [name, [dialect, requests, options]] of Object.entries(services)) {
		it(`${name}: ${SIZES.join(', ')} accounts`, async () => {
			custom.dialect({ pageSize: PAGE, ...dialect });
			const workflow = await workflowOf(aurora(getMany({ options })));
			for (const size of SIZES) {
				custom.setAccounts(size);
				custom.api.reset();
				const execution = await workflow.run();
				assert.equal(execution.error('Aurora')?.message, undefined);
				assert.deepEqual(execution.json('Aurora'), custom.accounts);
				assert.equal(custom.api.count, requests(size), `requests for ${size}`);
			}
		});
	}

	it('keep order and extra parameters on every page', async () => {
		custom.setAccounts(250);
		custom.dialect({ paging: 'link-header', pageSize: PAGE });
		const by = [
			{ field: 'name', direction: 'desc' },
			{ field: 'id', direction: 'asc' },
		];
		const parameter = [{ name: 'status', value: 'active now' }];
		const options = { queryParameters: { parameter } };
		const accounts = await output(getMany({ sort: { by }, options }));
		const byName = (a, b) => (a.name < b.name) - (a.name > b.name) || a.id - b.id;
		assert.deepEqual(accounts, custom.accounts.toSorted(byName));
		const [{ path }] = custom.api.requests;
		assert.equal(path, '/Accounts?orderBy=name%20desc%2Cid%20asc&status=active%20now');
		const queries = custom.api.requests.map((each) => new URL(each.path, 'http://a').searchParams);
		assert.equal(queries.length, 3);
		for (const query of queries) {
			assert.equal(query.get('orderBy'), 'name desc,id asc');
			assert.equal(query.get('status'), 'active now');
		}
	});

	const ELSEWHERE = new RegExp(`points to ${sandbox.elsewhere.origin}\\.`);
	const PAGINATION = /Set 'Pagination' in the options to Page Number or Offset/;
	for (const [name, dialect, message, description] of [
		[
			'a next link in a header that leads to another origin',
			inHeader({ misbehave: 'other-origin' }),
			'The next page of the list is on another server',
			ELSEWHERE,
		],
		[
			'a next link in the body that leads to another origin',
			inBody('data-count', { misbehave: 'other-origin' }),
			'The next page of the list is on another server',
			ELSEWHERE,
		],
		[
			'pages in circles',
			inHeader({ misbehave: 'circle' }),
			'Pagination loop detected: Aurora returned the same page twice',
			/'Pagination' to Off/,
		],
		[
			'a list that is shorter than it says',
			{ envelope: 'items-totalCount', truncate: PAGE },
			'Aurora says that there are 250 records, but only 100 were returned',
			PAGINATION,
		],
		[
			'a list that says that there is more',
			{ envelope: ({ items }) => ({ items, hasMore: true }) },
			'Aurora says that there are more than the 250 records that were returned',
			PAGINATION,
		],
	]) {
		it(`are an error: ${name}`, async () => {
			custom.setAccounts(250);
			custom.dialect({ pageSize: PAGE, ...dialect });
			const error = await failure(getMany());
			assert.equal(error.message, message);
			assert.match(error.description, description);
			assert.ok(custom.api.count <= 3, `${custom.api.count} requests`);
			assert.equal(sandbox.elsewhere.count, 0);
		});
	}

	it('ask for no page beyond a limit', async () => {
		custom.setAccounts(1234);
		custom.dialect({ paging: 'link-header', pageSize: PAGE });
		const limited = getMany({ returnAll: false, limit: '={{ $json.limit }}' });
		const workflow = await workflowOf(aurora(limited));
		for (const [limit, requests] of [
			[99, 1],
			[100, 1],
			[101, 2],
			[5000, 13],
		]) {
			custom.api.reset();
			const accounts = (await workflow.run([{ limit }])).json('Aurora');
			assert.deepEqual(accounts, custom.accounts.slice(0, limit));
			assert.equal(custom.api.count, requests, `requests for ${limit}`);
		}
	});
});
