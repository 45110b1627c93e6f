const done = { status: 204 };

/** What each method does at each address; HEAD is answered as GET is. Invoices are the same records. */
const ROUTES = [
	[/^\/(?:Accounts|Invoices)$/, { GET: list, POST: create }],
	[
		/^\/(?:Accounts|Invoices)\/([^/]+)$/,
		{
			GET: ({ accounts, id }) => ({ body: accounts.get(id) }),
			PUT: ({ accounts, id, fields }) => ({ body: accounts.replace(id, fields) }),
			PATCH: ({ accounts, id, fields }) => ({ body: accounts.update(id, fields) }),
			DELETE: ({ accounts, id }) => accounts.remove(id) && done,
		},
	],
	[/^\/Accounts\/([^/]+)\/statement$/, { GET: readStatement }],
	[
		/^\/Accounts\/([^/]+)\/close$/,
		{ POST: ({ accounts, id }) => accounts.update(id, { status: 'closed' }) && done },
	],
];

class Refusal extends Error {
	constructor(status, message, headers) {
		super(message);
		this.answer = { status, headers, body: { message } };
	}
}

/**
 * The Aurora API of one instance: accounts behind a bearer token.
 * @param {object} options
 * @param {import('./accountStore.mjs').AccountStore} options.accounts
 * @param {import('./accessTokens.mjs').AccessTokens} options.tokens
 * @param {{ tokenHeader: 'either' | 'authorization' | 'authentication', listing: import('./listingDialects.mjs').Listing }} options.settings read at every request
 * @returns {(request: import('./endpoint.mjs').LoggedRequest) => Promise<import('./endpoint.mjs').Answer>}
 */
export function accountsApi({ accounts, tokens, settings }) {
	return async (request) => {
		try {
			await checkToken(bearerTokens(request.headers, settings.tokenHeader), tokens);
			const call = { accounts, listing: settings.listing };
			return { status: 200, ...answerTo(request, call) };
		} catch (error) {
			if (error instanceof Refusal) return error.answer;
			// what is in the request can't be read
			if ([RangeError, SyntaxError, URIError].some((kind) => error instanceof kind))
				return { status: 400, body: { message: error.message } };
			throw error;
		}
	};
}

/** The bearer tokens of a request, wherever they are. @param {import('node:http').IncomingHttpHeaders} headers @param {'either' | 'authorization' | 'authentication'} [header] */
export function bearerTokens(headers, header = 'either') {
	return ['authorization', 'authentication']
		.filter((name) => header === 'either' || header === name)
		.map((name) => /^Bearer +(\S+)$/i.exec(headers[name] ?? '')?.[1])
		.filter((token) => token !== undefined);
}

/** One good token will do. */
async function checkToken(sent, tokens) {
	const reasons = await Promise.all(sent.map((token) => tokens.refusal(token)));
	if (reasons.includes(undefined)) return;
	const reason = reasons.at(-1);
	// RFC 6750: no error code for a request without a token
	const details = reason ? ` error="invalid_token", error_description="${reason}"` : '';
	const headers = { 'www-authenticate': `Bearer${details}` };
	throw new Refusal(401, `${reason ?? 'No access token was sent'}.`, headers);
}

function answerTo(request, call) {
	const [pathname, search = ''] = request.path.split(/\?(.*)/s);
	const [pattern, methods] = ROUTES.find(([each]) => each.test(pathname)) ?? [];
	if (!pattern) throw new Refusal(404, `Nothing at ${pathname}.`);
	const handle = methods[request.method === 'HEAD' ? 'GET' : request.method];
	const allow = Object.keys(methods).join(', ');
	if (!handle) throw new Refusal(405, `Allowed: ${allow}.`, { allow });
	const id = decodeURIComponent(pattern.exec(pathname)[1] ?? '');
	if (id && !call.accounts.get(id)) throw new Refusal(404, `Account ${id} not found.`);
	return handle({
		...call,
		id,
		query: new URLSearchParams(search),
		get fields() {
			return fieldsIn(request);
		},
	});
}

function fieldsIn({ headers, body }) {
	if (!/^application\/json\b/i.test(headers['content-type'] ?? ''))
		throw new Refusal(415, 'Send application/json.');
	return JSON.parse(body);
}

function list({ accounts, listing, query }) {
	return listing({ accounts: accounts.ordered(query.get('orderBy')), query });
}

function create({ accounts, fields }) {
	if (fields.id !== undefined && accounts.get(fields.id))
		throw new Refusal(409, `Account ${fields.id} exists already.`);
	const body = accounts.add(fields);
	const headers = { location: `/Accounts/${encodeURIComponent(body.id)}` };
	return { status: 201, headers, body };
}

function readStatement({ id }) {
	const name = `statement-${id}.pdf`.replace(/[^\w.-]/g, '_');
	const disposition = `attachment; filename="${name}"`;
	const headers = { 'content-type': 'application/pdf', 'content-disposition': disposition };
	return { headers, body: statement(id) };
}

/** Bytes of a statement: every byte value occurs, so that a detour through text is noticed. @param {string | number} id */
export function statement(id) {
	return Buffer.concat([
		Buffer.from(`%PDF-1.4\n% Statement of account ${id}\n`),
		Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
		Buffer.from('\n%%EOF\n'),
	]);
}
