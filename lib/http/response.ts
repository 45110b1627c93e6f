import { isRecord } from '../util/json';
import { withoutSecrets } from './redact';
import type { ResponseHeaders } from './retryPolicy';

/** An answer of the API. The body is kept as it came: what it is, the operation knows. */
export class ApiResponse {
	readonly headers: ResponseHeaders;

	/**
	 * @param url that was asked, absolute
	 * @param status of the answer
	 * @param headers with lower-case names
	 * @param body bytes; empty when there was none
	 * @param secrets that the API could repeat, and that must not be quoted
	 */
	constructor(
		readonly url: string,
		readonly status: number,
		headers: unknown,
		readonly body: Buffer,
		private readonly secrets: Array<string | undefined> = [],
	) {
		this.headers = isRecord(headers) ? headers : {};
	}

	/** A header as one text; several of a name are joined with commas (RFC 9110, 5.3). '' if none. */
	header(name: string): string {
		const value = this.headers[name];
		return Array.isArray(value) ? value.join(', ') : value === undefined ? '' : String(value);
	}

	get contentType(): string {
		return this.header('content-type').split(';')[0].trim().toLowerCase();
	}

	/** The beginning of the body, or a header's value, fit to be shown. */
	quote(text: string = this.text(20_000)): string {
		return withoutSecrets(text, this.secrets);
	}

	/** The body as text, or as much of it as is wanted. */
	text(maxBytes?: number): string {
		const bytes = maxBytes === undefined ? this.body : this.body.subarray(0, maxBytes);
		return bytes.toString('utf8').replace(/^\uFEFF/, '');
	}
}
