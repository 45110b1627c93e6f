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
		const [, resource, rawId, action, ...rest] = pathname.split('/');
		if (resource !== 'Accounts' || rest.length > 0) return notFound(pathname);
		if (rawId === undefined)
			return collection(request, new URLSearchParams(search), accounts, settings);
		let id;
		try {
			id = decodeURIComponent(rawId);
		} catch {
			return { status: 400, body: { message: 'The account id is not encoded correctly.' } };
		}
		if (!accounts.get(id)) return { status: 404, body: { message: `Account ${id} not found.` } };
		if (action !== undefined) return subresource(request, action, id, accounts, pathname);
		return single(request, id, accounts);
	};
}

/** The bearer token of a request, wherever it is. @param {import('node:http').IncomingHttpHeaders} headers @param {'either' | 'authorization' | 'authentication'} [header] */
export function bearerTokens(headers, header = 'either') {
	return ['authorization', 'authentication']
		.filter((name) => header === 'either' || header === name)
		.map((name) => /^Bearer +(\S+)$/i.exec(headers[name] ?? '')?.[1])
		.filter((token) => token !== undefined);
}

async function unauthorized(headers, tokens, tokenHeader) {
	let reason;
	for (const token of bearerTokens(headers, tokenHeader)) {
		reason = await tokens.refusal(token);
		if (reason === undefined) return undefined;
	}
	// RFC 6750: no error code for a request without a token
	if (reason === undefined)
		return {
			status: 401,
			headers: { 'www-authenticate': 'Bearer' },
			body: { message: 'No access token was sent.' },
		};
	return {
		status: 401,
		headers: { 'www-authenticate': `Bearer error="invalid_token", error_description="${reason}"` },
		body: { error: 'invalid_token', message: `${reason}.` },
	};
}

function collection(request, query, accounts, settings) {
	if (request.method === 'POST')
		return withJsonObject(request, (fields) => {
			if (fields.id !== undefined && accounts.get(fields.id))
				return { status: 409, body: { message: `Account ${fields.id} exists already.` } };
			const account = accounts.add(fields);
			return {
				status: 201,
				headers: { location: `/Accounts/${encodeURIComponent(account.id)}` },
				body: account,
			};
		});
	if (!isRead(request)) return methodNotAllowed('GET, HEAD, POST');
	try {
		return settings.listing({ accounts: accounts.ordered(query.get('orderBy')), query });
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		return { status: 400, body: { message: error.message } };
	}
}

function single(request, id, accounts) {
	if (isRead(request)) return { status: 200, body: accounts.get(id) };
	if (request.method === 'DELETE') {
		accounts.remove(id);
		return { status: 204 };
	}
	if (request.method !== 'PUT' && request.method !== 'PATCH')
		return methodNotAllowed('GET, HEAD, PUT, PATCH, DELETE');
	return withJsonObject(request, (fields) => ({
		status: 200,
		body: accounts.update(id, fields, { replace: request.method === 'PUT' }),
	}));
}

function subresource(request, action, id, accounts, pathname) {
	if (action === 'statement') {
		if (!isRead(request)) return methodNotAllowed('GET, HEAD');
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
	if (action === 'close') {
		if (request.method !== 'POST') return methodNotAllowed('POST');
		accounts.update(id, { status: 'closed' });
		return { status: 204 };
	}
	return notFound(pathname);
}

/** Bytes of a statement: every byte value occurs, so that a detour through text is noticed. @param {string | number} id */
export function statement(id) {
	const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
	return Buffer.concat([
		Buffer.from(`%PDF-1.4\n% Statement of account ${id}\n`),
		everyByte,
		Buffer.from('\n%%EOF\n'),
	]);
}

function withJsonObject(request, use) {
	if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
		return { status: 415, body: { message: 'Send application/json.' } };
	let fields;
	try {
		fields = JSON.parse(request.body);
	} catch {}
	if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
		return { status: 400, body: { message: 'Send a JSON object.' } };
	return use(fields);
}

const isRead = ({ method }) => method === 'GET' || method === 'HEAD';
const notFound = (pathname) => ({ status: 404, body: { message: `Nothing at ${pathname}.` } });
const methodNotAllowed = (allow) => ({
	status: 405,
	headers: { allow },
	body: { message: `Allowed: ${allow}.` },
});
