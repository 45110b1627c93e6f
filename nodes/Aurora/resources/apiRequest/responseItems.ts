import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { HttpResponse } from '../../../../lib/http/response';
import { isHtml, notJsonError } from '../../api/statusErrors';
import { itemsOf } from '../../operations/items';

/**
 * Turns whatever comes into items: each entry of a list, one object, text in `data`, a file as binary
 * data, or one empty item.
 *
 * @throws AuroraError for a web page and for JSON that could not be parsed
 */
export async function responseItems(
	context: IExecuteFunctions,
	response: HttpResponse,
): Promise<INodeExecutionData[]> {
	if (response.body.length === 0) return [{ json: {} }];
	if (isHtml(response)) throw notJsonError(response);
	const body = response.json();
	if (body !== undefined) return itemsOf(Array.isArray(body) ? body : [body]);
	const { contentType } = response;
	if (/json$/.test(contentType)) throw notJsonError(response);
	if (/^text\/|[/+]xml$/.test(contentType)) return [{ json: { data: response.text() } }];
	const mimeType = contentType || 'application/octet-stream';
	const data = await context.helpers.prepareBinaryData(response.body, fileName(response), mimeType);
	return [{ json: { contentType: mimeType, bytes: response.body.length }, binary: { data } }];
}

/** As the response names it (RFC 6266), without a path; undefined when it doesn't. */
function fileName(response: HttpResponse): string | undefined {
	const disposition = response.header('content-disposition');
	const extended = /filename\*\s*=\s*UTF-8''([^;]+)/i.exec(disposition)?.[1];
	const plain = /filename\s*=\s*(?:"([^"]*)"|([^\s;]+))/i.exec(disposition);
	const name = (extended && decoded(extended)) ?? plain?.[1] ?? plain?.[2];
	const last =
		name
			?.split(/[/\\]/)
			.pop()
			?.replace(/\p{Cc}/gu, '') ?? '';
	return /^\.*$/.test(last) ? undefined : last;
}

function decoded(value: string): string | undefined {
	try {
		return decodeURIComponent(value);
	} catch {
		return undefined;
	}
}
