import {
	apiStatusText,
	bearerChallenge,
	isByProxy,
	TRY_LATER,
} from '../../../lib/http/apiStatuses';
import { AuroraError, type ErrorDetails } from '../../../lib/http/errors';
import { isHtml, type HttpResponse } from '../../../lib/http/response';
import { formatDuration } from '../../../lib/util/duration';
import { isRecord, parseJson } from '../../../lib/util/json';
import { plainText } from '../../../lib/util/text';

/** What to do where a request that must not be repeated may have been carried out. */
export const CHECK_WHETHER_DONE =
	'The request may have been carried out: look in Aurora before you send it once more.';

const TRIED_BEFORE =
	'The request was sent before without a usable response, and may have been carried out then. ';

/**
 * Says what a response with an error status means.
 *
 * @param response with a status of 400 or above
 * @param failure what it means for another try
 * @param mayBeDone whether an earlier try may have been carried out
 */
export function statusError(
	response: HttpResponse,
	failure: ErrorDetails = {},
	mayBeDone = false,
): AuroraError {
	const { status } = response;
	const { retryAfter } = failure;
	const { message, advice } = apiStatusText(response);
	const later =
		retryAfter === undefined ? TRY_LATER : `Try again in ${formatDuration(retryAfter)}.`;
	const when = failure.mayBeDone && !failure.isRetryable ? CHECK_WHETHER_DONE : later;
	const isTimed = advice.includes(TRY_LATER) || retryAfter === undefined;
	const timed = isTimed ? advice.replace(TRY_LATER, when) : `${advice} ${when}`;
	const before = mayBeDone && [404, 409, 410, 412].includes(status) ? TRIED_BEFORE : '';
	return new AuroraError(
		`${message} (status ${status})`,
		`${before}${timed}${challenge(response)}${quoted(response)}`,
		{ ...failure, status },
	);
}

/**
 * Says why a redirect was not followed.
 *
 * @param target where it leads to; undefined when the response doesn't say
 * @param method of the request
 */
export function redirectError(
	response: HttpResponse,
	target: URL | undefined,
	method: string,
): AuroraError {
	const { status, url } = response;
	const { origin } = new URL(url);
	const isInside = target?.origin === origin;
	const isWeb = target && target.origin !== 'null';
	const check = "Check 'Environment' in the credential, or the path.";
	const error = (what: string, why: string) =>
		new AuroraError(`Aurora redirects ${what} (status ${status})`, why, { status });
	if (!response.header('location'))
		return error('the request without an address', `The response has no Location. ${check}`);
	if (isInside && ['GET', 'HEAD'].includes(method))
		return error('the request in a circle', `Five redirects led to no response. ${check}`);
	if (isInside)
		return error(
			`the ${method} request`,
			`Redirects of GET and HEAD alone are followed. It leads to ${target.pathname}: look in Aurora whether the request was carried out, and use that path otherwise.`,
		);
	return error(
		'the request to another address',
		`It was not followed, so that the token stays with ${origin}. The redirect leads to ${isWeb ? target.origin : 'an address that could not be parsed'}. ${check}`,
	);
}

/**
 * Says that a good status came with a body that is not JSON.
 *
 * @param mayRepeat whether the request may be sent again
 */
export function notJsonError(response: HttpResponse, mayRepeat = true): AuroraError {
	const { status } = response;
	if (isHtml(response)) {
		const title = response.quote(titleOf(response));
		return new AuroraError(
			'Aurora responded with a web page instead of data',
			`${mayRepeat ? '' : `${CHECK_WHETHER_DONE} `}A login page or a proxy may be in between, or the address belongs to a website. Check 'Environment' in the credential.${title ? ` Title of the page: ${plainText(title, 100)}` : ''}`,
			{ status },
		);
	}
	const start = plainText(response.quote(), 100);
	return new AuroraError(
		"Aurora's response could not be parsed as JSON",
		`It may have been cut off on its way. ${mayRepeat ? 'Try again.' : CHECK_WHETHER_DONE} ${start ? `It begins with: ${start}` : 'It is blank.'}`,
		{ status },
	);
}

/** Why the token is not accepted, and which proxy refuses the request, as the headers say it. */
function challenge(response: HttpResponse): string {
	const { status } = response;
	const isGateway = [502, 503, 504].includes(status) && isHtml(response);
	if (![401, 403, 407].includes(status) && !isGateway) return '';
	const wanted = response.header('www-authenticate');
	const { error, description, scope } = bearerChallenge(wanted);
	const ofProxy = ['via', 'proxy-authenticate'].map((name) => response.header(name));
	return [
		['Wanted instead of the token', /bearer/i.test(wanted) ? '' : wanted],
		['Reason', [error, description].filter(Boolean).join(', ')],
		['Required scope', scope],
		['Page', isHtml(response) ? titleOf(response) : ''],
		['Proxy', isGateway || isByProxy(response) ? ofProxy.filter(Boolean).join(', ') : ''],
	]
		.map(([name, value]) => value && ` ${name}: ${plainText(response.quote(value), 200)}.`)
		.join('');
}

/** What the API itself says, with the number by which Aurora can find the request. */
function quoted(response: HttpResponse): string {
	const said = isHtml(response) ? '' : saidBy(response);
	const id = ['x-request-id', 'x-correlation-id', 'request-id', 'traceparent']
		.map((name) => response.header(name))
		.find((value) => value !== '');
	return `${said ? ` Aurora says: ${said}` : ''}${id ? ` Request ID: ${plainText(response.quote(id), 80)}` : ''}`;
}

function titleOf(response: HttpResponse): string {
	return /<title[^>]*>([^<]*)</i.exec(response.text(20_000))?.[1] ?? '';
}

/** The words in a body, otherwise all of it, without our secrets. */
export function saidBy(
	response: HttpResponse,
	body: unknown = parseJson(response.text(20_000)),
): string {
	const said =
		body === undefined ? response.text(20_000) : isRecord(body) ? (words(body) ?? body) : body;
	return plainText(
		response.quote((typeof said === 'string' ? said : JSON.stringify(said)).slice(0, 20_000)),
		500,
	);
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

/** Whether the value of a field such as `error` says anything. */
export function isSaid(value: unknown): boolean {
	if (typeof value === 'object') return value !== null && Object.values(value).some(isSaid);
	return !/^(|undefined|false|null|none|no|0)$/i.test(String(value));
}
