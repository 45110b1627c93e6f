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
 * @property {'empty' | 'not-found' | 'repeat-last'} [pastEnd] what is behind the last page; default 'empty'
 * @property {'other-origin' | 'same-page' | 'circle' | 'self' | null} [misbehave] next links lead to another origin; every
 *   page shows the first accounts; the second page leads back to the first; each page leads to itself
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
	pastEnd: 'empty',
	misbehave: null,
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

/** Where the next link of a page leads, by how a dialect misbehaves; `null`: as it should. */
const NEXT = {
	null: ({ skip, take }, total) => (skip + take < total ? skip + take : undefined),
	'other-origin': (place, total) => NEXT.null(place, total),
	// the same accounts for ever: there is always a next page
	'same-page': ({ skip, take }) => skip + take,
	circle: ({ skip, take }) => (skip === 0 ? take : 0),
	self: ({ skip }) => skip,
};

/**
 * @param {Dialect} dialect
 * @param {{ origin: string, elsewhere: string }} origins of the API, and of the server that next links must not lead to
 * @returns {Listing} throws a RangeError for a query it does not understand
 */
export function listingDialect(dialect, { origin, elsewhere }) {
	const options = { ...DEFAULTS, ...dialect, names: { ...NAMES, ...dialect.names } };
	const { paging, misbehave, pastEnd, urls } = options;
	const body = typeof options.envelope === 'function' ? options.envelope : envelope(options);
	if (!PAGINGS[paging] || !NEXT[misbehave]) {
		throw new Error(`dialect: there is no paging "${paging}", or no misbehave "${misbehave}".`);
	}
	if (paging === 'next-in-body' && options.envelope === 'bare') {
		throw new Error('dialect: a bare list has no room for next.');
	}
	const prefix = misbehave === 'other-origin' ? elsewhere : urls === 'absolute' ? origin : '';

	return ({ accounts, query }) => {
		const total = accounts.length;
		const place = PAGINGS[paging].read(options, wholeNumbersIn(query), query);
		const { take } = place;
		if (place.skip > 0 && place.skip >= total) {
			if (pastEnd === 'not-found') return { status: 404, body: { message: 'No such page.' } };
			if (pastEnd === 'repeat-last') place.skip = Math.max(0, Math.ceil(total / take) - 1) * take;
		}
		const start = misbehave === 'same-page' ? 0 : place.skip;
		const items = accounts.slice(start, start + take);
		const address = (skip) => {
			const all = {
				...Object.fromEntries(query),
				...PAGINGS[paging].write(options, { skip, take }),
			};
			const pairs = Object.entries(all).map((pair) => pair.map(encodeURIComponent).join('='));
			return `${prefix}/Accounts?${pairs.join('&')}`;
		};
		const nextSkip = paging === 'none' ? undefined : NEXT[misbehave](place, total);
		const next = nextSkip === undefined ? null : address(nextSkip);
		return {
			status: 200,
			headers: paging === 'link-header' ? { link: linkHeader(options, next, address(0)) } : {},
			body: body({ items, total, next }),
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
