import type { Convention } from './conventions';
import type { ListPage } from './listPage';
import type { ListReader } from './listReader';

const MAX_PAGE_SIZE = 1000;

/** What is asked for when a service refuses the largest. */
const SECOND_PAGE_SIZE = 100;

/**
 * Begins a list again with larger pages, where that saves requests.
 *
 * @param convention that was proven by the first two pages
 * @returns the convention with the page size that the service gives, and the first page, taken; nothing
 *   where the list goes on as it is
 */
export async function raisePageSize(
	reader: ListReader,
	convention: Convention,
	first: ListPage,
	second: ListPage,
): Promise<{ convention: Convention; page: ListPage } | undefined> {
	const { state } = reader;
	const size = first.length;
	const total = second.evidence.total ?? first.evidence.total ?? Number.POSITIVE_INFINITY;
	const wanted = Math.min(state.limit, total);
	const isOver = state.records.length + second.items.length >= wanted;
	const isCounted = convention.kind === 'page' || convention.kind === 'offset';
	if (!isCounted || isOver || wanted <= size * 2) return undefined;
	for (const larger of [Math.min(wanted, MAX_PAGE_SIZE), SECOND_PAGE_SIZE]) {
		if (larger <= size) return undefined;
		const url = reader.urlOf({ ...convention, size: larger }, convention.base);
		const page = await reader.orRefused(reader.source.page(url));
		if (!page) continue;
		const isSame = state.records.every((record, at) => {
			return at < page.length && state.seen.keyOf(record) === state.seen.keyOf(page.items[at]);
		});
		if (!isSame || page.length <= size) return undefined;
		state.reset();
		state.add(page);
		// A service that gives fewer may still count its pages by what it was asked for.
		return { convention: { ...convention, size: Math.min(page.length, larger) }, page };
	}
	return undefined;
}
