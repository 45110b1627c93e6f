import type { Evidence } from './evidence/evidence';
import { isUsual, lastIdNames, offsetNames, pageNames, sizeNames, tokenNames } from './parameters';
import type { Plan } from './plan';

/** How the rest can be had: the answers tell it, usual parameters give it, or nothing does. */
export type Way = 'told' | 'guessed' | 'none';

/** What any reader understands of what is said. */
export function understood({ evidence }: Plan): Evidence[] {
	return evidence.filter(({ is, isRare }) => is !== 'echo' && !isRare);
}

/** Whether any reader understands something of these kinds. */
export function says(plan: Plan, ...kinds: Array<Evidence['is']>): boolean {
	return understood(plan).some(({ is }) => kinds.includes(is));
}

/** A multiple of 5, or a power of two from 16: such a number looks like the size of a page. */
export function isRound(count: number): boolean {
	return count % 5 === 0 || (count >= 16 && Number.isInteger(Math.log2(count)));
}

export function wayTo(plan: Plan): Way {
	const { paging, idName } = plan;
	const { by, parameter, isStrict } = paging;
	if (by === 'nothing') return 'none';
	if (says(plan, 'address')) return 'told';
	if (by === 'token') {
		const token = understood(plan).find(({ is }) => is === 'token');
		if (!token) return 'none';
		const isTried = !isStrict && isUsual(tokenNames, parameter);
		return token.tellsParameter === parameter || isTried ? 'told' : 'none';
	}
	const names = { page: pageNames, offset: offsetNames, 'last id': lastIdNames }[by];
	if (!isUsual(names, parameter)) return 'none';
	if (by === 'last id')
		return understood(plan).length > 0 && idName !== 'accountId' ? 'guessed' : 'none';
	return says(plan, 'number') && !isStrict ? 'told' : 'guessed';
}

/** Whether a page can be told to follow another by the records in it. */
export function canBeJoined(plan: Plan): boolean {
	return hasIds(plan) || !plan.isVolatile;
}

/** Whether each record has an id of its own. */
export function hasIds({ identity, idName }: Plan): boolean {
	return idName !== 'accountId' && !['no ids', 'ids that repeat', 'twins'].includes(identity);
}

/** Addresses that forget the order lead to pages that don't follow each other. */
export function losesOrder(plan: Plan): boolean {
	const { addresses, obeysSort, natural } = plan;
	return says(plan, 'address') && !addresses.keepSort && obeysSort && natural !== 'by id';
}

/** Whether a record that is missed can be noticed: by the total. */
export function isChangeSeen(plan: Plan): boolean {
	return plan.change?.what !== 'first removed' || says(plan, 'total');
}

/** Nothing counts the records or the pages. */
export function isUncounted({ evidence }: Plan): boolean {
	return !evidence.some(({ is }) => is === 'total' || is === 'pages');
}

/** At the end of the last page it says that there is more: the one behind it is empty. */
export function claimsTooMuch({ claimsMore, rows, paging }: Plan): boolean {
	if (rows.length === 0 || claimsMore === 'when there is') return false;
	return claimsMore === 'when any' || rows.length % paging.size === 0;
}

/** `{"data":null}`, `{}` and an empty object are no list, unless a total says so. */
export function isOddlyEmpty(plan: Plan): boolean {
	const { isObject, whenEmpty } = plan.envelope;
	const isTotal = understood(plan).some(({ is, saysEnd }) => is === 'total' && saysEnd);
	return plan.rows.length === 0 && (isObject || (whenEmpty !== '[]' && !isTotal));
}

/** Whether a larger page can be asked for, and comes. */
export function sizeToBeHad(plan: Plan, way: Way): number {
	const { by, isStrict, sizeParameter, tooMany, most, size, filters } = plan.paging;
	const isTried = way === 'guessed' && by !== 'last id' && !isStrict && filters.length === 0;
	const isTaken = tooMany === 'clamped' || most >= 1_000;
	if (!isTried || !isTaken || !isUsual(sizeNames, sizeParameter)) return size;
	return Math.max(size, Math.min(1_000, most));
}
