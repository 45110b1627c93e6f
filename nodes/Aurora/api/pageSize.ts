import type { Convention } from './conventions';
import type { ListPage } from './listPage';
import type { ListReader } from './listReader';
import { isProbeRefused, unlessRefused } from './probeRequests';

/** The largest page that is asked for, and what when a service refuses it. */
export const PAGE_SIZES = [1000, 100];

/**
 * Begins a list again with larger pages, where that saves requests.
 *
 * @param convention by which the list pages
 * @param latest the last page that came, held or not
 * @param sizes to ask for, in records
 * @returns the convention with the page size that the service gives, and the first page, taken;
 *   `kept` where the list goes on as it is, `unfit` where the page does not begin with the
 *   records that are held
 */
export async function raisePageSize(
	reader: ListReader,
	convention: Convention,
	latest: ListPage,
	sizes: number[],
): Promise<{ convention: Convention; page: ListPage } | 'kept' | 'unfit'> {
	const { state } = reader;
	const held = state.largestPage;
	const wanted = Math.min(state.limit, latest.evidence.total ?? Number.POSITIVE_INFINITY);
	const isCounted = convention.kind === 'page' || convention.kind === 'offset';
	if (!isCounted || wanted <= held * 2) return 'kept';
	reader.found.isSizeTried = true;
	// One more than a limit tells whether there is more.
	const most = wanted === state.limit ? wanted + 1 : wanted;
	for (const larger of sizes.map((size) => Math.min(size, most))) {
		if (larger <= held) return 'kept';
		const url = reader.urlOf({ ...convention, size: larger }, convention.base);
		const page = await unlessRefused(reader.source.page(url), isProbeRefused);
		if (!page) continue;
		if (!state.seen.isBeginning(page.items)) return 'unfit';
		if (page.length <= held) return 'kept';
		state.reset();
		state.add(page);
		// A service that gives fewer may still count its pages by what it was asked for.
		return { convention: { ...convention, size: Math.min(page.length, larger) }, page };
	}
	return 'kept';
}
