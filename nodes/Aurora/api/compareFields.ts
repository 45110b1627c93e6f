import { isRecord } from '../../../lib/util/json';

/**
 * Compares two pages of as many records that have no ids, field by field.
 *
 * @returns `unclear` where the records look too much alike to tell; `volatile` are the fields that
 *   differ although the records are the same, such as the time of the response
 */
export function compareFields(
	page: unknown[],
	other: unknown[],
): { result: 'same' | 'other' | 'unclear'; volatile: string[] } {
	const differ = { result: 'other' as const, volatile: [] };
	if (!page.every((item) => isRecord(item)) || !other.every((item) => isRecord(item)))
		return differ;
	const names = Object.keys(page[0]);
	const same = (name: string) => page.every((item, at) => isEqual(item[name], other[at][name]));
	const stable = names.filter(same);
	const changing = names.filter((name) => !stable.includes(name));
	const isTelling = stable.some((name) => countValues(page, name) > page.length / 2);
	if (isTelling && stable.length > changing.length) return { result: 'same', volatile: changing };
	if (isTelling) return { result: 'unclear', volatile: [] };
	const isAlike = changing.every((name) => isOfResponse(page, name) && isOfResponse(other, name));
	return isAlike ? { result: 'unclear', volatile: [] } : differ;
}

/** Whether two values of JSON are the same. */
export function isEqual(one: unknown, other: unknown): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether all records of a page have one value there: the time of the response rather than theirs. */
export function isOfResponse(page: Array<Record<string, unknown>>, name: string): boolean {
	return countValues(page, name) === 1;
}

function countValues(page: Array<Record<string, unknown>>, name: string): number {
	return new Set(page.map((item) => JSON.stringify(item[name]))).size;
}
