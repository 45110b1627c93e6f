/**
 * How `GET /Accounts` answers.
 * @typedef {object} Dialect
 * @property {'bare' | 'data-count' | 'items-totalCount' | 'results-next' | 'odata' | 'accounts' | ((page: { items: object[], total: number, next: string | null }) => unknown)} [envelope] default 'bare'
 * @property {'total' | 'page'} [count] what the count of an envelope counts; default 'total'
 * @property {'none' | 'link-header' | 'next-in-body' | 'page' | 'offset'} [paging] default 'none': everything at once
 * @property {number} [pageSize] default 100; with page and offset the client may ask for another
 * @property {number} [maxPageSize] default 1000
 * @property {number} [truncate] with paging 'none': only so many accounts, though the count says that there are more
 * @property {'absolute' | 'relative'} [urls] form of next links; default 'absolute'
 * @property {'single' | 'several'} [links] with 'link-header': only next, or others as well in headers of their own
 * @property {string} [nextProperty] with 'next-in-body', dots for nesting; default depends on the envelope
 * @property {{ page?: string, pageSize?: string, skip?: string, take?: string, cursor?: string }} [names] of query parameters
 * @property {number} [firstPage] default 1
 * @property {'other-origin' | 'circle'} [misbehave] next links lead to another origin; the second page leads to the first
 *
 * @typedef {(request: { accounts: object[], query: URLSearchParams }) => import('./endpoint.mjs').Answer} Listing
 */

const DEFAULTS = {
	envelope: 'bare',
	count: 'total',
	paging: 'none',
	pageSize: 100,
	maxPageSize: 1000,
	urls: 'absolute',
	links: 'single',
	firstPage: 1,
};
const NAMES = { page: 'page', pageSize: 'pageSize', skip: 'skip', take: 'take', cursor: 'cursor' };
const ENVELOPES = {
	bare: (items) => items,
	'data-count': (items, count) => ({ data: items, count }),
	'items-totalCount': (items, count) => ({ items, totalCount: count }),
	'results-next': (items) => ({ results: items, next: null }),
	odata: (items) => ({ value: items }),
	accounts: (items) => ({ accounts: items }),
};

/**
 * Where a page begins and how long it is: read from the query of a request, written into that of a link.
 * `number` reads a whole number: its parameter, what counts without it, and the least.
 */
const cursor = {
	read: ({ names, pageSize }, _number, query) => {
		const text = query.get(names.cursor) ?? btoa('after:0');
		const [, skip] = /^after:(\d+)$/.exec(Buffer.from(text, 'base64url')) ?? [];
		if (skip === undefined) throw new RangeError('cursor: not one of ours.');
		return { skip: Number(skip), take: pageSize };
	},
	write: ({ names }, { skip }) => ({
		[names.cursor]: Buffer.from(`after:${skip}`).toString('base64url'),
	}),
};
const PAGINGS = {
	none: { read: ({ truncate = Infinity }) => ({ skip: 0, take: truncate }) },
	'link-header': cursor,
	'next-in-body': cursor,
	page: {
		read({ names, pageSize, maxPageSize, firstPage }, number) {
			const take = Math.min(number(names.pageSize, pageSize, 1), maxPageSize);
			return { skip: (number(names.page, firstPage, firstPage) - firstPage) * take, take };
		},
		write: ({ names, firstPage }, { skip, take }) => ({
			[names.page]: skip / take + firstPage,
			[names.pageSize]: take,
		}),
	},
	offset: {
		read: ({ names, pageSize, maxPageSize }, number) => ({
			skip: number(names.skip, 0, 0),
			take: Math.min(number(names.take, pageSize, 1), maxPageSize),
		}),
		write: ({ names }, { skip, take }) => ({ [names.skip]: skip, [names.take]: take }),
	},
};

/**
 * @param {Dialect} dialect
 * @param {{ origin: string, elsewhere: string }} origins of the API, and of the server that next links must not lead to
 * @returns {Listing} throws a RangeError for a query it does not understand
 */
export function listingDialect(dialect, { origin, elsewhere }) {
	const options = { ...DEFAULTS, ...dialect, names: { ...NAMES, ...dialect.names } };
	const { paging, misbehave, urls } = options;
	const body = typeof options.envelope === 'function' ? options.envelope : envelope(options);
	const { read, write } = PAGINGS[paging] ?? {};
	if (!read) throw new Error(`dialect: there is no paging "${paging}".`);
	const prefix = misbehave === 'other-origin' ? elsewhere : urls === 'absolute' ? origin : '';

	return ({ accounts, query }) => {
		const total = accounts.length;
		const { skip, take } = read(options, wholeNumbersIn(query), query);
		const addressOf = (start) => {
			const all = { ...Object.fromEntries(query), ...write(options, { skip: start, take }) };
			const pairs = Object.entries(all).map((pair) => pair.map(encodeURIComponent).join('='));
			return `${prefix}/Accounts?${pairs.join('&')}`;
		};
		const nextSkip = misbehave === 'circle' && skip > 0 ? 0 : skip + take;
		const next = write && nextSkip < total ? addressOf(nextSkip) : null;
		return {
			status: 200,
			headers: paging === 'link-header' ? { link: linkHeader(options, next, addressOf(0)) } : {},
			body: body({ items: accounts.slice(skip, skip + take), total, next }),
		};
	};
}

const wholeNumbersIn = (query) => (name, fallback, least) => {
	const value = query.has(name) ? Number(query.get(name)) : fallback;
	if (Number.isInteger(value) && value >= least) return value;
	throw new RangeError(`${name}: "${query.get(name)}" is not a whole number from ${least}.`);
};

function linkHeader({ links }, next, first) {
	const nextLink = next === null ? [] : [`<${next}>; rel="next"`];
	if (links === 'single') return nextLink;
	// RFC 8288: commas and semicolons within quotes, unquoted values and any order are all legal
	const before = `<${first}>; title="first, not; next"; rel=first`;
	return [before, ...nextLink, `<${first}>; rel="start help"`];
}

function envelope({ envelope: shape, count, paging, nextProperty }) {
	const bodyWith = ENVELOPES[shape];
	if (!bodyWith) throw new Error(`dialect: there is no envelope "${shape}".`);
	// '@odata.nextLink' has a dot in its name
	const path = nextProperty?.split('.') ?? [shape === 'odata' ? '@odata.nextLink' : 'next'];
	return ({ items, total, next }) => {
		const body = bodyWith(items, count === 'page' ? items.length : total);
		if (paging !== 'next-in-body' || next === null) return body;
		const parent = path.slice(0, -1).reduce((object, name) => (object[name] ??= {}), body);
		parent[path.at(-1)] = next;
		return body;
	};
}
