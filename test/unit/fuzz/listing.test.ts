import fc from 'fast-check';

import { accountUrl, accountsUrl } from '../../../nodes/Aurora/resources/collection/urls';
import { AccountIndex, type Match } from '../../../nodes/Aurora/resources/collection/searchIndex';
import { notJsonFailure, statusFailure } from '../../../nodes/Aurora/api/statusErrors';
import { findList } from '../../../nodes/Aurora/api/findItems';
import { readListing } from '../../../nodes/Aurora/api/paginate';
import { readListingOptions } from '../../../nodes/Aurora/operations/listingOptions';
import { linkTarget, nextLink, saysMore } from '../../../nodes/Aurora/api/evidence';
import { readOptions } from '../../../nodes/Aurora/operations/options';
import { itemsOf } from '../../../nodes/Aurora/operations/items';
import type { AuroraApiClient } from '../../../nodes/Aurora/api/client';
import { apiUrl, withQuery } from '../../../nodes/Aurora/api/url';
import { valueAt } from '../../../lib/util/valueAt';
import { answer, API } from '../support/answers';
import { settingsOf } from '../support/credentialFields';

import { casesSoFar, holds, holdsLater, json, names, orRefusal, record, texts } from './support';

const settings = settingsOf();
const queries = fc.array(fc.tuple(names, texts), { maxLength: 4 });

const links = fc.oneof(
	texts,
	fc
		.array(
			fc.tuple(
				fc.oneof(
					fc.webUrl(),
					fc.constantFrom('/Accounts?page=2', '?cursor=x', '//evil.example/'),
					texts,
				),
				fc.constantFrom(
					'rel="next"',
					'rel=next',
					'rel="prev next"',
					'rel="',
					'title="a, b"; rel=next',
					';;',
					'',
				),
			),
			{ maxLength: 6 },
		)
		.map((entries) => entries.map(([url, rel]) => `<${url}>; ${rel}`).join(', ')),
	fc
		.constantFrom('<', '<>;', '<a>;rel="next";', ';rel=', '"\\', ' ;a=')
		.map((part) => part.repeat(20_000)),
);

/** Bodies that look like listings, and others. */
const bodies = fc.oneof(
	json,
	fc.array(json, { maxLength: 6 }),
	fc
		.tuple(
			fc.constantFrom('data', 'items', 'results', 'value', 'accounts', '_embedded', 'whatever'),
			fc.array(json, { maxLength: 4 }),
			fc.constantFrom('next', 'nextLink', '@odata.nextLink', 'links', 'hasMore', 'total', 'count'),
			fc.oneof(json, fc.webUrl(), fc.nat(), fc.constantFrom('/Accounts?page=2', '?a', true)),
		)
		.map(([list, items, name, value]) =>
			record([
				[list, items],
				[name, value],
			]),
		),
);

