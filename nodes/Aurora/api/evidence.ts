import type { HttpResponse } from '../../../lib/http/response';
import { isRecord, parseJson } from '../../../lib/util/json';

import { readMeaning } from './evidenceFields';
import { readRelations } from './evidenceReads';
import type { Evidence, Field, Findings, Totals } from './evidenceTypes';
import type { FoundList } from './listCandidates';
import { linkTarget } from './linkHeader';
import { pagingWords } from './pagingWords';
import { recordNames } from './recordId';

const DEEPEST = 3;

/**
 * Collects what a response says about further records: in the objects around its list, their objects
 * about pages, and the headers.
 *
 * @param own what the records are called, as `accounts`: `accountsTotal` counts them
 */
export function collectEvidence(response: HttpResponse, list: FoundList, own: string[]): Evidence {
	const evidence: Evidence = { seen: [], names: [] };
	const totals: Totals = { filtered: [], plain: [], unfiltered: [], either: [] };
	const into = { evidence, totals, items: list.items.length };
	const read = (field: Field) => readMeaning(field, into);
	const names = [...own, ...recordNames(list.path?.split('.').pop() ?? '')];
	for (const [at, holder] of list.holders.entries()) {
		const inner = list.holders[at + 1] ?? list.container;
		fieldsIn(holder, names, inner).forEach(read);
	}
	headerFields(response, names).forEach(read);
	const linked = (relation: string) => linkTarget(response.header('link'), relation);
	evidence.nextUrl ??= linked('next');
	if (evidence.nextUrl === undefined)
		readRelations((relation) => linked(relation) !== undefined, evidence);
	// RFC 9110, 14.4: `Content-Range: items 0-99/1234`.
	const range = /\/(\d+)$/.exec(response.header('content-range'))?.[1];
	if (range !== undefined) totals.plain.push(Number(range));
	else if (response.status === 206) evidence.more ??= true;
	// RFC 7234, 5.5.7: a persistent warning of any kind.
	const warning = response.header('warning');
	if (/^299\b.*(truncat|incomplete|partial|limit|only|first|more)/i.test(warning)) {
		evidence.isPartial = true;
		evidence.seen.push(`Warning: ${warning.slice(0, 100)}`);
	}
	settleTotals(into);
	return evidence;
}

/** Decides what a total counts, and whether a position counts beside a word that says that this is the end. */
function settleTotals({ evidence, totals, items }: Findings): void {
	const { filtered, plain, unfiltered, either } = totals;
	const best = [filtered, plain, unfiltered, either].find((counts) => counts.length > 0);
	const total = best && Math.max(...best);
	const hasPages = (evidence.pages ?? evidence.lastPage) !== undefined;
	// Fewer than came may be pages: jqGrid counts them so.
	const isOfRecords = (total ?? 0) >= items && (best !== either || hasPages);
	if (total === 0 || isOfRecords) evidence.total = total;
	else if (!hasPages) evidence.count = total;
	evidence.mayBeMore ||= evidence.count !== undefined;
	// Some name a next page on the last one too.
	if (evidence.isLast && evidence.more === false && total === undefined && !hasPages)
		evidence.nextToken = evidence.nextPage = evidence.nextOffset = undefined;
}

/** The fields of an object that speak of pages, and those of such objects in it. */
function fieldsIn(
	holder: Record<string, unknown>,
	own: string[],
	list: unknown,
	within: string[] = [],
	depth = 0,
): Field[] {
	return Object.entries(holder).flatMap(([name, value]) => {
		if (value === list) return [];
		const words = pagingWords(name, own);
		if (!words) return [];
		const field = { name, words, within, value, beside: Object.keys(holder) };
		if (!isRecord(value) || depth >= DEEPEST) return [field];
		return [field, ...fieldsIn(value, own, list, [...within, ...words], depth + 1)];
	});
}

function headerFields(response: HttpResponse, own: string[]): Field[] {
	return Object.keys(response.headers).flatMap((name): Field[] => {
		if (/rate|quota|retry/.test(name)) return [];
		// Some have the name of a product in them, as X-WP-Total.
		const words = pagingWords(name, own) ?? pagingWords(name.replace(/^x-[a-z]+-/, ''), own);
		if (!words) return [];
		const text = response.header(name);
		const value = parseJson(text);
		if (isRecord(value)) return fieldsIn(value, own, undefined, words);
		return [{ name, words, within: [], value: text, beside: [] }];
	});
}
