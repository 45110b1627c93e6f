/** Where a page begins, as a token that says nothing to others. */
const tokenOf = (start) => Buffer.from(`start ${start}`).toString('base64url');
const startOf = (token) => Number(/^start (\d+)$/.exec(Buffer.from(token, 'base64url'))[1]);

/**
 * How a service gives a part of its list.
 * @typedef {object} Paging
 * @property {string} [page] parameter of the page number; instead of it:
 * @property {string} [skip] the parameter of an offset
 * @property {string} [token] the parameter of a token
 * @property {string} [after] the parameter of the last ID held
 * @property {number} [first] number of the first page; default 1
 * @property {string} [size] parameter of the page size
 * @property {number} normal the page size of who asks for none
 * @property {number} [most] the largest page size; default 100
 * @property {boolean} [refusesLarger] instead of giving the largest
 * @property {'refused' | 'last page'} [pastEnd] what comes there; default nothing
 * @property {string[]} [known] all parameters, where others are refused
 */

/**
 * A service: how it pages, and the body and headers of a page.
 * @typedef {[paging: Paging, bodyOf: (page: object) => unknown, headersOf?: (page: object) => Record<string, string>]} ListService
 */

/**
 * What a service answers to a query.
 * @param {ListService} service @param {{ id: number }[]} accounts @param {URLSearchParams} query
 * @returns {import('../../sandbox/endpoint.mjs').Answer}
 */
export function answerOf([paging, bodyOf, headersOf = () => ({})], accounts, query) {
	const { page, skip, token, after, first = 1, size, normal, most = 100 } = paging;
	const { refusesLarger = false, pastEnd, known = [...query.keys()] } = paging;
	const number = (name, fallback) => Number(query.get(name) ?? fallback);
	const refusal = { status: 400, body: { message: 'A parameter is not valid.' } };
	if ([...query.keys()].some((name) => !known.includes(name))) return refusal;
	if (refusesLarger && number(size, 0) > most) return refusal;

	const take = Math.min(number(size, normal), most);
	const total = accounts.length;
	const pages = Math.ceil(total / take);
	let start = 0;
	if (page) start = (number(page, first) - first) * take;
	if (skip) start = number(skip, 0);
	if (token && query.has(token)) start = startOf(query.get(token));
	if (after) start = accounts.findIndex(({ id }) => `${id}` === query.get(after)) + 1;
	if (start > 0 && start >= total && pastEnd === 'refused') return refusal;
	if (pastEnd === 'last page') start = Math.min(start, Math.max(0, pages - 1) * take);
	const end = start + take;
	const hasMore = end < total;
	const current = start / take + first;
	const told = {
		items: accounts.slice(start, end),
		...{ total, pages, current, hasMore },
		nextToken: hasMore ? tokenOf(end) : undefined,
		nextPage: hasMore ? `/Accounts?${page}=${current + 1}` : null,
	};
	return { status: 200, body: bodyOf(told), headers: headersOf(told) };
}

const bare = ({ items }) => items;

