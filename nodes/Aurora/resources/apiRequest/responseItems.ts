import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { HttpResponse } from '../../../../lib/http/response';
import { isRecord } from '../../../../lib/util/json';
import { wellKnownList } from '../../api/findItems';
import { countedUrl, firstPosition, type ListingOptions } from '../../api/listPage';
import { readListing } from '../../api/paginate';
import type { ApiRequest } from '../../api/sendAuthenticated';
import { isHtml, notJsonError } from '../../api/statusErrors';
import { itemsOf } from '../../operations/items';
import type { OperationCall } from '../../operations/operation';

/**
 * Sends a request and turns whatever comes into items: each record of a list (with its further pages
 * when it was a GET), one object, text in `data`, a file as binary data, or one empty item.
 *
 * @throws AuroraError for a web page, broken JSON, and everything that `AuroraApiClient.request` and
 *   `readListing` throw
 */
export async function responseItems(
	{ context, client, hint }: Pick<OperationCall, 'context' | 'client' | 'hint'>,
	request: ApiRequest,
	listing: ListingOptions,
): Promise<INodeExecutionData[]> {
	const first = await client.request({ ...request, url: firstUrl(request, listing) });
	if (first.body.length === 0) return [{ json: {} }];
	if (isHtml(first)) throw notJsonError(first);
	const body = first.json();
	if (body === undefined) return await otherItem(context, first);
	if (!isListing(body, listing)) return itemsOf([body]);
	// Only a GET is repeated: with another method that could do something twice.
	const isGet = request.method === 'GET';
	const pages: ListingOptions = isGet ? listing : { ...listing, pagination: 'off' };
	const { records, more } = await readListing(client, request, pages, Infinity, first);
	if (more) {
		const reason = isGet ? "'Pagination' is Off" : 'further pages are only requested with GET';
		hint(`Only ${records.length} records returned, because ${reason}, and there are more.`);
	}
	return itemsOf(records);
}

function firstUrl(request: ApiRequest, listing: ListingOptions): string {
	return request.method === 'GET'
		? countedUrl(firstPosition(request, listing), listing)
		: request.url;
}

/** A record with lists in it is no listing: an envelope has no id of its own. */
function isListing(body: unknown, listing: ListingOptions): boolean {
	if (Array.isArray(body) || listing.itemsProperty !== '') return true;
	return isRecord(body) && !('id' in body) && wellKnownList(body) !== undefined;
}

async function otherItem(
	context: IExecuteFunctions,
	response: HttpResponse,
): Promise<INodeExecutionData[]> {
	const { contentType } = response;
	if (/json$/.test(contentType)) throw notJsonError(response);
	if (/^text\/|[/+]xml$/.test(contentType)) return [{ json: { data: response.text() } }];
	const mimeType = contentType || 'application/octet-stream';
	const binary = await context.helpers.prepareBinaryData(
		response.body,
		fileName(response),
		mimeType,
	);
	return [
		{ json: { contentType: mimeType, bytes: response.body.length }, binary: { data: binary } },
	];
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
