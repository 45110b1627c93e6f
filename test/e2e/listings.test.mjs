import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { poll } from './support/n8nClient.mjs';
import { auroraNode } from './support/workflows.mjs';
import { startWorld } from './support/world.mjs';

const PAGE = 100;
const SIZES = [0, 1, PAGE, 1234];
const CIRCLES = 'The listing repeats itself: a page came twice';

/** Every way in which a listing may answer: all accounts once and in order, or an error. */
describe('listings', () => {
	let world, sandbox, custom, credential;
	before(async () => {
		world = await startWorld();
		({ sandbox } = world);
		({ custom } = sandbox);
	});
	after(async () => await world?.stop());
	beforeEach(async () => {
		sandbox.reset();
		credential = await world.credentialFor(custom);
	});

	/** Get Many with a listing of so many accounts. */
	const getMany = (parameters) =>
		auroraNode({
			credential,
			parameters: { resource: 'account', operation: 'getAll', ...parameters },
		});
	const workflowFor = async (options) =>
		await world.runnable(getMany({ returnAll: true, options }));
	const run = async (parameters) => await (await world.runnable(getMany(parameters))).run();
	const listed = async (workflow, count) => {
		custom.setAccounts(count);
		custom.api.reset();
		const execution = await workflow.run();
		assert.equal(execution.error('Aurora')?.message, undefined);
		assert.deepEqual(execution.json('Aurora'), custom.accounts);
		return custom.api.count;
	};

	describe('that hold everything', () => {
		const dialects = {
			'a bare list': { envelope: 'bare' },
			'{ data, count }': { envelope: 'data-count' },
			'{ items, totalCount }': { envelope: 'items-totalCount' },
			'{ results, next: null }': { envelope: 'results-next' },
			'{ value }': { envelope: 'odata' },
			'{ accounts }': { envelope: 'accounts' },
			'a list in an envelope nobody knows': {
				envelope: ({ items }) => ({ ok: true, konten: items }),
			},
			'{ data: { items } }': { envelope: ({ items, total }) => ({ data: { items, total } }) },
		};
		for (const [name, dialect] of Object.entries(dialects)) {
			it(`${name}: ${SIZES.join(', ')} accounts in one request`, async () => {
				custom.dialect(dialect);
				const workflow = await workflowFor();
				for (const size of SIZES) assert.equal(await listed(workflow, size), 1);
			});
		}

		it('at the place that Items Property names', async () => {
			custom.dialect({
				envelope: ({ items }) => ({ data: [{ id: 'not this' }], a: { b: items } }),
			});
			const workflow = await workflowFor({ itemsProperty: 'a.b' });
			for (const size of SIZES) assert.equal(await listed(workflow, size), 1);
		});

		it('but not where Items Property says', async () => {
			custom.dialect({ envelope: 'data-count' });
			const { message, description } = (await run({ options: { itemsProperty: 'rows' } })).error(
				'Aurora',
			);
			assert.equal(message, "The answer has no list at 'rows'");
			assert.equal(
				description,
				"Check 'Items Property' in the options. Fields of the answer: data, count.",
			);
		});

		it('among several lists', async () => {
			custom.dialect({ envelope: ({ items }) => ({ a: items, b: items }) });
			const { message, description } = (await run({ returnAll: true })).error('Aurora');
			assert.equal(message, 'The answer of Aurora holds no list that could be recognised');
			assert.match(
				description,
				/^Set 'Items Property' in the options .* Fields of the answer: a, b\.$/,
			);
		});

		it('of things that are no objects', async () => {
			custom.api.always({ status: 200, body: ['a', 2, null, { id: 3 }] });
			const execution = await run({ returnAll: true });
			assert.deepEqual(execution.json('Aurora'), [
				{ value: 'a' },
				{ value: 2 },
				{ value: null },
				{ id: 3 },
			]);
		});
	});

	describe('that name their next page', () => {
		const inBody = (envelope, more) => ({ envelope, paging: 'next-in-body', ...more });
		const inHeader = (links, urls) => ({ paging: 'link-header', links, urls });
		const dialects = {
			'{ data, count, next }': inBody('data-count'),
			'{ data, count of the page, next }': inBody('data-count', { count: 'page' }),
			'{ items, totalCount, links: { next } }, relative': inBody('items-totalCount', {
				nextProperty: 'links.next',
				urls: 'relative',
			}),
			'{ results, next }': inBody('results-next'),
			'{ results, next }, relative': inBody('results-next', { urls: 'relative' }),
			'{ value, "@odata.nextLink" }': inBody('odata'),
			'{ accounts, pagination: { next } }': inBody('accounts', { nextProperty: 'pagination.next' }),
			'{ results, count, next } with numbered pages': {
				envelope: ({ items, total, next }) => ({ results: items, count: total, next }),
				paging: 'page',
			},
			'Link header': inHeader('single', 'absolute'),
			'Link header, relative': inHeader('single', 'relative'),
			'one Link header with several links': inHeader('one-header', 'absolute'),
			'several Link headers, relative': inHeader('several-headers', 'relative'),
			'Link header beside an envelope': {
				...inHeader('single', 'absolute'),
				envelope: 'data-count',
			},
		};
		for (const [name, dialect] of Object.entries(dialects)) {
			it(`${name}: ${SIZES.join(', ')} accounts`, async () => {
				custom.dialect({ ...dialect, pageSize: PAGE });
				const workflow = await workflowFor();
				for (const size of SIZES) {
					assert.equal(await listed(workflow, size), Math.max(1, Math.ceil(size / PAGE)));
				}
			});
		}

		it('are read two at a time where they are numbered and the total is known', async () => {
			custom.setAccounts(8 * PAGE);
			custom.dialect({ paging: 'page', envelope: 'items-totalCount', pageSize: PAGE });
			custom.api.always(async ({ path }) => {
				// The fourth page is held back until the fifth is asked for.
				const isAskedFor = (page) =>
					custom.api.requests.some((request) => request.path.includes(`page=${page}&`));
				if (path.includes('page=4&')) {
					await poll('the fifth page', async () => (isAskedFor(5) ? true : undefined));
				}
				return undefined;
			});
			const execution = await run({ returnAll: true, options: { pagination: 'page' } });
			assert.equal(execution.error('Aurora')?.message, undefined);
			assert.deepEqual(execution.json('Aurora'), custom.accounts);
			assert.equal(custom.api.count, 8);
		});

		it('keep order and extra parameters on every page', async () => {
			custom.setAccounts(250);
			custom.dialect({ paging: 'link-header', pageSize: PAGE });
			await run({
				returnAll: true,
				sort: { by: [{ field: 'name', direction: 'desc' }] },
				options: { queryParameters: { parameter: [{ name: 'status', value: 'active' }] } },
			});
			const queries = custom.api.requests.map(
				({ path }) => new URLSearchParams(path.split('?')[1]),
			);
			assert.equal(queries.length, 3);
			assert.ok(
				queries.every(
					(query) => query.get('orderBy') === 'name desc' && query.get('status') === 'active',
				),
			);
		});

		for (const paging of ['link-header', 'next-in-body']) {
			it(`on another origin are refused (${paging}), and the token stays`, async () => {
				custom.setAccounts(250);
				custom.dialect({
					envelope: 'data-count',
					paging,
					pageSize: PAGE,
					misbehave: 'other-origin',
				});
				const { message, description } = (await run({ returnAll: true })).error('Aurora');
				assert.equal(message, 'The next page of the listing is on another server');
				assert.match(description, new RegExp(`points to ${sandbox.elsewhere.origin}\\.`));
				assert.equal(sandbox.elsewhere.count, 0);
				assert.equal(custom.api.count, 1);
			});
		}

		for (const [misbehave, requests] of [
			['self', 2],
			['circle', 3],
			['same-page', 2],
		]) {
			it(`are refused when pages repeat (${misbehave})`, async () => {
				custom.setAccounts(250);
				custom.dialect({ paging: 'link-header', pageSize: PAGE, misbehave });
				const { message, description } = (await run({ returnAll: true })).error('Aurora');
				assert.equal(message, CIRCLES);
				assert.match(description, /'Pagination' to Off/);
				assert.ok(custom.api.count <= requests, `${custom.api.count} requests`);
			});
		}

		it('are read once with Pagination Off, with a hint', async () => {
			custom.setAccounts(250);
			custom.dialect({ envelope: 'items-totalCount', paging: 'next-in-body', pageSize: PAGE });
			const execution = await run({ returnAll: true, options: { pagination: 'off' } });
			assert.equal(execution.json('Aurora').length, PAGE);
			assert.equal(custom.api.count, 1);
			const { hints } = execution.data.resultData.runData.Aurora[0];
			assert.match(hints[0].message, /^100 accounts returned, but there are 250\./);
		});
	});

	describe('that count pages', () => {
		const names = { page: 'p', pageSize: 'per_page', skip: '$skip', take: '$top' };
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
		const fromZero = { ...byPage, firstPage: 0 };
		const full = (size) => Math.floor(size / PAGE);
		/** Requests when nothing tells the end: until a page is shorter than the first. */
		const untilShort = (size) => (size === 0 ? 1 : size < PAGE ? 2 : full(size) + 1);
		/** Requests when the answer tells how many there are. */
		const untilTotal = (size) => Math.max(1, Math.ceil(size / PAGE));
		const cases = {
			'page numbers, to a short or empty page': [{ paging: 'page', names }, byPage, untilShort],
			'page numbers from 0': [{ paging: 'page', names, firstPage: 0 }, fromZero, untilShort],
			'page numbers, to the total': [
				{ paging: 'page', names, envelope: 'items-totalCount' },
				byPage,
				untilTotal,
			],
			'page numbers, with the count of the page': [
				{ paging: 'page', names, envelope: 'data-count', count: 'page' },
				byPage,
				untilShort,
			],
			'page numbers with the default names': [
				{ paging: 'page', envelope: 'items-totalCount' },
				{ pagination: 'page' },
				untilTotal,
			],
			'offsets, to a short or empty page': [{ paging: 'offset', names }, byOffset, untilShort],
			'offsets, to the total': [
				{ paging: 'offset', names, envelope: 'items-totalCount' },
				byOffset,
				untilTotal,
			],
			'offsets in an envelope without a count': [
				{ paging: 'offset', names, envelope: 'accounts' },
				byOffset,
				untilShort,
			],
		};
		for (const [name, [dialect, options, requests]] of Object.entries(cases)) {
			it(`${name}: ${SIZES.join(', ')} accounts`, async () => {
				custom.dialect(dialect);
				const workflow = await workflowFor(options);
				for (const size of SIZES) assert.equal(await listed(workflow, size), requests(size));
			});
		}

		it('go on when a service gives fewer accounts than asked for', async () => {
			custom.dialect({ paging: 'offset', names, maxPageSize: 40 });
			const workflow = await workflowFor({ ...byOffset, pageSize: 500 });
			assert.equal(await listed(workflow, 90), 3);
		});

		it('work without a parameter for the page size', async () => {
			custom.dialect({ paging: 'page', names, pageSize: PAGE });
			const workflow = await workflowFor({ ...byPage, pageSizeParameter: '' });
			assert.equal(await listed(workflow, 250), 3);
			assert.ok(custom.api.requests.every(({ path }) => !path.includes('per_page')));
		});

		it('ask with the names, start and size of the options', async () => {
			custom.setAccounts(5);
			custom.dialect({ paging: 'page', names, firstPage: 0 });
			await run({ returnAll: true, options: { ...fromZero, pageSize: 2 } });
			assert.deepEqual(
				custom.api.requests.map(({ path }) => path),
				[0, 1, 2].map((page) => `/Accounts?orderBy=id%20asc&p=${page}&per_page=2`),
			);
		});

		it('are refused when the service ignores the number of the page', async () => {
			custom.setAccounts(250);
			const { message, description } = (await run({ returnAll: true, options: byPage })).error(
				'Aurora',
			);
			assert.equal(message, CIRCLES);
			assert.match(
				description,
				/^Aurora seems to ignore the parameters that ask for a page\. Check their names/,
			);
			assert.equal(custom.api.count, 2);
		});

		for (const [option, label] of [
			['pageParameter', 'Page Parameter'],
			['pageSize', 'Page Size'],
		]) {
			it(`need '${label}'`, async () => {
				const options = { ...byPage, [option]: option === 'pageSize' ? 0 : ' ' };
				const { message } = (await run({ returnAll: true, options })).error('Aurora');
				assert.match(message, new RegExp(`^'${label}' `));
				assert.equal(custom.api.count, 0);
			});
		}
	});

	describe('that are incomplete', () => {
		it('are an error with Return All, which says what to set', async () => {
			custom.setAccounts(1234);
			for (const dialect of [
				{ envelope: 'items-totalCount', paging: 'none', truncate: PAGE },
				{ envelope: 'data-count', paging: 'none', truncate: PAGE },
				{ envelope: 'items-totalCount', paging: 'page', pageSize: PAGE },
			]) {
				custom.dialect(dialect);
				const { message, description } = (await run({ returnAll: true })).error('Aurora');
				assert.equal(message, 'The listing says that there are 1234 records, but it gives 100');
				assert.match(description, /Set 'Pagination' in the options to Page Number or Offset/);
			}
		});

		it('are an error also when they only say that there is more', async () => {
			for (const sign of [
				{ hasMore: true },
				{ nextCursor: 'abc' },
				{ next: 2 },
				{ pageInfo: { hasNextPage: true } },
			]) {
				custom.dialect({ envelope: ({ items }) => ({ items, ...sign }) });
				const { message } = (await run({ returnAll: true })).error('Aurora');
				assert.equal(
					message,
					'The listing says that there are more than the 12 records that it gives',
				);
			}
		});

		it('end with an error where the total was promised by counted pages', async () => {
			custom.setAccounts(150);
			custom.dialect({
				paging: 'page',
				envelope: ({ items, total }) => ({ items, totalCount: total + 7 }),
			});
			const { message } = (await run({ returnAll: true, options: { pagination: 'page' } })).error(
				'Aurora',
			);
			assert.equal(message, 'The listing says that there are 157 records, but it gives 150');
		});

		it('are a hint with a limit', async () => {
			custom.setAccounts(1234);
			custom.dialect({ envelope: 'items-totalCount', paging: 'none', truncate: PAGE });
			const execution = await run({ limit: 500 });
			assert.equal(execution.json('Aurora').length, PAGE);
			const { hints } = execution.data.resultData.runData.Aurora[0];
			assert.match(hints[0].message, /^100 accounts returned, but there are 1234\./);
		});
	});

	describe('with a limit', () => {
		const dialects = {
			'next in the body': [
				{ envelope: 'results-next', paging: 'next-in-body', pageSize: PAGE },
				{},
			],
			'Link header': [{ paging: 'link-header', pageSize: PAGE }, {}],
			'page numbers': [{ paging: 'page' }, { pagination: 'page', pageSize: PAGE }],
			offsets: [
				{ paging: 'offset' },
				{ pagination: 'offset', pageSizeParameter: 'take', pageSize: PAGE },
			],
		};
		for (const [name, [dialect, options]] of Object.entries(dialects)) {
			it(`ask for no page beyond it: ${name}`, async () => {
				custom.setAccounts(1234);
				custom.dialect(dialect);
				const workflow = await world.runnable(
					getMany({ limit: '={{ $json.body.limit }}', options }),
				);
				for (const [limit, requests] of [
					[1, 1],
					[99, 1],
					[100, 1],
					[101, 2],
					[250, 3],
					[5000, 13],
				]) {
					custom.api.reset();
					const accounts = (await workflow.run({ limit })).json('Aurora');
					assert.deepEqual(accounts, custom.accounts.slice(0, limit));
					assert.equal(custom.api.count, requests, `requests for ${limit}`);
				}
			});
		}
	});
});