/** Whose lists can be completed. @type {Record<string, ListService>} */
export const completeServices = {
	'page and pageSize, without a word': [{ page: 'page', size: 'pageSize', normal: 100 }, bare],
	'pages from 0, without a word': [{ page: 'page', first: 0, normal: 50 }, bare],
	'$skip and $top, without a word': [{ skip: '$skip', size: '$top', normal: 25 }, bare],
	'beyond the end the last page again': [
		{ page: 'page', normal: 100, pastEnd: 'last page' },
		({ items }) => ({ accounts: items }),
	],
	'{ hasMore }, refuses what it does not know': [
		{ page: 'page', normal: 100, known: ['orderBy', 'page'] },
		({ items, hasMore }) => ({ records: items, hasMore }),
	],
	'Gridify: { count, data }': [
		{ page: 'page', size: 'pageSize', normal: 20, most: 1000 },
		({ items, total }) => ({ count: total, data: items }),
	],
	'ABP: { totalCount, items }': [
		{ skip: 'SkipCount', size: 'MaxResultCount', normal: 10, most: 1000 },
		({ items, total }) => ({ totalCount: total, items }),
	],
	'Spring: { content, totalPages, number, last }, from 0': [
		{ page: 'page', first: 0, size: 'size', normal: 20, most: 2000 },
		({ items: content, pages: totalPages, current: number, hasMore }) => {
			return { content, totalPages, number, last: !hasMore };
		},
	],
	'WordPress: totals in headers, refuses large pages and those past the end': [
		{ page: 'page', size: 'per_page', normal: 10, refusesLarger: true, pastEnd: 'refused' },
		bare,
		({ total, pages }) => ({ 'x-wp-total': `${total}`, 'x-wp-totalpages': `${pages}` }),
	],
	'GitHub: Link headers, relative': [
		{ page: 'page', size: 'per_page', normal: 30 },
		bare,
		({ nextPage }) => (nextPage ? { link: `<${nextPage}>; rel="next", </>; rel="up"` } : {}),
	],
	'Django: { count, next, results }': [
		{ page: 'page', normal: 100 },
		({ items, total, nextPage }) => ({ count: total, next: nextPage, results: items }),
	],
	'HAL: { total, _embedded, _links }, where an empty list is left out': [
		{ page: 'page', normal: 20 },
		({ items, total, nextPage: href }) => ({
			total,
			_links: { self: { href: '/Accounts' }, ...(href && { next: { href } }) },
			...(total > 0 && { _embedded: { accounts: items } }),
		}),
	],
	'JSON:API: { data, links: { next } }': [
		{ page: 'page[number]', size: 'page[size]', normal: 50 },
		({ items, nextPage }) => ({ data: items, links: { self: '/Accounts', next: nextPage } }),
	],
	'Stripe: { data, has_more }, after the last ID': [
		{ after: 'starting_after', size: 'limit', normal: 10 },
		({ items, hasMore }) => ({ object: 'list', data: items, has_more: hasMore }),
	],
	'Google: { items, nextPageToken }': [
		{ token: 'pageToken', size: 'maxResults', normal: 100 },
		({ items, nextToken }) => ({ items, nextPageToken: nextToken }),
	],
	'Slack: { response_metadata: { next_cursor } }': [
		{ token: 'cursor', size: 'limit', normal: 100 },
		({ items, nextToken: next_cursor = '' }) => {
			return { ok: true, accounts: items, response_metadata: { next_cursor } };
		},
	],
};

const MORE = 'Aurora says that there are more than the 100 records that were returned';

/**
 * Whose lists can't be completed, and what the node says of 250 accounts.
 * @param {string} elsewhere an origin that belongs to nobody here
 * @returns {Record<string, [ListService, message: string, description: RegExp]>}
 */
export const brokenServices = (elsewhere) => ({
	'a total, and no way to the others': [
		[{ normal: 100 }, ({ items, total }) => ({ items, total })],
		'Aurora says that there are 250 records, but only 100 were returned',
		/says: total: 250\. Tried: .*page=2, also as .* \(the same records\)/,
	],
	'a flag, and no way to the others': [
		[{ normal: 100 }, ({ items, hasMore }) => ({ items, hasMore })],
		MORE,
		/says: hasMore: true\. Tried: .*page=2, also as .* \(the same records\)/,
	],
	'a number of pages, and every parameter refused': [
		[{ normal: 100, known: ['orderBy'] }, ({ items, pages }) => ({ items, totalPages: pages })],
		MORE,
		/says: totalPages: 3\. .*refused with status 400/,
	],
	'a next page on another server': [
		[{ normal: 100 }, ({ items }) => ({ items, next: `${elsewhere}/Accounts?page=2` })],
		'The next page of the list is on another server',
		new RegExp(`names ${elsewhere}\\.`),
	],
	'pages in circles': [
		[
			{ page: 'page', normal: 100 },
			({ items, current }) => ({ items, next: `/Accounts?page=${(current % 2) + 1}` }),
		],
		'Pagination loop detected: Aurora returned the same page twice',
		/'Mode' there to 'Off'/,
	],
});
