import { HttpResponse } from '../../../lib/http/response';
import type { ApiRequest } from '../../../nodes/Aurora/api/sendAuthenticated';

/** The documented API of Live, literally. */
export const API = 'https://api.client.integration.aurora.co.uk';

/** The request on Aurora's page, with the limits that a node has by default. */
export const accountsRequest: ApiRequest = {
	url: `${API}/Accounts?orderBy=id%20asc`,
	timeout: 60_000,
	maxRetries: 4,
};

/** What an answer is made of; the rest is usual. */
export interface AnswerParts {
	status?: number;
	headers?: Record<string, unknown>;
	url?: string;
}

/** An answer of the API. A text or a Buffer is the body as it is, anything else becomes JSON. */
export function answer(body: unknown, parts: AnswerParts = {}): HttpResponse {
	const { status = 200, headers = {}, url = `${API}/Accounts` } = parts;
	const raw = Buffer.isBuffer(body)
		? body
		: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
	return new HttpResponse(url, status, headers, raw);
}

/** A web page, as a proxy or a login puts it in between. */
export function webPage(title = 'Sign in', status = 200): HttpResponse {
	return answer(`<!DOCTYPE html><html><head><title>${title}</title></head><body></body></html>`, {
		status,
		headers: { 'content-type': 'text/html; charset=utf-8' },
	});
}
