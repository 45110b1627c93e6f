import {
	canBeJoined,
	claimsTooMuch,
	hasIds,
	isChangeSeen,
	isOddlyEmpty,
	isRound,
	isUncounted,
	losesOrder,
	says,
	sizeToBeHad,
	understood,
	wayTo,
} from './knowledge';
import type { Plan } from './plan';
import { inOrder } from './service';

/**
 * What a reading of a service may come to, from the most to the least:
 *
 * - `complete`: all records and no error
 * - `or error`: or an error; with a limit fewer records with a hint too
 * - `or said`: or an error, or fewer records with a hint
 * - `changing`: the records that were there all the time, or an error, or a hint
 * - `unknowable`: a part may look like the whole; no record twice, and an end
 */
const scale = ['complete', 'or error', 'or said', 'changing', 'unknowable'] as const;

export interface Rule {
	all: (typeof scale)[number];
	/** A hint may stand beside a whole list, since it can't be proven. */
	mayHint: boolean;
	/** The most requests for so many records, with so many beside the pages themselves. */
	mostRequests(records: number, beside?: number): number;
	why: string;
}

/** Requests beside the pages themselves. */
const BESIDE = 6;

/**
 * The only place that decides what even the best reader can't know.
 *
 * @param sizeByHand records of a page, where the parameters are set by hand
 */
export function ruleOf(plan: Plan, sizeByHand?: number): Rule {
	const { faulty, change, hidden } = plan;
	const rule = sizeByHand === undefined ? automaticRule(plan) : byHandRule(plan, sizeByHand);
	const worse = (all: Rule['all'], why: string): Rule => {
		const isWorse = scale.indexOf(all) > scale.indexOf(rule.all);
		// One more reading may be tried.
		// What changes while a larger page is asked for is read on in small ones.
		const mostRequests = (records: number, beside = BESIDE) => {
			const small = change ? beside + pages(records, plan.paging.size) : 0;
			return 2 * Math.max(small, rule.mostRequests(records, beside));
		};
		return { ...rule, ...(isWorse ? { all, why } : {}), mayHint: true, mostRequests };
	};
	if (faulty?.from === 0) return { ...worse('or error', ''), all: 'or error', why: 'an error' };
	if (faulty) return worse('or error', 'a page is an error');
	if (change && !isChangeSeen(plan)) return worse('unknowable', 'nobody sees what changes');
	if (change) return worse('changing', 'changes while it is read');
	const isTold = sizeByHand === undefined ? wayTo(plan) === 'told' : understood(plan).length > 0;
	const isSilent = understood(plan).length === 0;
	const isTried = rule.why === 'the way is found by trying' && plan.paging.by === 'page';
	if (hidden.size && isSilent && isTried && !hasHiddenPage(plan))
		return worse('or said', 'pages are read until one is empty');
	if (hidden.size && isSilent) return worse('unknowable', 'a short page looks like the last');
	if (hidden.size && plan.isNoContent)
		return worse('unknowable', 'a page whose records are all hidden says nothing');
	const isOverlapping = plan.paging.by === 'offset' && sizeByHand !== undefined;
	if (hidden.size && isOverlapping && !hasIds(plan))
		return worse('or said', 'offsets count what is hidden, and nothing tells the records apart');
	if (hidden.size && !(isTold && isUncounted(plan)))
		return worse('or said', 'pages are shorter than they should be');
	// The records that are left may all be hidden.
	if (!hidden.size) return rule;
	// Offsets advance by what came.
	return isOverlapping ? worse(rule.all, '') : { ...rule, mayHint: true };
}

/** Whether a page is empty because nobody may see its records. */
function hasHiddenPage(plan: Plan): boolean {
	const { rows, paging, hidden } = plan;
	const listed = inOrder(plan, rows, true);
	return listed.some((_, at) => {
		const page = at % paging.size === 0 ? listed.slice(at, at + paging.size) : [];
		return page.length > 0 && page.every((row) => hidden.has(row));
	});
}

