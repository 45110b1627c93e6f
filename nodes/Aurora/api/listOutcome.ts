import { AuroraError } from '../../../lib/http/errors';

import { incompleteError, PAGINATION, unclearError } from './listErrors';
import { isFull, isRoundSize, judge, type ListPage } from './listPage';
import type { ListState } from './listState';

/** How the pages ended. */
export interface End {
	/** A way to further pages was followed until there were none. */
	isEnd?: boolean;
	/** A probe has shown that there is no more. */
	isProven?: boolean;
	/** Nothing tells whether there is more, and no further page was found. */
	isSilent?: boolean;
	tried?: string[];
	isOnlyFirst?: boolean;
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
	/** Where the list is in the response, with dots; absent where it is the response. */
	path?: string;
	/** The response had status 204. */
	isNoContent?: boolean;
}

/** What a reading came to. */
export interface Outcome extends Listing {
	/** Records that were counted and did not come. */
	missing: number;
}

function factsOf(state: ListState, end: End, page: ListPage) {
	const { seen, repeats, pagesRead, largestPage, limit, isStalled, isLinked } = state;
	const { evidence, length } = page;
	const got = state.records.length;
	const { more, complete } = judge(page, state.received, pagesRead);
	// One that shrinks means that records were removed, and others may have taken their places.
	const total = state.largestTotal || evidence.total;
	const lacking = total === undefined ? 0 : Math.max(0, total - got);
	const isCounted = total !== undefined && lacking === 0 && (seen.hasIds || repeats === 0);
	const isNowAll = evidence.total !== undefined && evidence.total <= got;
	const isLittle = lacking < Math.max(2, largestPage) || isNowAll;
	const isFullPage = pagesRead > 1 ? length >= largestPage : isFull(page);
	const mayBeMore = (isFullPage && !isLinked) || evidence.mayBeMore === true;
	const isContradicted = more && (isStalled || length === 0);
	const { isEnd = false, isProven = false, isSilent = false } = end;
	return {
		...{ state, end, evidence, got, total, lacking, isCounted, more, isEnd, isProven, isSilent },
		isFilled: got === limit,
		isAllWanted: limit === Number.POSITIVE_INFINITY,
		saysMore: more && !complete,
		saysNothing: !more && !complete,
		isVague: page.isVague === true && got === 0,
		/** Records without ids may have been taken for others. */
		isUnclear: seen.isUnclear && !isCounted,
		mayBeMore: mayBeMore && got !== total,
		/** The total differs by less than a page, as when records come and go. */
		hasDrifted: pagesRead > 1 && lacking > 0 && isLittle && evidence.more !== true,
		hasTooMany: pagesRead > 1 && total !== undefined && got > total,
		/** The second page was the first one again: the parameters may be ignored. */
		isOnePageAgain: isStalled && got <= largestPage && isRoundSize(got) && !isLinked,
		isAll: isCounted || (lacking === 0 && evidence.more !== true && !isContradicted),
	};
}

type Facts = ReturnType<typeof factsOf>;

/** What a reading comes to: `whole`, `part`, why it is in doubt, or why it fails. */
type Ending =
	| 'whole'
	| 'part'
	| (Pick<Listing, 'isSilent'> & { doubt: string; missing?: number })
	| AuroraError;

const SILENT = `. The response does not say whether there are more, and no further page was found. ${PAGINATION} if there are more.`;

/** How readings end: the first that applies. */
const ENDINGS: Record<string, (facts: Facts) => Ending | false> = {
	saysThatSomeAreMissing: (facts) => facts.evidence.isPartial === true && partOrError(facts),
	hasAllWithinLimit: ({ isFilled, isCounted, got, total }) =>
		isFilled && isCounted && got === total && 'whole',
	hasMoreThanLimit: ({ got, state }) => got > state.limit && 'part',
	saysMoreAtLimit: ({ isFilled, saysMore }) => isFilled && saysMore && 'part',
	wasSilent: (facts) => facts.isSilent && silence(facts),
	isVague: (facts) =>
		facts.isVague &&
		facts.saysNothing &&
		doubt(facts, ': the response has null or an empty object in place of the list.'),
	isSilentAtLimit: (facts) =>
		facts.isFilled &&
		facts.saysNothing &&
		facts.mayBeMore &&
		doubt(facts, ", as many as 'Limit' allows. The response does not say whether there are more."),
	looksAlike: (facts) =>
		facts.isUnclear &&
		(facts.isAllWanted
			? unclearError(facts.got)
			: doubt(facts, ". They have no IDs and can't be told apart, so some may be missing.")),
	hasDrifted: (facts) =>
		facts.hasDrifted && {
			...miscounted(facts, 'Records may have changed while they were read.'),
			// What came twice explains as many: two records with one ID, or one that moved.
			missing: facts.lacking <= facts.state.repeats ? 0 : facts.lacking,
		},
	hasRepeats: (facts) =>
		!facts.isCounted &&
		facts.state.repeats > 0 &&
		doubt(facts, `. ${facts.state.repeats} of them came more than once, so others may be missing.`),
	hasTooMany: (facts) =>
		facts.hasTooMany &&
		(!facts.state.seen.hasIds && facts.isAllWanted
			? unclearError(facts.total ?? 0)
			: miscounted(facts, 'Some may be duplicates.')),
	isProven: ({ isProven, isEnd, more }) => (isProven || (!more && !isEnd)) && 'whole',
	isOnePageAgain: (facts) =>
		facts.isEnd && facts.isOnePageAgain && facts.saysNothing && !facts.isCounted && silence(facts),
	isAll: ({ isEnd, isAll }) => isEnd && isAll && 'whole',
	isPart: (facts) => partOrError(facts),
};

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
	let ending: Ending | false = false;
	for (const endingOf of Object.values(ENDINGS)) ending ||= endingOf(facts);
	if (ending instanceof AuroraError) throw ending;
	if (typeof ending === 'object') return { records, missing: 0, ...ending };
	if (ending === 'whole') return { records, missing: 0 };
	const more = total !== undefined && total > records.length ? total : true;
	return { records, more, missing: 0 };
}

function partOrError({ got, total, evidence, end, isAllWanted }: Facts): Ending {
	if (!isAllWanted || end.isOnlyFirst) return 'part';
	return incompleteError(got, total, evidence.seen, end.tried ?? []);
}

function silence(facts: Facts) {
	return { ...doubt(facts, SILENT), isSilent: true };
}

function doubt({ got }: Facts, why: string): { doubt: string } {
	return { doubt: `${got} records were read${why}` };
}

function miscounted({ got, total }: Facts, why: string): { doubt: string } {
	return { doubt: `Aurora reported ${total} records, but ${got} were read. ${why}` };
}
