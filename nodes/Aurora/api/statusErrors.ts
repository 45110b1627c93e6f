import { isRecord, parseJson } from '../../../lib/util/json';
import { isTimeOut, networkFailure } from '../../../lib/http/networkError';
import { inWords } from '../../../lib/http/retryPolicy';
import { plainText } from '../../../lib/auth/tokenResponse';

import type { ApiResponse } from '../../../lib/http/response';
import { AuroraError } from '../../../lib/http/errors';

const busyHint = "Lower 'Requests at Once', or run the workflow less often.";
const downHint = 'Nothing is wrong with the workflow. Try again later.';

/** What each status means, and what to do about it. */
const STATUSES: Readonly<Record<number, [message: string, hint: string]>> = {
	400: ['Aurora does not understand the request', 'Check the fields of this operation.'],
	401: [
		'Aurora refuses the access token, and a new one as well',
		"Check 'Environment' and 'Send Token In' in the credential. If both are right, ask Aurora whether the client may use this address.",
	],
	403: [
		'Aurora does not allow the client of the credential to do this',
		'Ask Aurora to allow it, or choose another credential. A new token would not help.',
	],
	404: ['Aurora has nothing at this address', 'Check the fields of this operation.'],
	408: [
		'Aurora did not receive the whole request in time',
		'The connection may be slow. Try again later.',
	],
	409: [
		'Aurora refuses the change, because it conflicts with what is there',
		'Read the current state first, then repeat the change.',
	],
	422: ['Aurora refuses the values of the request', 'Check the fields of this operation.'],
	429: ['Aurora receives too many requests', busyHint],
};

/**
 * Says what an answer with an error status means.
 *
 * @param response with a status of 400 or above
 * @param wait milliseconds that the answer asks to wait, if it does
 */
export function statusFailure(response: ApiResponse, wait?: number): AuroraError {
	const { status } = response;
	const [message, hint] =
		STATUSES[status] ??
		(status >= 500
			? ['The Aurora API is not working at the moment', downHint]
			: ['Aurora refuses the request', 'Check the fields of this operation.']);
	const later = ' Try again later.';
	const when = wait === undefined ? later : ` Try again in ${inWords(wait)}.`;
	const advice = hint.endsWith(later)
		? hint.replace(later, when)
		: wait === undefined
			? hint
			: hint + when;
	return new AuroraError(`${message} (status ${status})`, `${advice}${quoted(response)}`, status);
}

/** Says that the API points elsewhere. */
export function redirectFailure(response: ApiResponse, target: URL | undefined): AuroraError {
	return new AuroraError(
		`Aurora redirects the request to another address (status ${response.status})`,
		`It was not followed, so that the token stays with ${new URL(response.url).origin}. The redirect leads to ${target?.origin ?? 'an unreadable address'}. Check 'Environment' in the credential, or the path.`,
		response.status,
	);
}

/** Says that a good status came with a body that is no JSON. */
export function notJsonFailure(response: ApiResponse): AuroraError {
	const text = response.quote();
	if (isHtml(response)) {
		const title = /<title[^>]*>([^<]*)</i.exec(text)?.[1];
		return new AuroraError(
			'Aurora answered with a web page instead of data',
			`A login page or a proxy may be in between, or the address belongs to a website. Check 'Environment' in the credential.${title ? ` Title of the page: ${plainText(title, 100)}` : ''}`,
			response.status,
		);
	}
	return new AuroraError(
		'The answer of Aurora is not valid JSON',
		`It may have been cut off on its way. Try again. It begins with: ${plainText(text, 100)}`,
		response.status,
	);
}

/** Whether an answer is a web page. */
export function isHtml(response: ApiResponse): boolean {
	return (
		/\bhtml\b/i.test(response.contentType) ||
		/^\s*<(!doctype html|html)\b/i.test(response.text(200))
	);
}

/**
 * Says why no answer came.
 *
 * @param thrown what n8n's request helper threw
 * @param host of the API
 */
export function requestFailure(thrown: unknown, host: string): AuroraError {
	const { reason, hint } = networkFailure(thrown, host);
	const late = isTimeOut(thrown) ? " For long lists raise 'Timeout' in the options." : '';
	return new AuroraError(`The Aurora API can't be reached: ${reason}`, hint + late);
}

/** What the API itself says, with the number by which Aurora can find the request. */
function quoted(response: ApiResponse): string {
	const said = saidBy(response);
	const id = ['x-request-id', 'x-correlation-id', 'request-id', 'traceparent']
		.map((name) => response.headers[name])
		.find((value) => typeof value === 'string' && value !== '');
	return `${said ? ` Aurora says: ${said}` : ''}${id ? ` Request ID: ${plainText(response.quote(String(id)), 80)}` : ''}`;
}

function saidBy(response: ApiResponse): string {
	if (isHtml(response)) return '';
	const text = response.quote();
	const body = parseJson(text);
	if (body === undefined) return plainText(text, 500);
	return isRecord(body) ? plainText(words(body) ?? body, 500) : plainText(body, 500);
}

function words(body: Record<string, unknown>): unknown {
	const names = ['message', 'error_description', 'detail', 'title', 'error'];
	const said = names.map((name) => body[name]).find(isSaid);
	const summary = isRecord(said) ? (words(said) ?? said) : said;
	// The title of a problem (RFC 9457) is always the same: which field is wrong stands in `errors`.
	if (!isSaid(body.errors)) return summary;
	const errors = JSON.stringify(body.errors);
	return typeof summary === 'string' ? `${summary} ${errors}` : errors;
}

function isSaid(value: unknown): boolean {
	if (value === undefined || value === null || value === '') return false;
	return typeof value !== 'object' || Object.keys(value).length > 0;
}