/** The rule with no option set, as long as nothing happens while the list is read. */
function automaticRule(plan: Plan): Rule {
	const { rows, paging, envelope, hidden, addresses } = plan;
	const page = paging.isWholeUnasked ? rows.length : Math.min(rows.length, paging.size);
	const held = inOrder(plan, rows, true)
		.slice(0, page)
		.filter((row) => !hidden.has(row)).length;
	const isFilled = held === paging.size || paging.isWholeUnasked;
	const isToldSize = isFilled && plan.evidence.some(({ tellsSize }) => tellsSize);
	const looksCut = held > 0 && (isRound(held) || isToldSize);
	const way = wayTo(plan);
	const size =
		paging.by === 'nothing' || page === rows.length ? rows.length : sizeToBeHad(plan, way);
	const rule = (all: Rule['all'], why: string, mayHint = false, most?: number): Rule => ({
		all,
		why,
		mayHint,
		mostRequests: (records, beside = BESIDE) =>
			most ?? (records <= held ? 1 : beside + pages(Math.min(records, rows.length), size)),
	});

	const isElsewhere = says(plan, 'address') && addresses.form === 'another host';
	const isItself = understood(plan).some(({ pointsAtItself }) => pointsAtItself);
	const isMute = understood(plan).length === 0;
	if (plan.isAmbiguous)
		return rule(isMute ? 'or said' : 'or error', 'several lists could be meant', true);
	if (isOddlyEmpty(plan)) return rule('or error', 'nothing says that it is empty', true);
	const isWhole = page === rows.length;
	if (isWhole && isItself && (isElsewhere || addresses.form === 'another path'))
		return rule('or error', 'the page itself has another address', true);
	if (isWhole && !claimsTooMuch(plan)) {
		const saysEnd = understood(plan).some((each) => each.saysEnd);
		const isPlain = plan.evidence.length === understood(plan).length;
		const isOne = isPlain && (saysEnd || !looksCut);
		return rule('complete', 'one answer is all', !saysEnd && looksCut, isOne ? 1 : undefined);
	}
	const isSilent = understood(plan).length === 0;
	const isCursorAlone = understood(plan).every(({ is }) => is === 'token');
	const less = isSilent ? 'or said' : 'or error';
	if (isSilent && !looksCut) return rule('unknowable', 'silent and cut at no round size', true);
	if (isElsewhere) return rule(less, 'the next page is on another host', true);
	if (losesOrder(plan)) return rule('or said', 'next pages come in another order', true);
	if (plan.identity === 'one id twice' && !isWhole)
		return rule('or said', 'two records of different pages have one id', true);
	if (way === 'none') return rule(less, 'no reader knows a way to the rest', true);
	if (plan.identity === 'twins')
		return rule(isCursorAlone ? 'or said' : less, 'pages may be equal, as in a loop', true);
	if (says(plan, 'address')) return rule('complete', 'the answers give addresses');
	if (paging.filters.length) return rule(less, 'what is tried may filter', true);
	if (!canBeJoined(plan)) return rule(less, 'pages can not be joined for certain', true);
	if (way === 'told') return rule('complete', 'the answers tell the way');
	if (isWhole) return rule(less, 'it says that there is more than all', true);
	if (paging.isStrict) return rule(less, 'what must be tried is refused', true);
	if (paging.by === 'offset' && paging.first === 1 && !/index/i.test(paging.parameter))
		return rule(less, 'hardly anybody counts records from 1', true);
	if (envelope.isObject || envelope.whenEmpty === 'left out')
		return rule(less, 'a page past the end is no list', true);
	return rule('complete', 'the way is found by trying', isSilent);
}

/** The rule when the right parameters are set by hand. */
function byHandRule(plan: Plan, asked: number): Rule {
	const { rows, paging, envelope, identity } = plan;
	const { most, tooMany, sizeParameter } = paging;
	const isRefused = sizeParameter !== undefined && asked > most && tooMany === 'refused';
	const size = sizeParameter === undefined || asked > most ? paging.size : asked;
	const isSilent = understood(plan).length === 0;
	const isAgain = ['page 1', 'the last page'].includes(paging.pastEnd);
	const rule = (all: Rule['all'], why: string, mayHint = isSilent || isAgain): Rule => ({
		all,
		why,
		mayHint,
		mostRequests: (records, beside = BESIDE) =>
			beside + pages(Math.min(records, rows.length), size),
	});

	if (plan.isAmbiguous) return rule('or error', 'several lists could be meant', true);
	if (isOddlyEmpty(plan)) return rule('or error', 'nothing says that it is empty', true);
	if (isRefused) return rule('or error', 'the size set by hand is refused', true);
	if (identity === 'one id twice')
		return rule('or said', 'two records of different pages have one id', true);
	if (identity === 'twins') return rule('or error', 'pages may be equal, as in a loop', true);
	const isLooping = isSilent && (paging.pastEnd === 'page 1' || !canBeJoined(plan));
	if (isLooping) return rule('or error', 'past the end it looks like a loop', true);
	if (isSilent && (envelope.isObject || envelope.whenEmpty === 'left out'))
		return rule('or error', 'a page past the end is no list', true);
	return rule('complete', 'the parameters are set by hand');
}

const pages = (records: number, size: number) =>
	Math.max(1, Math.ceil(records / Math.max(1, size)));
