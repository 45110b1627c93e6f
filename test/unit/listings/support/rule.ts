import { nextValueIsObvious } from './evidenceFor';
import { lastIdNames, offsetNames, pageNames, sizeNames } from './anyPaging';
import type { Plan } from './plan';
import { spelt } from './spelling';

/** What a reading of a service may come to. */
export interface Rule {
	/**
	 * - `complete`: all records and no error
	 * - `or error`: or an error; with a limit fewer records with a hint too
	 * - `or said`: or an error, or fewer records with a hint
	 * - `changing`: the records that were there all the time, or an error, or a hint
	 * - `unknowable`: a part may look like the whole; no record twice, and an end
	 */
	all: 'complete' | 'or error' | 'or said' | 'changing' | 'unknowable';
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
	const { rows, paging, evidence, change, faulty } = plan;
	const fits = paging.isWholeUnasked || rows.length <= paging.size;
	const firstPage = paging.isWholeUnasked ? rows.length : Math.min(rows.length, paging.size);
	const looksCut = firstPage > 0 && isRound(firstPage);
	const isSilent = evidence.length === 0;
	const saysEnd = evidence.some((each) => each.saysEnd);
	const way = wayTo(plan);
	const pages = pagesOf(plan, way);
	const rule = (all: Rule['all'], why: string, mayHint = false, rounds = 1): Rule => ({
		all,
		why,
		mayHint,
		mostRequests: (records) => rounds * pages(records) + BESIDE,
	});

	if (faulty) return rule('or error', 'a page is an error', true, 2);
	if (plan.isAmbiguous)
		return rule('or error', 'several lists, and none is known by its name', true);
	if (change)
		return rule(isSeen(plan) ? 'changing' : 'unknowable', 'changes while it is read', true, 3);
	if (fits) return rule('complete', 'one answer holds everything', !saysEnd && looksCut);
	if (plan.addresses.form === 'another host' && names(plan, 'address'))
		return rule('or error', 'the next page is on another host', true);
	if (losesOrder(plan)) return rule('or said', 'next pages come in another order', true, 2);
	if (way === 'told') return rule('complete', 'the answers tell the way');
	if (isSilent && !isRound(paging.size))
		return rule('unknowable', 'silent and cut at a size that is not round', true);
	const other: Rule['all'] = isSilent ? 'or said' : 'or error';
	if (way === 'none')
		return rule(other, 'there is no way to the rest, or none that a reader knows', true);
	if (paging.isStrict) return rule(other, 'the way must be guessed, and guesses are refused', true);
	if (paging.filters.length) return rule(other, 'a guess filters', true);
	if (!canBeJoined(plan)) return rule(other, 'pages can not be joined for certain', true);
	return rule('complete', 'the way is found by asking', isSilent);
}

/** A multiple of 5, or a power of two from 16: such a number looks like the size of a page. */
function isRound(count: number): boolean {
	return count % 5 === 0 || (count >= 16 && Number.isInteger(Math.log2(count)));
}

/** How the rest can be had: answers tell it, usual parameters give it, or nothing does. */
function wayTo(plan: Plan): 'told' | 'guessed' | 'none' {
	const { paging, evidence, style, rows } = plan;
	if (paging.by === 'nothing') return 'none';
	if (names(plan, 'address') || names(plan, 'header Link')) return 'told';
	const isUsual = hasUsualName(plan);
	const told = evidence.some(({ says }) => says === 'where');
	if (paging.by === 'token')
		return told && nextValueIsObvious(paging, evidence, style) ? 'told' : 'none';
	if (!isUsual) return 'none';
	if (told && !paging.isStrict) return 'told';
	const isLastId = paging.by === 'last id' && evidence.length === 0;
	return isLastId || rows.length === 0 ? 'none' : 'guessed';
}

function hasUsualName({ paging, style }: Plan): boolean {
	const table = { page: pageNames, offset: offsetNames, 'last id': lastIdNames }[
		paging.by as 'page'
	];
	return (table?.usual ?? []).some((words) => spelt(words, style) === paging.parameter);
}

function names({ evidence }: Plan, kind: string): boolean {
	return evidence.some(({ name }) => name.startsWith(kind));
}

/** Addresses that forget the order lead to pages that don't follow each other. */
function losesOrder(plan: Plan): boolean {
	const { addresses, obeysSort, natural } = plan;
	const isFollowed = names(plan, 'address') || names(plan, 'header Link');
	return isFollowed && !addresses.keepSort && obeysSort && natural !== 'by id';
}

/** Whether a page can be told to follow another by the records in it. */
function canBeJoined({ identity, idName, isVolatile }: Plan): boolean {
	const hasId =
		idName !== 'accountId' && !['no ids', 'twins', 'ids that repeat'].includes(identity);
	return identity !== 'twins' && (hasId || !isVolatile);
}

/** Whether a record that is lost can be noticed: by the total. */
function isSeen({ evidence, change }: Plan): boolean {
	const counts = evidence.some(({ name }) => /total|Content-Range|Pagination/.test(name));
	return counts || change?.what.startsWith('one more') === true;
}

/** The pages that so many records take, at the page sizes that can be had. */
function pagesOf(plan: Plan, way: ReturnType<typeof wayTo>): (records: number) => number {
	const { paging, rows, style } = plan;
	if (paging.by === 'nothing' || paging.isWholeUnasked) return () => 1;
	const isSized = sizeNames.usual.some((words) => spelt(words, style) === paging.sizeParameter);
	const canRaise = way === 'guessed' && isSized && !paging.isStrict && !paging.filters.length;
	const isTaken = paging.tooMany === 'clamped' || paging.most >= 1_000;
	const size = canRaise && isTaken ? Math.min(1_000, paging.most) : paging.size;
	return (records) => Math.max(1, Math.ceil(Math.min(records, rows.length) / size));
}
