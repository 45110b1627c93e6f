import type { Evidence } from './evidence/evidence';
import { isUsual, lastIdNames, offsetNames, pageNames, sizeNames, tokenNames } from './parameters';
import type { Plan } from './plan';

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
	/** The most requests for so many records. */
	mostRequests(records: number): number;
	why: string;
}

/** Requests beside the pages themselves. */
const BESIDE = 6;

/** The only place that decides what even the best reader can't know. */
export function ruleOf(plan: Plan): Rule {
	const { faulty, change, hidden } = plan;
	const rule = quietRule(plan);
	const worse = (all: Rule['all'], why: string): Rule => {
		const isWorse = scale.indexOf(all) > scale.indexOf(rule.all);
		// One more reading may be tried.
		const mostRequests = (records: number) => 2 * rule.mostRequests(records);
		return { ...rule, ...(isWorse ? { all, why } : {}), mayHint: true, mostRequests };
	};
	if (faulty?.from === 0)
		return { ...worse('or error', ''), all: 'or error', why: 'it is an error' };
	if (faulty) return worse('or error', 'a page is an error');
	if (change && !isSeen(plan)) return worse('unknowable', 'nobody sees what changes');
	if (change) return worse('changing', 'changes while it is read');
	if (hidden.size && !tellsWayOnly(plan)) return worse('or said', 'the total counts more');
	// The records that are left may all be hidden.
	return hidden.size ? { ...rule, mayHint: true } : rule;
}

/** The rule as long as nothing happens while the list is read. */
function quietRule(plan: Plan): Rule {
	const { rows, paging, envelope, hidden, addresses } = plan;
	const evidence = understood(plan);
	const page = paging.isWholeUnasked ? rows.length : Math.min(rows.length, paging.size);
	const held = rows.slice(0, page).filter((row) => !hidden.has(row)).length;
	const looksCut = held > 0 && isRound(held);
	const way = wayTo(plan);
	const pages = pagesOf(plan, way);
	const rule = (all: Rule['all'], why: string, mayHint = false, most?: number): Rule => ({
		all,
		why,
		mayHint,
		mostRequests: (records) => most ?? (records <= held ? 1 : pages(records) + BESIDE),
	});

	const hasAddress = evidence.some(({ is }) => is === 'address');
	const isElsewhere = hasAddress && addresses.form === 'another host';
	if (plan.isAmbiguous)
		return rule('or error', 'several lists, and none is known by its name', true);
	if (rows.length === 0 && isOddlyEmpty(plan))
		return rule('or error', 'nothing says that it is empty');
	if (page === rows.length) {
		if (isElsewhere && evidence.some(({ pointsAtItself }) => pointsAtItself))
			return rule('or error', 'the page itself is on another host', true);
		const saysEnd = evidence.some((each) => each.saysEnd);
		const isPlain = plan.evidence.every(({ is, isRare }) => is !== 'echo' && !isRare);
		const isOne = isPlain && (saysEnd || !looksCut);
		return rule(
			'complete',
			'one answer holds everything',
			!saysEnd && looksCut,
			isOne ? 1 : undefined,
		);
	}
	const isSilent = evidence.length === 0;
	if (isSilent && !looksCut)
		return rule('unknowable', 'silent and cut at a size that is not round', true);
	const less = isSilent ? 'or said' : 'or error';
	if (isElsewhere) return rule('or error', 'the next page is on another host', true);
	if (hasAddress && losesOrder(plan))
		return rule('or said', 'next pages come in another order', true);
	if (way !== 'none' && plan.identity === 'twins')
		return rule(less, 'pages may be equal, as in a loop', true);
	if (hasAddress) return rule('complete', 'the answers give addresses');
	if (way === 'none') return rule(less, 'no reader knows a way to the rest', true);
	if (paging.filters.length) return rule(less, 'what is tried may filter', true);
	if (!canBeJoined(plan)) return rule(less, 'pages can not be joined for certain', true);
	if (way === 'told') return rule('complete', 'the answers tell the way');
	if (paging.isStrict) return rule(less, 'the way must be guessed, and guesses are refused', true);
	if (paging.by === 'offset' && paging.first === 1 && !/index|position/i.test(paging.parameter))
		return rule(less, 'nobody counts records from 1', true);
	if (envelope.isObject || envelope.whenEmpty === 'left out')
		return rule(less, 'a page past the end is no list', true);
	return rule('complete', 'the way is found by asking', isSilent);
}

