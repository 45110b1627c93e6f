import { incompleteError, unclearError } from './listErrors';
import { hintsByCursor, isRoundSize, judge, type ListPage } from './listPage';
import type { ListState } from './listState';

/** How the pages ended. */
export interface End {
	/** A way to further pages was followed until there were none. */
	isEnd?: boolean;
	/** A probe has shown that there is no more. */
	isProven?: boolean;
	/** Nothing tells whether there is more, and no further page was found. */
	isSilent?: boolean;
	/** What was tried to get more. */
	tried?: string[];
}

/** What was read of a list. */
export interface Listing {
	records: unknown[];
	/** There is more: how many records in all, or `true` when only that is known. */
	more?: number | true;
	/** Why it could not be proven that these are all, as a sentence. */
	doubt?: string;
}

/** What a reading came to. */
export interface Outcome extends Listing {
	/** Records that were counted and did not come. */
	missing: number;
}

/** A reading that has ended. */
interface Ended {
	state: ListState;
	end: End;
	/** Only one page was wanted. */
	onlyFirst: boolean;
}

/**
 * Says what a reading came to.
 *
 * @param page the last one that said something new
 * @throws AuroraError when all records are wanted and some are known to be missing
 */
export function outcomeOf({ state, end, onlyFirst }: Ended, page: ListPage): Outcome {
	const { limit, received, pagesRead, largestPage, repeats, largestTotal } = state;
	const { more: saysMore, seen } = page.evidence;
	// One that shrinks means that records were removed, and others may have taken their places.
	const total = largestTotal || page.evidence.total;
	const { more, complete } = judge(page, received, pagesRead);
	const got = state.records.length;
	const records = got > limit ? state.records.slice(0, limit) : state.records;
	const lacking = total === undefined ? 0 : Math.max(0, total - got);
	// What came twice explains as many: two records with one ID, or one that moved.
	const missing = lacking <= repeats ? 0 : lacking;
	const all = total !== undefined && total > records.length ? total : true;
	const isCounted = total !== undefined && lacking === 0 && (state.seen.hasIds || repeats === 0);
	if (got === limit && isCounted && got === total) return { records, missing: 0 };
	if (got > limit || (got === limit && more && !complete))
		return { records, more: all, missing: 0 };
	if (end.isSilent) {
		return { records, doubt: silent(got), missing: 0 };
	}
	const isFullPage = pagesRead > 1 ? page.length >= largestPage : isRoundSize(page.length);
	const mayGoOn = ((isFullPage && !state.isLinked) || hintsByCursor(page)) && got !== total;
	if (got === limit && !more && !complete && mayGoOn) {
		const doubt = `${got} records were returned, as many as 'Limit', and nothing says whether there are more.`;
		return { records, doubt, missing: 0 };
	}
	const isNowAll = page.evidence.total !== undefined && page.evidence.total <= got;
	const isLittle = lacking < Math.max(2, largestPage) || isNowAll;
	const isDrift = lacking > 0 && isLittle && saysMore !== true;
	const isUnclear = state.seen.isUnclear && !isCounted;
	if (isUnclear && limit === Number.POSITIVE_INFINITY) throw unclearError(got);
	if (pagesRead > 1 && isDrift && !isUnclear) {
		const doubt = `Aurora counts ${total} records, and ${got} came. Records may have changed while they were read.`;
		return { records, doubt, missing };
	}
	if (!isCounted && (isUnclear || repeats > 0)) {
		const doubt = isUnclear
			? `${got} records came. They have no IDs and look alike, so that some may be left out.`
			: `${got} records came, ${repeats} of them more than once, so that others may be left out.`;
		return { records, doubt, missing: 0 };
	}
	if (total !== undefined && got > total && pagesRead > 1) {
		if (!state.seen.hasIds && limit === Number.POSITIVE_INFINITY) throw unclearError(total);
		const doubt = `Aurora counts ${total} records, and ${got} came. Some may be there twice.`;
		return { records, doubt, missing: 0 };
	}
	if (end.isProven || (!more && !end.isEnd)) return { records, missing: 0 };
	// The second page was the first one again: the parameters may be ignored.
	const isOnePage = state.isStalled && got <= largestPage && isRoundSize(got);
	const isMute = !complete && !isCounted && !more && !state.isLinked;
	if (isOnePage && isMute && end.isEnd) return { records, doubt: silent(got), missing: 0 };
	const isContradicted = more && (state.isStalled || page.length === 0);
	const isAll = isCounted || (lacking === 0 && saysMore !== true && !isContradicted);
	if (end.isEnd && isAll) return { records, missing: 0 };
	if (limit === Number.POSITIVE_INFINITY && !onlyFirst)
		throw incompleteError(got, total, seen, end.tried ?? []);
	return { records, more: all, missing: 0 };
}

function silent(got: number): string {
	return `Exactly ${got} records came, and nothing says whether there are more. No further page was found. If there are more, set 'Pagination' in the options.`;
}
