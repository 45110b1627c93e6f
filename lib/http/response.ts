import { isRecord, parseJson, parseJsonLines } from '../util/json';

import { withoutSecrets } from './redact';

const JSON_LINES = /ndjson|jsonl|json-?(lines|seq)$/;

/** A response of the API or the token service, whatever its status. The body is kept as it came. */
export class HttpResponse {
	readonly headers: Readonly<Record<string, unknown>>;

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

	/** Whether the body is JSON, or a list of JSON values, by its type. */
	get isJson(): boolean {
		return /json$/.test(this.contentType) || JSON_LINES.test(this.contentType);
	}

	/** The body as text, or as much of it as is wanted, without a byte order mark. */
	text(maxBytes?: number): string {
		const bytes = this.body.subarray(0, maxBytes);
		const named = /charset\s*=\s*["']?([^\s;"']+)/i.exec(this.header('content-type'))?.[1];
		const charset = encodingOf(bytes) ?? named;
		// A character that was cut in two is left out.
		return decoded(bytes, charset, maxBytes !== undefined);
	}

	/**
	 * The body as JSON; undefined when it could not be parsed. One value in each line (NDJSON) is a list
	 * of them.
	 *
	 * @param maxBytes a longer body is not parsed
	 */
	json(maxBytes = Number.POSITIVE_INFINITY): unknown {
		if (this.body.length > maxBytes) return undefined;
		const text = this.text();
		if (JSON_LINES.test(this.contentType)) return parseJsonLines(text);
		const value = parseJson(text);
		const lines = value === undefined && text.includes('\n') ? parseJsonLines(text) : undefined;
		// Without its type, a text with a number in each line is no list.
		return lines?.length && lines.every(isRecord) ? lines : value;
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

/** As a byte order mark tells it, or a zero that JSON has in UTF-16 alone (RFC 4627, 3). */
function encodingOf([first, second, third]: Buffer): string | undefined {
	const mark = first * 256 + second;
	if (mark === 0xfeff || (first === 0 && second > 0)) return 'utf-16be';
	if (mark === 0xfffe || (first > 0 && second === 0)) return 'utf-16le';
	return mark === 0xefbb && third === 0xbf ? 'utf-8' : undefined;
}

/** The characters from 0x80 to 0x9f of windows-1252, which the TextDecoder of Node.js 20 and 22 leaves as they are. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Bytes as text. Where no known charset is named, what is no UTF-8 is windows-1252, as in browsers. */
function decoded(bytes: Buffer, charset: string | undefined, stream: boolean): string {
	const named = decoderFor(charset);
	try {
		const decoder = named ?? new TextDecoder('utf-8', { fatal: true });
		if (decoder.encoding !== 'windows-1252') return decoder.decode(bytes, { stream });
	} catch {
		// It is no UTF-8.
	}
	const text = bytes.toString('latin1');
	return text.replace(/[\x80-\x9f]/g, (each) => HIGH[each.charCodeAt(0) - 0x80]);
}

function decoderFor(charset?: string): InstanceType<typeof TextDecoder> | undefined {
	try {
		return charset === undefined ? undefined : new TextDecoder(charset);
	} catch {
		return undefined;
	}
}

function asBuffer(body: unknown): Buffer {
	if (Buffer.isBuffer(body)) return body;
	return body instanceof ArrayBuffer ? Buffer.from(body) : Buffer.from(String(body ?? ''));
}
