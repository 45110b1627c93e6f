import type { Convention } from './conventions';
import { recordId } from './recordId';
import type { ListPage } from './listPage';
import type { ListState } from './listState';

/** Where a reading goes on. Plain data, so that a dropdown can hand it to the browser and get it back. */
export interface Position {
	/** Address of the next page, where the last one names it. */
	url?: string;
	convention?: Convention;
	/** Number, offset, token or id that the convention asks for. */
	value?: string | number;
	pagesRead: number;
	received: number;
	largestPage: number;
}

/**
 * What a convention asks for to get the page after those that were read.
 *
 * @param own what the records are called, in lower case
 * @param page the last one; absent before the first
 * @returns undefined where there is nothing to go on with
 */
export function valueFor(
	{ kind, base }: Convention,
	{ pagesRead, received, records }: ListState,
	own: string[],
	page?: ListPage,
): string | number | undefined {
	if (kind === 'page') return base + pagesRead;
	if (kind === 'offset') return page?.evidence.nextOffset ?? base + received;
	if (kind === 'lastId') return recordId(records[records.length - 1], own);
	return (page?.evidence.nextToken ?? page?.evidence.cursor)?.value;
}
