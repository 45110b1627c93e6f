import { apiStatusText, TRY_LATER } from '../../../lib/http/apiStatuses';
import { AuroraError } from '../../../lib/http/errors';
import type { HttpResponse } from '../../../lib/http/response';
import { formatDuration } from '../../../lib/util/duration';
import { isRecord, parseJson } from '../../../lib/util/json';
import { plainText } from '../../../lib/util/text';

/**
 * Says what a response with an error status means.
 *
 * @param response with a status of 400 or above
 * @param retryAfter milliseconds that it asks to wait, if it does
 */
export function statusError(response: HttpResponse, retryAfter?: number): AuroraError {
	const { status } = response;
	const { message, advice } = apiStatusText(status);
	const when = retryAfter === undefined ? TRY_LATER : `Try again in ${formatDuration(retryAfter)}.`;
	const timed = advice.includes(TRY_LATER)
		? advice.replace(TRY_LATER, when)
		: retryAfter === undefined
			? advice
			: `${advice} ${when}`;
	return new AuroraError(`${message} (status ${status})`, `${timed}${quoted(response)}`, {
		status,
	});
}

/** Says that the API points elsewhere. */
export function redirectError(response: HttpResponse, target: URL | undefined): AuroraError {
	const { status, url } = response;
	return new AuroraError(
		`Aurora redirects the request to another address (status ${status})`,
		`It was not followed, so that the token stays with ${new URL(url).origin}. The redirect leads to ${target?.origin ?? 'an address that could not be parsed'}. Check 'Environment' in the credential, or the path.`,
		{ status },
	);
}

/** Says that a good status came with a body that is not JSON. */
export function notJsonError(response: HttpResponse): AuroraError {
	const { status } = response;
	const text = response.quote();
	if (isHtml(response)) {
		const title = /<title[^>]*>([^<]*)</i.exec(text)?.[1];
		return new AuroraError(
			'Aurora responded with a web page instead of data',
			`A login page or a proxy may be in between, or the address belongs to a website. Check 'Environment' in the credential.${title ? ` Title of the page: ${plainText(title, 100)}` : ''}`,
			{ status },
		);
	}
	return new AuroraError(
		"Aurora's response could not be parsed as JSON",
		`It may have been cut off on its way. Try again. It begins with: ${plainText(text, 100)}`,
		{ status },
	);
}

/**
 * The error that a response with a good status tells of.
 *
 * @param isEmpty whether nothing else was found in it
 */
export function failureIn(
	body: unknown,
	response: HttpResponse,
	isEmpty = true,
): AuroraError | undefined {
	if (!isRecord(body)) return undefined;
	const isFailed =
		[body.success, body.ok, body.isSuccess].includes(false) ||
		/^(error|fail|failed|failure)$/i.test(String(body.status ?? body.result ?? ''));
	const isProblem = isEmpty && 'code' in body && 'message' in body && !('data' in body);
	if (!isFailed && !isProblem && ![body.errors, body.error].some(isSaid)) return undefined;
	const { status } = response;
	return new AuroraError(
		`Aurora responded with an error (status ${status})`,
		`Aurora says: ${plainText(words(body) ?? body, 500)}`,
		{ status },
	);
}

/** Whether a response is a web page. */
export function isHtml(response: HttpResponse): boolean {
	return (
		/\bhtml\b/i.test(response.contentType) ||
		/^\s*<(!doctype html|html)\b/i.test(response.text(200))
	);
}

/** What the API itself says, with the number by which Aurora can find the request. */
function quoted(response: HttpResponse): string {
	const said = saidBy(response);
	const id = ['x-request-id', 'x-correlation-id', 'request-id', 'traceparent']
		.map((name) => response.header(name))
		.find((value) => value !== '');
	return `${said ? ` Aurora says: ${said}` : ''}${id ? ` Request ID: ${plainText(response.quote(id), 80)}` : ''}`;
}

function saidBy(response: HttpResponse): string {
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
	if (value === undefined || value === null || value === '' || value === false) return false;
	return typeof value !== 'object' || Object.keys(value).length > 0;
}
