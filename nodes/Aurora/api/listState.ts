import type { Convention } from './conventions';
import { SeenRecords } from './identity';
import { emptyPagesError, loopError } from './listErrors';
import { namesNext, type ListPage, type ListSource } from './listPage';

const MAX_EMPTY_PAGES = 10;

/** A list with more pages is taken for one without an end. */
const MAX_PAGES = 10_000;
const MAX_PAGES_WITHOUT_IDS = 1000;
const MAX_PAGES_WITHOUT_NEW = 3;

/** What was read of a list so far. */
export class ListState {
	seen: SeenRecords;

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
		private readonly source: ListSource,
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

	/** Pages that were read; where offsets are counted, those that the records fill. */
	pagesOf({ kind, size = 0 }: Pick<Convention, 'kind' | 'size'>): number {
		if (kind !== 'offset') return this.pagesRead;
		if (this.isStalled) return Math.ceil(this.received / Math.max(1, this.largestPage));
		return Math.floor(this.records.length / Math.max(1, this.largestPage, size));
	}

	/** The last page had records, and none of them was new. */
	get isStalled(): boolean {
		return this.pagesWithoutNew > 0;
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
		this.urls.push(url);
		const { taken, again, isOverlap } = this.seen.add(items);
		this.repeats += again;
		if (isOverlap) this.overlaps++;
		this.largestTotal = Math.max(this.largestTotal, evidence.total ?? 0);
		this.isLinked ||= namesNext(evidence) || evidence.mayBeMore === true || evidence.more === true;
		this.received += items.length;
		this.pagesRead++;
		this.largestPage = Math.max(this.largestPage, length);
		this.emptyPages = length === 0 ? this.emptyPages + 1 : 0;
		this.pagesWithoutNew = taken === 0 && length > 0 ? this.pagesWithoutNew + 1 : 0;
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