describe('listings and addresses, with whatever comes', () => {
	afterAll(() => expect(casesSoFar()).toBeGreaterThanOrEqual(8_000));

	test('a Link header gives one of its own targets, or none, at once', () => {
		holds([links, fc.constantFrom('next', 'prev')], 2_000, (header, rel) => {
			const target = linkTarget(header, rel);
			if (target !== undefined) expect(header).toContain(target);
		});
	});

	test('a list is found, or the refusal says so', () => {
		holds([bodies, fc.oneof(fc.constant(''), names), links], 1_500, (body, property, link) => {
			const response = answer(JSON.stringify(body) ?? '', { headers: { link } });
			const found = findList(response, property);
			expect(Array.isArray(found.items)).toBe(true);
			nextLink(response, found.body);
			saysMore(found.body);
			expect(itemsOf(found.items)).toHaveLength(found.items.length);
		});
	});

	test('broken text as an answer is refused', () => {
		holds([texts, texts], 500, (body, contentType) => {
			const response = answer(Buffer.from(body), { headers: { 'content-type': contentType } });
			notJsonFailure(response);
			statusFailure(answer(Buffer.from(body), { status: 500 }));
			findList(response);
		});
	});

	test('a listing ends, and asks the origin of the API only', async () => {
		const page = fc.tuple(bodies, links);
		const given = fc.record(
			{
				pagination: fc.constantFrom('auto', 'page', 'offset', 'off'),
				itemsProperty: fc.oneof(fc.constant(''), names),
				pageParameter: names,
				pageSize: fc.integer({ min: 1, max: 100 }),
			},
			{ requiredKeys: [] },
		);
		await holdsLater(
			[fc.array(page, { minLength: 1, maxLength: 4 }), given],
			1_200,
			async (pages, options) => {
				const asked: string[] = [];
				const client = {
					settings,
					request: async ({ url }: { url: string }) => {
						asked.push(url);
						const [body, link] = pages[(asked.length - 1) % pages.length];
						return answer(JSON.stringify(body) ?? '', { url, headers: { link } });
					},
				} as unknown as AuroraApiClient;
				const listing = readListingOptions(options as never);
				try {
					await readListing(client, { url: `${API}/Accounts` }, listing, Number.POSITIVE_INFINITY);
				} finally {
					expect(asked.filter((url) => new URL(url).origin !== API)).toEqual([]);
					expect(asked.length).toBeLessThan(50);
				}
			},
		);
	});

	test('a path stays inside the API, or is refused', () => {
		const path = fc.oneof(
			texts,
			texts.map((text) => `/Accounts/${text}`),
			texts.map((text) => `${API}${text}`),
			texts.map((text) => `//${text}`),
			fc.webUrl(),
			fc
				.array(
					fc.constantFrom(
						'..',
						'.',
						'%2e',
						'%2E%2e',
						'/',
						'\\',
						'%2f',
						'%5c',
						'Accounts',
						'@',
						':',
						'?',
						'#',
						'\t',
					),
					{
						maxLength: 8,
					},
				)
				.map((parts) => parts.join('')),
		);
		holds([path, queries], 2_000, (given, query) => {
			const url = new URL(withQuery(apiUrl(settings, given), query));
			expect(url.origin).toBe(API);
			expect(url.username + url.password + url.hash).toBe('');
		});
	});

	test('an id is one part of the path and comes out as it went in', () => {
		holds([texts, queries], 1_500, (id, query) => {
			const url = new URL(accountUrl(settings, id, query));
			expect(url.origin).toBe(API);
			expect(decodeURIComponent(url.pathname.replace('/Accounts/', ''))).toBe(id);
		});
	});

	test('the order of a listing and its query stay in the query', () => {
		holds([names, queries], 700, (field, query) => {
			const address = orRefusal(() => accountsUrl(settings, [{ field, direction: 'asc' }], query));
			if (address === undefined) return;
			const url = new URL(address);
			expect([url.origin, url.pathname]).toEqual([API, '/Accounts']);
		});
	});

	test('a value is found among the own fields only', () => {
		holds([json, fc.array(names, { maxLength: 4 })], 1_500, (value, path) => {
			const found = valueAt(value, path.join('.'));
			expect(found).not.toBe(Object.prototype);
			expect(typeof found).not.toBe('function');
		});
	});

	test('a search by any field finds accounts of the listing, or refuses', () => {
		holds(
			[
				fc.array(json, { maxLength: 6 }),
				names,
				fc.constantFrom('equals', 'contains', 'startsWith', 'constructor', '__proto__'),
				json,
			],
			1_000,
			(accounts, field, match, value) => {
				const found = new AccountIndex(accounts).find(field, match as Match, value);
				expect(found.every((account) => accounts.includes(account))).toBe(true);
			},
		);
	});

	test('options are read or refused by name', () => {
		holds([json], 700, (options) => {
			const isFields = typeof options === 'object' && options !== null && !Array.isArray(options);
			const given = isFields ? options : { timeout: options, pagination: options };
			const { request } = readOptions({
				...given,
				queryParameters: undefined,
				headers: undefined,
			} as never);
			expect(request.timeout).toBeGreaterThanOrEqual(1000);
		});
	});

	test.each([
		['a Link header', () => linkTarget('<a>; rel="'.repeat(100_000), 'next')],
		['a listing', () => findList(answer(`[{"name":"${'x'.repeat(1_000_000)}"}]`))],
		[
			'a web page',
			() =>
				notJsonFailure(
					answer(`<title${'<title '.repeat(150_000)}`, {
						headers: { 'content-type': 'text/html' },
					}),
				),
		],
		[
			'an error',
			() => statusFailure(answer(`{"message":"${' \\n'.repeat(300_000)}"}`, { status: 500 })),
		],
		['a path', () => orRefusal(() => apiUrl(settings, `/${'%2e'.repeat(330_000)}`))],
		['an id', () => accountUrl(settings, '.'.repeat(1_000_000), [])],
		['a query', () => withQuery(`${API}/?${'&='.repeat(500_000)}`, [['a', 'b']])],
		['a field name', () => orRefusal(() => valueAt({}, '.'.repeat(1_000_000)))],
	])('1 MB of %s takes no second', (_what, run) => {
		const start = performance.now();
		orRefusal(run as () => unknown);
		expect(performance.now() - start).toBeLessThan(1_000);
	});
});
