import { AuroraError } from '../../../lib/http/errors';

import { incompleteError, PAGINATION, unclearError } from './listErrors';
import { isRoundSize, judge, type ListPage } from './listPage';
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
	/** No further page was wanted. */
	isOnlyFirst?: boolean;
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

/** What counts when the pages have ended. */
function factsOf(state: ListState, end: End, page: ListPage) {
	const { seen, repeats, received, pagesRead, largestPage, limit, isStalled, isLinked } = state;
	const { evidence, length } = page;
	const { more: isMore, complete: saysEnd } = judge(page, received, pagesRead);
	const got = state.records.length;
	// One that shrinks means that records were removed, and others may have taken their places.
	const total = state.largestTotal || evidence.total;
	const lacking = total === undefined ? 0 : Math.max(0, total - got);
	const isCounted = total !== undefined && lacking === 0 && (seen.hasIds || repeats === 0);
	const isNowAll = evidence.total !== undefined && evidence.total <= got;
	const isLittle = lacking < Math.max(2, largestPage) || isNowAll;
	const isFullPage = pagesRead > 1 ? length >= largestPage : isRoundSize(length);
	const mayBeMore = (isFullPage && !isLinked) || evidence.mayBeMore === true;
	const isContradicted = isMore && (isStalled || length === 0);
	return {
		...{ state, end, page, got, total, lacking, isCounted },
		isFilled: got === limit,
		isAllWanted: limit === Number.POSITIVE_INFINITY,
		isMore: isMore && !saysEnd,
		isMute: !isMore && !saysEnd,
		isNamedMore: isMore,
		/** Records without ids may have been taken for others. */
		isUnclear: seen.isUnclear && !isCounted,
		mayBeMore: mayBeMore && got !== total,
		/** The total differs by less than a page, as when records come and go. */
		hasDrifted: pagesRead > 1 && lacking > 0 && isLittle && evidence.more !== true,
		/** The second page was the first one again: the parameters may be ignored. */
		isOnePageAgain: isStalled && got <= largestPage && isRoundSize(got) && !isLinked,
		isAll: isCounted || (lacking === 0 && evidence.more !== true && !isContradicted),
	};
}

type Facts = ReturnType<typeof factsOf>;

/** What a reading comes to: `whole`, `part`, why it is in doubt, or why it fails. */
type Ending = 'whole' | 'part' | { doubt: string; missing?: number } | AuroraError;

const doubt = (why: string): Ending => ({ doubt: why });

/** How readings end, the first that fits. */
const ENDINGS: Array<[is: (facts: Facts) => boolean, ending: (facts: Facts) => Ending]> = [
	// The response says that records are missing.
	[({ page }) => page.evidence.isPartial === true, partOrError],
	// A filled limit.
	[({ isFilled, isCounted, got, total }) => isFilled && isCounted && got === total, () => 'whole'],
	[({ got, state }) => got > state.limit, () => 'part'],
	[({ isFilled, isMore }) => isFilled && isMore, () => 'part'],
	[({ end }) => end.isSilent === true, ({ got }) => doubt(silent(got))],
	[
		({ isFilled, isMute, mayBeMore }) => isFilled && isMute && mayBeMore,
		({ got }) =>
			doubt(
				`${got} records were returned, as many as 'Limit', and nothing says whether there are more.`,
			),
	],
	// Records that nothing tells apart.
	[({ isUnclear, isAllWanted }) => isUnclear && isAllWanted, ({ got }) => unclearError(got)],
	[
		({ isUnclear }) => isUnclear,
		({ got }) =>
			doubt(
				`${got} records were returned. They have no IDs and look alike, so some may be missing.`,
			),
	],
	// Another number of records than is counted.
	[
		({ hasDrifted }) => hasDrifted,
		({ total, got, lacking, state }) => ({
			doubt: `Aurora counts ${total} records, but ${got} were returned. Records may have changed while they were read.`,
			// What came twice explains as many: two records with one ID, or one that moved.
			missing: lacking <= state.repeats ? 0 : lacking,
		}),
	],
	[
		({ isCounted, state }) => !isCounted && state.repeats > 0,
		({ got, state }) =>
			doubt(
				`${got} records were returned, ${state.repeats} of them more than once, so others may be missing.`,
			),
	],
	[
		({ got, total = got, state }) => got > total && state.pagesRead > 1,
		({ total = 0, got, state, isAllWanted }) =>
			!state.seen.hasIds && isAllWanted
				? unclearError(total)
				: doubt(
						`Aurora counts ${total} records, but ${got} were returned. Some may be there twice.`,
					),
	],
	// The end of the pages.
	[({ end, isNamedMore }) => end.isProven === true || (!isNamedMore && !end.isEnd), () => 'whole'],
	[
		({ end, isOnePageAgain, isMute, isCounted }) =>
			end.isEnd === true && isOnePageAgain && isMute && !isCounted,
		({ got }) => doubt(silent(got)),
	],
	[({ end, isAll }) => end.isEnd === true && isAll, () => 'whole'],
	[() => true, partOrError],
];

/**
 * Says what a reading came to.
 *
 * @param page the last one that said something new
 * @throws AuroraError when all records are wanted and some are known to be missing
 */
export function outcomeOf(state: ListState, end: End, page: ListPage): Outcome {
	const facts = factsOf(state, end, page);
	const { got, total } = facts;
	const records = got > state.limit ? state.records.slice(0, state.limit) : state.records;
	const ending = ENDINGS.find(([is]) => is(facts))?.[1](facts);
	if (ending instanceof AuroraError) throw ending;
	if (typeof ending === 'object') return { records, missing: 0, ...ending };
	if (ending === 'whole') return { records, missing: 0 };
	return {
		records,
		more: total !== undefined && total > records.length ? total : true,
		missing: 0,
	};
}

/** With all records wanted, a part of them is an error. */
function partOrError({ got, total, page, end, isAllWanted }: Facts): Ending {
	if (!isAllWanted || end.isOnlyFirst) return 'part';
	return incompleteError(got, total, page.evidence.seen, end.tried ?? []);
}

function silent(got: number): string {
	return `Exactly ${got} records were returned, and nothing says whether there are more. No further page was found. ${PAGINATION} if there are more.`;
}
