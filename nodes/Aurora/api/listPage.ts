import type { AuroraApiClient } from './client';
import { collectEvidence } from './evidence';
import type { Evidence } from './evidenceFields';
import { findItems, noList } from './findItems';
import { plainName } from './pagingWords';
import { ReadAhead } from './readAhead';
import type { ApiRequest } from './sendAuthenticated';

/** One response of a list. */
export interface ListPage {
	url: string;
	items: unknown[];
	/** How many records came; `items` may be without those that are held. */
	length: number;
	evidence: Evidence;
}

/** What of a client a list needs. */
export type ListClient = Pick<AuroraApiClient, 'request' | 'settings'> & { isLimited?: boolean };

/** The responses of one list. */
export class ListSource {
	/** What the records are called, in lower case: `accounts`, `account`. */
	readonly own: string[];

	private readonly ahead: ReadAhead;

	constructor(
		readonly client: ListClient,
		readonly request: ApiRequest,
		private readonly itemsProperty: string,
	) {
		const name = plainName(new URL(request.url).pathname.split('/').filter(Boolean).pop() ?? '');
		this.own = [...new Set([name, name.replace(/ies$/, 'y').replace(/s$/, '')])].filter(Boolean);
		this.ahead = new ReadAhead(
			async (url) => await client.request({ ...request, url }),
			() => client.isLimited === true,
		);
	}

	/**
	 * Reads one page.
	 *
	 * @param following addresses of the pages after it, to be requested at the same time
	 * @throws AuroraError when the request fails, or the response has no list
	 */
	async page(url: string, following: string[] = []): Promise<ListPage> {
		const response = await this.ahead.response(url, following);
		const list = findItems(response, this.itemsProperty, this.own);
		const evidence = collectEvidence(response, list, this.own);
		if (list.isMissing && evidence.total !== 0) throw noList(list.holders[0]);
		return { url, items: list.items, length: list.items.length, evidence };
	}
}

/** Whether a response says that there is more than was received, and whether it says that there is not. */
export function judge(
	{ evidence }: ListPage,
	received: number,
	pagesRead: number,
): { more: boolean; complete: boolean } {
	const { more, total, pages } = evidence;
	const hasNext = [
		evidence.nextUrl,
		evidence.nextToken,
		evidence.nextPage,
		evidence.nextOffset,
	].some((next) => next !== undefined);
	return {
		more:
			hasNext ||
			more === true ||
			(total !== undefined && total > received) ||
			(pages !== undefined && pages > pagesRead),
		complete:
			more === false ||
			(total !== undefined && total <= received) ||
			(pages !== undefined && pages <= pagesRead),
	};
}
