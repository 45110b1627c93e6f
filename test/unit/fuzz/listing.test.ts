import fc from 'fast-check';

import { valueAt } from '../../../lib/util/json';
import type { AuroraApiClient } from '../../../nodes/Aurora/api/client';
import { collectEvidence } from '../../../nodes/Aurora/api/evidence';
import { findItems } from '../../../nodes/Aurora/api/findItems';
import { linkTarget } from '../../../nodes/Aurora/api/linkHeader';
import { readListing } from '../../../nodes/Aurora/api/listing';
import { notJsonError, statusError } from '../../../nodes/Aurora/api/statusErrors';
import { apiUrl, withQuery } from '../../../nodes/Aurora/api/url';
import { itemsOf } from '../../../nodes/Aurora/operations/fieldChoice';
import { readOptions } from '../../../nodes/Aurora/operations/options';
import { SearchIndex, type Match } from '../../../nodes/Aurora/resources/collection/searchIndex';
import { listUrl, recordUrl } from '../../../nodes/Aurora/resources/collection/urls';
import { accountsRequest, answer, API } from '../support/answers';
import { settingsOf } from '../support/credentialFields';
import { all } from '../support/listings';

import { casesSoFar, holds, holdsLater, json, names, orRefusal, record, texts } from './support';

const settings = settingsOf();
const collection = `${API}/Accounts`;
const queries = fc.array(fc.tuple(names, texts), { maxLength: 4 });
const nextPages = fc.constantFrom('/Accounts?page=2', '?cursor=x', '//evil.example/');

const links = fc.oneof(
	texts,
	fc
		.array(
			fc.tuple(
				fc.oneof(fc.webUrl(), nextPages, texts),
				fc.constantFrom('rel="next"', 'rel=next', 'rel="', 'title="a, b"; rel=next', ';;', ''),
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
			fc.constantFrom('data', 'items', 'value', '_embedded', 'whatever'),
			fc.array(json, { maxLength: 4 }),
			fc.constantFrom('next', '@odata.nextLink', 'links', 'hasMore', 'total', 'count'),
			fc.oneof(json, fc.webUrl(), fc.nat(), nextPages, fc.constant(true)),
		)
		.map(([list, items, name, value]) =>
			record([
				[list, items],
				[name, value],
			]),
		),
);

const pathParts = ['..', '.', '%2e', '%2E%2e', '/', '\\', '%2f', '%5c', 'Accounts', '@', ':', '?'];
const paths = fc.oneof(
	...[(text: string) => text, (text: string) => `/Accounts/${text}`].map((at) => texts.map(at)),
	...[API, '//'].map((before) => texts.map((text) => before + text)),
	fc.webUrl(),
	fc
		.array(fc.constantFrom(...pathParts, '#', '\t'), { maxLength: 8 })
		.map((parts) => parts.join('')),
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
			const found = findItems(response, property, ['accounts']);
			expect(Array.isArray(found.items)).toBe(true);
			collectEvidence(response, found, ['accounts']);
			expect(itemsOf(found.items)).toHaveLength(found.items.length);
		});
	});

	test('broken text as a response is refused', () => {
		holds([texts, texts], 500, (body, contentType) => {
			const response = answer(Buffer.from(body), { headers: { 'content-type': contentType } });
			notJsonError(response);
			statusError(answer(Buffer.from(body), { status: 500 }));
			findItems(response, '', []);
		});
	});

	test('a listing ends, and asks the origin of the API only', async () => {
		const pages = fc.array(fc.tuple(bodies, links), { minLength: 1, maxLength: 4 });
		const options = fc.record(
			{
				paging: fc.record({
					settings: fc.record({
						pagination: fc.constantFrom('auto', 'page', 'offset', 'off'),
						pageParameter: names,
						pageSize: fc.integer({ min: 1, max: 100 }),
					}),
				}),
				itemsProperty: names,
			},
			{ requiredKeys: [] },
		);
		await holdsLater([pages, options], 1_200, async (given, values) => {
			const asked: string[] = [];
			const request = async ({ url }: { url: string }) => {
				asked.push(url);
				const [body, link] = given[(asked.length - 1) % given.length];
				return answer(JSON.stringify(body) ?? '', { url, headers: { link } });
			};
			const client = { settings, request } as unknown as AuroraApiClient;
			const { listing } = readOptions(values);
			try {
				await readListing(client, { ...accountsRequest, url: collection }, listing, all);
			} finally {
				expect(asked.filter((url) => new URL(url).origin !== API)).toEqual([]);
				expect(asked.length).toBeLessThan(60);
			}
		});
	});

	test('a path stays inside the API, or is refused', () => {
		holds([paths, queries], 2_000, (path, query) => {
			const url = new URL(withQuery(apiUrl(settings, path), query));
			expect(url.origin).toBe(API);
			expect(url.username + url.password + url.hash).toBe('');
		});
	});

	test('an ID is one part of the path and comes out as it went in', () => {
		holds([texts, queries], 1_500, (id, query) => {
			const url = new URL(recordUrl(collection, id, query, 'account'));
			expect(url.origin).toBe(API);
			expect(decodeURIComponent(url.pathname.replace('/Accounts/', ''))).toBe(id);
		});
	});

	test('the order of a listing and its query stay in the query', () => {
		holds([names, queries], 700, (field, query) => {
			const url = new URL(listUrl(collection, query, `${field} asc`));
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

	test('a search by any field finds records of the listing, or refuses', async () => {
		const matches = fc.constantFrom('equals', 'contains', 'startsWith', 'constructor', '__proto__');
		const listings = fc.array(json, { maxLength: 6 });
		const values = fc.oneof(texts, fc.integer(), fc.boolean());
		await holdsLater(
			[listings, names, matches, values],
			1_000,
			async (records, field, match, value) => {
				const index = new SearchIndex(records, 'account', async () => {});
				const found = await index.find(field, match as Match, value);
				expect(found.every((each) => records.includes(each))).toBe(true);
			},
		);
	});

	test('options are read or refused by name', () => {
		holds([json], 700, (options) => {
			const isFields = typeof options === 'object' && options !== null && !Array.isArray(options);
			const given = isFields ? options : { timeout: options, pagination: options };
			const pairs = { queryParameters: undefined, headers: undefined };
			const { request } = readOptions({ ...given, ...pairs } as never);
			expect(request.timeout).toBeGreaterThanOrEqual(1000);
		});
	});

	const html = { headers: { 'content-type': 'text/html' } };
	test.each<[string, () => unknown]>([
		['a Link header', () => linkTarget('<a>; rel="'.repeat(100_000), 'next')],
		['a listing', () => findItems(answer(`[{"name":"${'x'.repeat(1_000_000)}"}]`), '', [])],
		['a web page', () => notJsonError(answer(`<title${'<title '.repeat(150_000)}`, html))],
		['an error', () => statusError(answer({ message: ' \n'.repeat(300_000) }, { status: 500 }))],
		['a path', () => apiUrl(settings, `/${'%2e'.repeat(330_000)}`)],
		['an ID', () => recordUrl(collection, '.'.repeat(1_000_000), [], 'account')],
		['a query', () => withQuery(`${API}/?${'&='.repeat(500_000)}`, [['a', 'b']])],
		['a field name', () => valueAt({}, '.'.repeat(1_000_000))],
	])('1 MB of %s is read or refused', (_what, run) => {
		expect(() => orRefusal(run)).not.toThrow();
	});
});
