import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import { isHtml, type HttpResponse } from '../../../../lib/http/response';
import { decodedPart } from '../../../../lib/util/url';
import { notJsonError } from '../../api/statusErrors';
import { itemsOf } from '../../operations/fieldChoice';

/**
 * Turns whatever comes into items: each entry of a list, one object, text in `data`, a file as binary
 * data, or one empty item.
 *
 * @param isFull whether one item with `statusCode`, `headers` and `body` is wanted instead
 * @param mayRepeat whether the request may be sent again
 * @throws AuroraError for JSON that could not be parsed
 */
export async function responseItems(
	context: IExecuteFunctions,
	response: HttpResponse,
	isFull = false,
	mayRepeat = true,
): Promise<INodeExecutionData[]> {
	const { status: statusCode, headers } = response;
	const asItem = (body: object, binary?: IBinaryKeyData): INodeExecutionData => ({
		json: { statusCode, headers: headers as IDataObject, ...body },
		...(binary && { binary }),
	});
	if (response.body.length === 0) return [isFull ? asItem({ body: '' }) : { json: {} }];
	const body = isJson(response) ? response.json() : undefined;
	if (isFile(response, body)) {
		const mimeType = response.contentType || 'application/octet-stream';
		const name = fileName(response);
		const binary = { data: await context.helpers.prepareBinaryData(response.body, name, mimeType) };
		const json = { contentType: mimeType, bytes: response.body.length };
		return [isFull ? asItem({}, binary) : { json, binary }];
	}
	if (body !== undefined) {
		if (isFull) return [asItem({ body })];
		return itemsOf(Array.isArray(body) ? body : [body]);
	}
	if (isJson(response) && !isWebPage(response)) throw notJsonError(response, mayRepeat);
	return [isFull ? asItem({ body: response.text() }) : { json: { data: response.text() } }];
}

/** Whether a web page came, by its type; without one, by its looks. */
export function isWebPage(response: HttpResponse): boolean {
	const { contentType } = response;
	return contentType === '' ? isHtml(response) : /\bhtml\b/.test(contentType);
}

function isJson(response: HttpResponse): boolean {
	return response.contentType === '' || response.isJson;
}

/** An attachment, and whatever is neither JSON nor text. JSON stays data also as an attachment. */
function isFile(response: HttpResponse, body: unknown): boolean {
	const { contentType } = response;
	if (contentType === '') return body === undefined && !isWebPage(response);
	if (isJson(response)) return false;
	const isAttachment = /^\s*attachment\b/i.test(response.header('content-disposition'));
	return isAttachment || !/^text\/|[/+]xml$/.test(contentType);
}

/** As the response names it (RFC 6266), without a path; undefined when it doesn't. */
function fileName(response: HttpResponse): string | undefined {
	const disposition = response.header('content-disposition');
	const extended = /filename\*\s*=\s*UTF-8''([^;]+)/i.exec(disposition)?.[1];
	const plain = /filename\s*=\s*(?:"([^"]*)"|([^\s;]+))/i.exec(disposition);
	const name = (extended && decodedPart(extended)) ?? plain?.[1] ?? plain?.[2];
	const last = (name ?? '').replace(/^.*[/\\]|\p{Cc}/gsu, '');
	return /^\.*$/.test(last) ? undefined : last;
}
