const reply = (status, message, headers) => ({ status, headers, body: { message } });
const ok = (body) => ({ status: 200, body });

/** What each method does at each address; HEAD is answered as GET is. */
const ROUTES = [
	[/^\/Accounts$/, { GET: list, POST: withFields(create) }],
	[
		/^\/Accounts\/([^/]+)$/,
		{
			GET: ({ accounts, id }) => ok(accounts.get(id)),
			PUT: withFields(({ accounts, id, fields }) =>
				ok(accounts.update(id, fields, { replace: true })),
			),
			PATCH: withFields(({ accounts, id, fields }) => ok(accounts.update(id, fields))),
			DELETE: ({ accounts, id }) => accounts.remove(id) && { status: 204 },
		},
	],
	[/^\/Accounts\/([^/]+)\/statement$/, { GET: readStatement }],
	[
		/^\/Accounts\/([^/]+)\/close$/,
		{ POST: ({ accounts, id }) => accounts.update(id, { status: 'closed' }) && { status: 204 } },
	],
];

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
		const refused = await unauthorized(request.headers, tokens, settings.tokenHeader);
		if (refused) return refused;
		const [pathname, search = ''] = request.path.split(/\?(.*)/s);
		const [pattern, methods] = ROUTES.find(([each]) => each.test(pathname)) ?? [];
		if (!pattern) return reply(404, `Nothing at ${pathname}.`);
		const handle = methods[request.method === 'HEAD' ? 'GET' : request.method];
		const allow = Object.keys(methods).join(', ');
		if (!handle) return reply(405, `Allowed: ${allow}.`, { allow });
		try {
			const [, encodedId = ''] = pattern.exec(pathname);
			const id = decodeURIComponent(encodedId);
			if (id && !accounts.get(id)) return reply(404, `Account ${id} not found.`);
			return handle({ request, id, accounts, settings, query: new URLSearchParams(search) });
		} catch (error) {
			if (error instanceof URIError) return reply(400, 'The account id is not encoded correctly.');
			if (error instanceof RangeError) return reply(400, error.message);
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

async function unauthorized(headers, tokens, tokenHeader) {
	const reasons = [];
	for (const token of bearerTokens(headers, tokenHeader)) {
		const reason = await tokens.refusal(token);
		if (reason === undefined) return undefined;
		reasons.push(reason);
	}
	const reason = reasons.at(-1);
	// RFC 6750: no error code for a request without a token
	if (!reason) return reply(401, 'No access token was sent.', { 'www-authenticate': 'Bearer' });
	return {
		status: 401,
		headers: { 'www-authenticate': `Bearer error="invalid_token", error_description="${reason}"` },
		body: { error: 'invalid_token', message: `${reason}.` },
	};
}

function list({ accounts, settings, query }) {
	return settings.listing({ accounts: accounts.ordered(query.get('orderBy')), query });
}

function create({ accounts, fields }) {
	if (fields.id !== undefined && accounts.get(fields.id))
		return reply(409, `Account ${fields.id} exists already.`);
	const body = accounts.add(fields);
	const headers = { location: `/Accounts/${encodeURIComponent(body.id)}` };
	return { status: 201, headers, body };
}

function readStatement({ id }) {
	const name = `statement-${id}.pdf`.replace(/[^\w.-]/g, '_');
	return {
		status: 200,
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': `attachment; filename="${name}"`,
		},
		body: statement(id),
	};
}

/** Bytes of a statement: every byte value occurs, so that a detour through text is noticed. @param {string | number} id */
export function statement(id) {
	return Buffer.concat([
		Buffer.from(`%PDF-1.4\n% Statement of account ${id}\n`),
		Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
		Buffer.from('\n%%EOF\n'),
	]);
}

/** A handler that is given the JSON object in the body as `fields`. */
function withFields(handle) {
	return (call) => {
		if (!/^application\/json\b/i.test(call.request.headers['content-type'] ?? ''))
			return reply(415, 'Send application/json.');
		let fields;
		try {
			fields = JSON.parse(call.request.body);
		} catch {}
		if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
			return reply(400, 'Send a JSON object.');
		return handle({ ...call, fields });
	};
}
