import { incompleteError, PAGINATION, unclearError } from './listErrors';
import { isFull, isRoundSize } from './listPage';
import type { ListState } from './listState';

/** How the pages ended. */
export interface End {
	/**
	 * - `end`: a way to further pages was followed until there were none
	 * - `proven`: a probe has shown that there is no more
	 * - `silent`: nothing tells whether there is more, and no further page was found
	 * - `only first`: no further page was wanted
	 */
	is?: 'end' | 'proven' | 'silent' | 'only first';
	tried?: string[];
}

/** What was read of a list. */
export interface Listing {
	records: unknown[];
	/** There is more: how many records in all, or `true` when only that is known. */
	more?: number | true;
	/** Why it could not be proven that these are all, as a sentence. */
	doubt?: string;
	/** The only doubt: nothing says whether there is more. */
	isSilent?: boolean;
	/** Records that were counted and did not come. */
	missing?: number;
	/** Where the list is in the response, with dots; absent where it is the response. */
	path?: string;
	/** The response had status 204. */
	isNoContent?: boolean;
}

const SILENT = `. The response does not say whether there are more, and no further page was found. ${PAGINATION} if there are more.`;

/**
 * Says what a reading came to: nothing more than the records where these are all.
 *
 * @throws AuroraError when all records are wanted and some are known to be missing
 */
export function outcomeOf(state: ListState, end: End): Listing {
	const { limit } = state;
	const records = state.isFull ? state.records.slice(0, limit) : state.records;
	return { records, ...endingOf(state, end) };
}

/** How a reading ends: what applies first. */
function endingOf(state: ListState, end: End): Omit<Listing, 'records'> {
	const { seen, repeats, pagesRead, largestPage, limit, isStalled, isLinked, telling } = state;
	const { evidence, length } = telling;
	const got = state.records.length;
	const { more, complete } = state.judge(telling);
	const saysNothing = !more && !complete;
	// One that shrinks means that records were removed, and others may have taken their places.
	const total = state.largestTotal || evidence.total;
	const lacking = total === undefined ? 0 : Math.max(0, total - got);
	const isCounted = total !== undefined && lacking === 0 && (seen.hasIds || repeats === 0);
	const isFilled = got === limit;
	const isAllWanted = limit === Number.POSITIVE_INFINITY && end.is !== 'only first';
	const part = {
		more: total !== undefined && total > Math.min(got, limit) ? total : true,
	} as const;
	const partOrError = () => {
		if (isAllWanted) throw incompleteError(got, total, evidence.seen, end.tried ?? []);
		return part;
	};
	const doubt = (why: string) => ({ doubt: `${got} records were read${why}` });
	const silence = { ...doubt(SILENT), isSilent: true };
	const miscounted = `Aurora reported ${total} records, but ${got} were read.`;

	if (evidence.isPartial) return partOrError();
	if (isFilled && isCounted && got === total) return {};
	if (got > limit || (isFilled && more && !complete)) return part;
	if (end.is === 'silent') return silence;
	if (telling.isVague && got === 0 && saysNothing)
		return doubt(': the response has null or an empty object in place of the list.');
	const isFullPage = pagesRead > 1 ? length >= largestPage : isFull(telling);
	const mayBeMore = (isFullPage && !isLinked) || evidence.mayBeMore === true;
	if (isFilled && saysNothing && mayBeMore)
		return doubt(", as many as 'Limit' allows. The response does not say whether there are more.");
	// Records without ids may have been taken for others.
	if (seen.isUnclear && !isCounted) {
		if (isAllWanted) throw unclearError(got);
		return doubt(". They have no IDs and can't be told apart, so some may be missing.");
	}
	// The total differs by less than a page, as when records come and go.
	const isNowAll = (evidence.total ?? Infinity) <= got;
	const isLittle = lacking < Math.max(2, largestPage) || isNowAll;
	if (pagesRead > 1 && lacking > 0 && isLittle && evidence.more !== true) {
		// What came twice explains as many: two records with one ID, or one that moved.
		const missing = lacking <= repeats ? 0 : lacking;
		return { doubt: `${miscounted} Records may have changed while they were read.`, missing };
	}
	if (!isCounted && repeats > 0)
		return doubt(`. ${repeats} of them came more than once, so others may be missing.`);
	if (pagesRead > 1 && total !== undefined && got > total) {
		if (!seen.hasIds && isAllWanted) throw unclearError(total);
		return { doubt: `${miscounted} Some may be duplicates.` };
	}
	if (end.is === 'proven' || (!more && end.is !== 'end')) return {};
	if (end.is !== 'end') return partOrError();
	// The second page was the first one again: the parameters may be ignored.
	const isOnePageAgain = isStalled && got <= largestPage && isRoundSize(got) && !isLinked;
	if (isOnePageAgain && saysNothing && !isCounted) return silence;
	const isContradicted = evidence.more === true || (more && (isStalled || length === 0));
	return isCounted || (lacking === 0 && !isContradicted) ? {} : partOrError();
}
