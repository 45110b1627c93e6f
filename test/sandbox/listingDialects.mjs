/**
 * How `GET /Accounts` answers: with everything at once, unless told otherwise.
 * @typedef {object} Dialect
 * @property {keyof typeof ENVELOPES | ((page: { items: object[], total: number, next: string | null }) => unknown)} [envelope] default 'bare'
 * @property {'none' | 'link-header' | 'next-in-body' | 'page' | 'offset'} [paging] default 'none'; the first two by a
 *   cursor, the others by `page` and `pageSize`, or `skip` and `take`
 * @property {number} [pageSize] default 100
 * @property {number} [maxPageSize] that the client may ask for, with page and offset; default 1,000
 * @property {string} [pageName] of the parameter; default 'page'
 * @property {true} [leadsElsewhere] next links lead to another origin
 *
 * @typedef {(request: { accounts: object[], query: URLSearchParams }) => import('./endpoint.mjs').Answer} Listing
 */

const ENVELOPES = {
	bare: ({ items }) => items,
	'items-totalCount': ({ items, total }) => ({ items, totalCount: total }),
	'results-next': ({ items, next }) => ({ results: items, next }),
};

/** Where the page of a query begins and how long it is, and what leads to another one; `number` reads the query. */
const PAGINGS = {
	none: () => ({ skip: 0, take: Infinity }),
	'link-header': byCursor,
	'next-in-body': byCursor,
	page(number, { pageSize, maxPageSize = 1000, pageName = 'page' }) {
		const take = Math.min(number('pageSize', pageSize, 1), maxPageSize);
		const skip = (number(pageName, 1, 1) - 1) * take;
		return {
			skip,
			take,
			parameters: (start) => ({ [pageName]: start / take + 1, pageSize: take }),
		};
	},
	offset(number, { pageSize, maxPageSize = 1000 }) {
		const take = Math.min(number('take', pageSize, 1), maxPageSize);
		return { skip: number('skip', 0, 0), take, parameters: (skip) => ({ skip, take }) };
	},
};

function byCursor(_number, { pageSize }, query) {
	const text = Buffer.from(query.get('cursor') ?? btoa('after:0'), 'base64url');
	const [, skip] = /^after:(\d+)$/.exec(text) ?? [];
	if (skip === undefined) throw new RangeError('cursor: not one of ours.');
	const cursor = (start) => Buffer.from(`after:${start}`).toString('base64url');
	return {
		skip: Number(skip),
		take: pageSize,
		parameters: (start) => ({ cursor: cursor(start) }),
	};
}

/**
 * @param {Dialect} dialect
 * @param {string} elsewhere the origin that next links must not lead to
 * @returns {Listing} throws a RangeError for a query it does not understand
 */
export function listingDialect(dialect, elsewhere) {
	const { envelope = 'bare', paging = 'none', pageSize = 100, ...others } = dialect;
	const body = typeof envelope === 'function' ? envelope : ENVELOPES[envelope];
	const pageOf = PAGINGS[paging];
	if (!body || !pageOf) throw new Error(`dialect: there is no ${envelope} or no ${paging}.`);
	const prefix = others.leadsElsewhere ? elsewhere : '';

	return ({ accounts, query }) => {
		const total = accounts.length;
		const options = { pageSize, ...others };
		const { skip, take, parameters } = pageOf(wholeNumbersIn(query), options, query);
		const addressOf = (start) => {
			const all = { ...Object.fromEntries(query), ...parameters(start) };
			const pairs = Object.entries(all).map((pair) => pair.map(encodeURIComponent).join('='));
			return `${prefix}/Accounts?${pairs.join('&')}`;
		};
		const next = skip + take < total ? addressOf(skip + take) : null;
		const isLinked = paging === 'link-header' && next !== null;
		return {
			status: 200,
			headers: isLinked ? { link: `<${next}>; rel="next"` } : {},
			body: body({ items: accounts.slice(skip, skip + take), total, next }),
		};
	};
}

const wholeNumbersIn = (query) => (name, fallback, least) => {
	const value = query.has(name) ? Number(query.get(name)) : fallback;
	if (Number.isInteger(value) && value >= least) return value;
	throw new RangeError(`${name}: "${query.get(name)}" is not a whole number from ${least}.`);
};
