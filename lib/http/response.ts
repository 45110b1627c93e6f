import { isRecord, parseJson } from '../util/json';

import { withoutSecrets } from './redact';

/** Response headers as n8n hands them over: lower-case names. */
export type ResponseHeaders = Readonly<Record<string, unknown>>;

/** A response of the API or the token service, whatever its status. The body is kept as it came. */
export class HttpResponse {
	readonly headers: ResponseHeaders;

	/**
	 * @param url that was requested, absolute
	 * @param status of the response
	 * @param headers with lower-case names
	 * @param body bytes; empty when there was none
	 * @param secrets that the service could repeat, and that must not be quoted
	 */
	constructor(
		readonly url: string,
		readonly status: number,
		headers: unknown,
		readonly body: Buffer,
		private readonly secrets: string[] = [],
	) {
		this.headers = isRecord(headers) ? headers : {};
	}

	/**
	 * What n8n's request helpers return.
	 *
	 * @param full with `returnFullResponse` and `encoding: 'arraybuffer'`
	 */
	static of(url: string, full: unknown, secrets?: string[]): HttpResponse {
		const { statusCode, headers, body } = full as Record<string, unknown>;
		return new HttpResponse(url, Number(statusCode), headers, asBuffer(body), secrets);
	}

	/** A header as one text; several of a name are joined with commas (RFC 9110, 5.3). '' if none. */
	header(name: string): string {
		const value = this.headers[name];
		return Array.isArray(value) ? value.join(', ') : value === undefined ? '' : String(value);
	}

	get contentType(): string {
		return this.header('content-type').split(';')[0].trim().toLowerCase();
	}

	/** The body as text, or as much of it as is wanted. */
	text(maxBytes?: number): string {
		const bytes = maxBytes === undefined ? this.body : this.body.subarray(0, maxBytes);
		return bytes.toString('utf8').replace(/^\uFEFF/, '');
	}

	/**
	 * The body as JSON; undefined when it could not be parsed.
	 *
	 * @param maxBytes a longer body is not parsed
	 */
	json(maxBytes = Number.POSITIVE_INFINITY): unknown {
		return this.body.length > maxBytes ? undefined : parseJson(this.text());
	}

	/** The beginning of the body, or another text of the response, without our secrets in it. */
	quote(text: string = this.text(20_000)): string {
		return withoutSecrets(text, this.secrets);
	}
}

/** Whether a response is a web page. */
export function isHtml(response: HttpResponse): boolean {
	return (
		/\bhtml\b/i.test(response.contentType) ||
		/^\s*<(!doctype html|html)\b/i.test(response.text(200))
	);
}

function asBuffer(body: unknown): Buffer {
	if (Buffer.isBuffer(body)) return body;
	return body instanceof ArrayBuffer ? Buffer.from(body) : Buffer.from(String(body ?? ''));
}