/** What any reader understands of what is said. */
export function understood({ evidence }: Plan): Evidence[] {
	return evidence.filter(({ is, isRare }) => is !== 'echo' && !isRare);
}

/** A multiple of 5, or a power of two from 16: such a number looks like the size of a page. */
export function isRound(count: number): boolean {
	return count % 5 === 0 || (count >= 16 && Number.isInteger(Math.log2(count)));
}

/** `{"data":null}`, `{}` and an empty object are no list, unless a total says so. */
function isOddlyEmpty(plan: Plan): boolean {
	const { isObject, whenEmpty } = plan.envelope;
	const isTotal = understood(plan).some(({ is, saysEnd }) => is === 'total' && saysEnd);
	return isObject || (whenEmpty !== '[]' && !isTotal);
}

/** How the rest can be had: the answers tell it, usual parameters give it, or nothing does. */
function wayTo(plan: Plan): 'told' | 'guessed' | 'none' {
	const { paging } = plan;
	const { by, parameter, isStrict } = paging;
	const evidence = understood(plan);
	if (by === 'nothing') return 'none';
	if (evidence.some(({ is }) => is === 'address')) return 'told';
	if (by === 'token') {
		const token = evidence.find(({ is }) => is === 'token');
		if (!token) return 'none';
		const isTold = token.tellsParameters?.includes(parameter) === true;
		return isTold || (!isStrict && isUsual(tokenNames, parameter)) ? 'told' : 'none';
	}
	const names = { page: pageNames, offset: offsetNames, 'last id': lastIdNames }[by];
	if (!isUsual(names, parameter)) return 'none';
	if (by === 'last id') return evidence.length > 0 ? 'guessed' : 'none';
	return evidence.some(({ is }) => is === 'number') && !isStrict ? 'told' : 'guessed';
}

/** Addresses that forget the order lead to pages that don't follow each other. */
function losesOrder({ addresses, obeysSort, natural }: Plan): boolean {
	return !addresses.keepSort && obeysSort && natural !== 'by id';
}

/** Whether a page can be told to follow another by the records in it. */
function canBeJoined({ identity, idName, isVolatile }: Plan): boolean {
	const hasId = idName !== 'accountId' && !['no ids', 'ids that repeat'].includes(identity);
	return hasId || !isVolatile;
}

/** Whether a record that is missed can be noticed: by the total. */
function isSeen(plan: Plan): boolean {
	return plan.change?.what !== 'first removed' || understood(plan).some(({ is }) => is === 'total');
}

/** Nothing counts the records. */
function tellsWayOnly(plan: Plan): boolean {
	const isCounted = plan.evidence.some(({ is }) => is === 'total' || is === 'pages');
	return wayTo(plan) === 'told' && !isCounted;
}

/** The pages that so many records take, at the page sizes that can be had. */
function pagesOf(plan: Plan, way: ReturnType<typeof wayTo>): (records: number) => number {
	const { paging, rows } = plan;
	if (paging.by === 'nothing' || paging.isWholeUnasked) return () => 1;
	const canRaise =
		way === 'guessed' &&
		paging.by !== 'last id' &&
		!paging.isStrict &&
		isUsual(sizeNames, paging.sizeParameter);
	const isTaken = paging.tooMany === 'clamped' || paging.most >= 1_000;
	const size =
		canRaise && isTaken && paging.filters.length === 0
			? Math.max(paging.size, Math.min(1_000, paging.most))
			: paging.size;
	return (records) => Math.max(1, Math.ceil(Math.min(records, rows.length) / size));
}
