import type { Convention } from './conventions';
import { SeenRecords } from './identity';
import { emptyPagesError, loopError } from './listErrors';
import { namesNext, type ListPage, type ListSource } from './listPage';
import { recordId } from './recordId';

const MAX_EMPTY_PAGES = 10;

/** A list with more pages is taken for one without an end. */
const MAX_PAGES = 10_000;
const MAX_PAGES_WITHOUT_IDS = 1000;
const MAX_PAGES_WITHOUT_NEW = 3;

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

/** What was read of a list so far. */
export class ListState {
	seen: SeenRecords;

	/** The last page. */
	page!: ListPage;

	/** The last page that did not only bring what was there before: what it says of the end counts. */
	telling!: ListPage;

	/** Records that came, those that came twice included. */
	received = 0;

	pagesRead = 0;

	largestPage = 0;

	emptyPages = 0;

	/** The most records that a response has counted. */
	largestTotal = 0;

	/** Records that came again beside new ones: the pages overlap. */
	repeats = 0;

	/** Pages with records that were there before, beside new ones. */
	overlaps = 0;

	/** Some page said that there is more, so that one that does not is the last. */
	isLinked = false;

	urls: string[] = [];

	private pagesWithoutNew = 0;

	/** @param limit records that are wanted */
	constructor(
		readonly source: ListSource,
		readonly limit: number,
	) {
		this.seen = new SeenRecords(source.own);
	}

	get records(): unknown[] {
		return this.seen.records;
	}

	get isFull(): boolean {
		return this.records.length >= this.limit;
	}

	/** The last page had records, and none of them was new. */
	get isStalled(): boolean {
		return this.pagesWithoutNew > 0;
	}

	/**
	 * Whether a page says that there is more than was received, and whether it says that there is not.
	 *
	 * @param pagesRead how many its number of pages is compared with
	 */
	judge(page = this.page, pagesRead = this.pagesRead): { more: boolean; complete: boolean } {
		const { received } = this;
		const { more, total, pages, count, isPartial = false } = page.evidence;
		return {
			more:
				isPartial ||
				namesNext(page.evidence) ||
				more === true ||
				(total !== undefined && total > received) ||
				(pages !== undefined && pages > pagesRead) ||
				(count !== undefined && count > Math.max(received, pagesRead)),
			complete:
				!isPartial &&
				(more === false ||
					(total !== undefined && total <= received) ||
					(pages !== undefined && pages <= pagesRead) ||
					(count !== undefined && count <= Math.min(received, pagesRead))),
		};
	}

	/** Pages that were read; where offsets are counted, those that the records fill. */
	pagesOf({ kind, size = 0 }: Convention): number {
		if (kind !== 'offset') return this.pagesRead;
		if (this.isStalled) return Math.ceil(this.received / Math.max(1, this.largestPage));
		return Math.floor(this.records.length / Math.max(1, this.largestPage, size));
	}

	/** What a convention asks for to get the next page; undefined where there is nothing to go on with. */
	valueFor({ kind, base }: Convention): string | number | undefined {
		const { nextOffset, nextToken, cursor } = this.page.evidence;
		if (kind === 'page') return base + this.pagesRead;
		if (kind === 'offset') return nextOffset ?? base + this.received;
		if (kind === 'lastId') return recordId(this.records.at(-1), this.source.own);
		return (nextToken ?? cursor)?.value;
	}

	/**
	 * Reads a page and takes its records.
	 *
	 * @param following addresses of the pages after it, to be requested at the same time
	 * @throws AuroraError when pages bring nothing new again and again
	 */
	async take(url: string, following: string[] = []): Promise<ListPage> {
		const page = await this.source.page(url, following, this.pagesRead > 0);
		this.add(page);
		return page;
	}

	add(page: ListPage): void {
		const { url, items, length, evidence } = page;
		this.page = page;
		this.urls.push(url);
		const { taken, repeated, isOverlap } = this.seen.add(items);
		this.repeats += repeated;
		if (isOverlap) this.overlaps++;
		this.largestTotal = Math.max(this.largestTotal, evidence.total ?? 0);
		this.isLinked ||= namesNext(evidence) || evidence.mayBeMore === true || evidence.more === true;
		this.received += items.length;
		this.pagesRead++;
		this.largestPage = Math.max(this.largestPage, length);
		this.emptyPages = length === 0 ? this.emptyPages + 1 : 0;
		this.pagesWithoutNew = taken === 0 && length > 0 ? this.pagesWithoutNew + 1 : 0;
		if (!this.isStalled) this.telling = page;
		if (this.pagesRead > (this.seen.hasIds ? MAX_PAGES : MAX_PAGES_WITHOUT_IDS)) throw loopError();
		if (this.emptyPages > MAX_EMPTY_PAGES) throw emptyPagesError(MAX_EMPTY_PAGES);
		if (this.pagesWithoutNew >= MAX_PAGES_WITHOUT_NEW) throw loopError();
	}

	/** Goes on where another reading was. */
	resume(at: Pick<ListState, 'received' | 'pagesRead' | 'largestPage'>): void {
		this.received = at.received;
		this.pagesRead = at.pagesRead;
		this.largestPage = at.largestPage;
	}

	reset(): void {
		this.seen = new SeenRecords(this.source.own);
		this.urls = [];
		this.repeats = 0;
		this.overlaps = 0;
		this.resume({ received: 0, pagesRead: 0, largestPage: 0 });
	}
}
