/**
 * How `GET /Accounts` answers.
 * @typedef {object} Dialect
 * @property {'bare' | 'data-count' | 'items-totalCount' | 'results-next' | 'odata' | 'accounts' | ((page: { items: object[], total: number, next: string | null }) => unknown)} [envelope] default 'bare'
 * @property {'total' | 'page' | 'omit'} [count] what the count of an envelope counts; default 'total'
 * @property {'none' | 'link-header' | 'next-in-body' | 'page' | 'offset'} [paging] default 'none': everything at once
 * @property {number} [pageSize] default 100; with page and offset the client may ask for another
 * @property {number} [maxPageSize] default 1000
 * @property {number} [truncate] with paging 'none': only so many accounts, though the count says that there are more
 * @property {'absolute' | 'relative'} [urls] form of next links; default 'absolute'
 * @property {'single' | 'one-header' | 'several-headers'} [links] with 'link-header': only next; several links in one header; one header each
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
const NEXT_PROPERTIES = { 'results-next': 'next', odata: '@odata.nextLink' };
const ENVELOPES = {
	bare: (items) => items,
	'data-count': (items, count) => ({ data: items, count }),
	'items-totalCount': (items, count) => ({ items, totalCount: count }),
	'results-next': (items) => ({ results: items, next: null }),
	odata: (items) => ({ value: items }),
	accounts: (items) => ({ accounts: items }),
};
const KNOWN = {
	paging: ['none', 'link-header', 'next-in-body', 'page', 'offset'],
	misbehave: [null, 'other-origin', 'same-page', 'circle', 'self'],
};

/**
 * @param {Dialect} dialect
 * @param {{ origin: string, elsewhere: string }} origins of the API, and of the server that next links must not lead to
 * @returns {Listing} throws a RangeError for a query it does not understand
 */
export function listingDialect(dialect, { origin, elsewhere }) {
	const options = { ...DEFAULTS, ...dialect, names: { ...NAMES, ...dialect.names } };
	for (const [name, values] of Object.entries(KNOWN)) {
		if (!values.includes(options[name]))
			throw new Error(`dialect: ${name} can't be "${options[name]}".`);
	}
	if (typeof options.envelope !== 'function' && !ENVELOPES[options.envelope])
		throw new Error(`dialect: envelope can't be "${options.envelope}".`);
	if (options.paging === 'next-in-body' && options.envelope === 'bare')
		throw new Error('dialect: a bare list has no room for next.');
	if (['other-origin', 'circle', 'self'].includes(options.misbehave) && !carriesNext(options))
		throw new Error(`dialect: "${options.misbehave}" needs next links.`);
	const prefix =
		options.misbehave === 'other-origin' ? elsewhere : options.urls === 'absolute' ? origin : '';

	return ({ accounts, query }) => {
		const place = position(options, accounts.length, query);
		if (place.skip >= accounts.length && place.skip > 0 && options.pastEnd === 'not-found')
			return { status: 404, body: { message: 'No such page.' } };
		const start = options.misbehave === 'same-page' ? 0 : place.skip;
		const items = accounts.slice(start, start + place.take);
		const next = nextSkip(options, place, accounts.length);
		const url = (skip) => prefix + withPosition(options, query, skip, place.take);
		const nextUrl = next === undefined ? null : url(next);
		return {
			status: 200,
			headers: options.paging === 'link-header' ? { link: linkHeader(options, nextUrl, url) } : {},
			body: envelope(options, items, accounts.length, nextUrl),
		};
	};
}

function carriesNext({ paging, envelope: shape, nextProperty }) {
	return (
		paging === 'link-header' ||
		paging === 'next-in-body' ||
		typeof shape === 'function' ||
		shape in NEXT_PROPERTIES ||
		(nextProperty !== undefined && shape !== 'bare')
	);
}

function position(
	{ paging, pageSize, maxPageSize, truncate, names, firstPage, pastEnd },
	total,
	query,
) {
	const number = (name, fallback, least) => {
		const value = query.has(name) ? Number(query.get(name)) : fallback;
		if (!Number.isInteger(value) || value < least)
			throw new RangeError(`${name}: "${query.get(name)}" is not a whole number from ${least}.`);
		return value;
	};
	if (paging === 'none') return { skip: 0, take: truncate ?? total };
	let place;
	if (paging === 'page') {
		const take = Math.min(number(names.pageSize, pageSize, 1), maxPageSize);
		place = { take, skip: (number(names.page, firstPage, firstPage) - firstPage) * take };
	} else if (paging === 'offset') {
		place = {
			take: Math.min(number(names.take, pageSize, 1), maxPageSize),
			skip: number(names.skip, 0, 0),
		};
	} else {
		place = { take: pageSize, skip: readCursor(query.get(names.cursor)) };
	}
	if (place.skip >= total && pastEnd === 'repeat-last')
		place.skip = Math.max(0, Math.ceil(total / place.take) - 1) * place.take;
	return place;
}

function nextSkip({ paging, misbehave }, { skip, take }, total) {
	if (paging === 'none') return undefined;
	if (misbehave === 'self') return skip;
	if (misbehave === 'circle') return skip === 0 ? take : 0;
	// the same accounts for ever: there is always a next page
	return skip + take < total || misbehave === 'same-page' ? skip + take : undefined;
}

function withPosition({ paging, names, firstPage }, query, skip, take) {
	const parameters = new Map(query);
	if (paging === 'page')
		parameters.set(names.page, skip / take + firstPage).set(names.pageSize, take);
	else if (paging === 'offset') parameters.set(names.skip, skip).set(names.take, take);
	else parameters.set(names.cursor, Buffer.from(`after:${skip}`).toString('base64url'));
	return `/Accounts?${[...parameters].map((pair) => pair.map(encodeURIComponent).join('=')).join('&')}`;
}

function readCursor(cursor) {
	if (cursor === null) return 0;
	const match = /^after:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString());
	if (!match) throw new RangeError('cursor: not one of ours.');
	return Number(match[1]);
}

function linkHeader({ links }, nextUrl, url) {
	const next = nextUrl === null ? [] : [`<${nextUrl}>; rel="next"`];
	if (links === 'single') return next;
	// RFC 8288: commas and semicolons within quotes, unquoted values and any order are all legal
	const several = [
		`<${url(0)}>; title="first, not; next"; rel=first`,
		...next,
		`<${url(0)}>; rel="start help"`,
	];
	return links === 'one-header' ? [several.join(', ')] : several;
}

function envelope({ envelope: shape, count, paging, nextProperty }, items, total, next) {
	if (typeof shape === 'function') return shape({ items, total, next });
	const body = ENVELOPES[shape](
		items,
		count === 'total' ? total : count === 'page' ? items.length : undefined,
	);
	const path =
		nextProperty ?? NEXT_PROPERTIES[shape] ?? (paging === 'next-in-body' ? 'next' : undefined);
	if (next !== null && path !== undefined && paging !== 'link-header') {
		// '@odata.nextLink' has a dot in its name
		const names = path.startsWith('@') ? [path] : path.split('.');
		const parent = names.slice(0, -1).reduce((object, name) => (object[name] ??= {}), body);
		parent[names.at(-1)] = next;
	}
	return body;
}
