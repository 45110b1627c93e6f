import { isRecord } from '../../../lib/util/json';

import { readNumber } from './evidenceNumbers';
import type { Evidence, Field, Totals } from './evidenceTypes';
import { addressOf, asCount, asFlag, isNothing } from './evidenceValues';

/**
 * Reads what a field says about further records.
 *
 * @param items how many records the response has
 */
export function readField(field: Field, items: number, evidence: Evidence, totals: Totals): void {
	const { name, words, within, value } = field;
	if (words.some((word) => /^(info|information|meta|metadata)$/.test(word)) && !isRecord(value))
		return;
	const has = (...any: string[]) => any.some((word) => words.includes(word));
	const only = (...all: string[]) => words.every((word) => all.includes(word) || word === 'x');
	const inside = (...any: string[]) => any.some((word) => within.includes(word));
	const note = () => {
		evidence.names.push(name);
		if (!isRecord(value)) evidence.seen.push(`${name}: ${String(value).slice(0, 60)}`);
	};
	if (has('prev', 'previous', 'before')) return;

	const flag = asFlag(value);
	const count = asCount(value);
	if (Array.isArray(value) && value.length > 0 && has('link', 'links')) {
		readLinks(value.filter(isRecord), evidence);
		return;
	}
	if (has('next', 'following', 'continuation', 'continue', 'evaluated')) {
		// HAL allows a list of links.
		const told: unknown = Array.isArray(value) ? (value[0] ?? null) : value;
		if (Array.isArray(value) && value.length > 0 && addressOf(told) === undefined) return;
		note();
		readNext({ ...field, value: told }, evidence, has);
		return;
	}
	if (has('more', 'further', 'additional', 'truncated', 'incomplete', 'partial', 'exceeded')) {
		if (flag !== undefined) evidence.more ??= flag;
		else if (count !== undefined) evidence.more ??= count > 0;
		else if (addressOf(value) !== undefined) evidence.nextUrl ??= addressOf(value);
		else return;
		note();
		return;
	}
	if (has('remaining', 'left', 'rest')) {
		if (count === undefined) return;
		evidence.more ??= count > 0;
		note();
		return;
	}
	if (has('limit', 'max', 'maximum') && has('reached', 'exceeded') && flag !== undefined) {
		evidence.more ??= flag;
		note();
		return;
	}
	const isCursor = has('cursor', 'cursors', 'token', 'marker', 'bookmark', 'after', 'scroll');
	const isEnd = has('last', 'final', 'end', 'ended', 'reached', 'complete', 'completed');
	const isDone = isEnd || has('done', 'finished', 'exhausted', 'eof');
	if (isDone && !isCursor && flag !== undefined) {
		const isFlag = typeof value !== 'number' || has('is', 'has');
		if (isFlag) {
			evidence.more ??= !flag;
			note();
			return;
		}
	}
	if (isCursor) {
		const isToken = typeof value === 'string' && !isNothing(value);
		if (!isToken || has('first', 'start')) return;
		// The end of a page is told on the last one as well.
		const isWeak = !inside('next') && (has('after', 'end') || inside('cursors'));
		evidence[isWeak ? 'cursor' : 'nextToken'] ??= { name, value };
		evidence.isCursorAlways ??= inside('cursors');
		note();
		return;
	}
	if (
		only('offset', 'skip', 'skipped', 'start', 'at', 'index', 'from', 'item', 'record', 'begin')
	) {
		if (typeof value === 'string' && count === undefined && only('offset') && !isNothing(value)) {
			evidence.nextToken ??= { name, value };
		} else if (count !== undefined && !inside('links')) evidence.offset ??= count;
		else return;
		note();
		return;
	}
	if (count === undefined) {
		// Elasticsearch counts up to a limit, and says so.
		if (!isRecord(value) || !has('total', 'count', 'hits', 'found') || value.relation === 'gte')
			return;
		const inner = asCount(value.value ?? value.count ?? value.total);
		if (inner !== undefined) {
			totals.plain.push(inner);
			note();
		}
		return;
	}
	readNumber(field, count, items, evidence, totals);
	note();
}

function readNext(
	{ name, words, value }: Field,
	evidence: Evidence,
	has: (...any: string[]) => boolean,
): void {
	const isToken = has('cursor', 'cursors', 'token', 'key', 'id', 'marker', 'continuation');
	const address = addressOf(value);
	if (address !== undefined && !(isToken && !/^https?:|\?.*=/.test(address))) {
		evidence.nextUrl ??= address;
		return;
	}
	if (isRecord(value)) {
		const { id } = value;
		if (has('key') && Object.keys(value).length > 0) {
			evidence.nextToken ??= { name, value: JSON.stringify(value) };
		} else if (typeof id === 'string' || typeof id === 'number') {
			evidence.nextToken ??= { name, value: String(id) };
		} else if (Object.values(value).every(isNothing)) evidence.more ??= false;
		return;
	}
	if (isNothing(value)) {
		evidence.more ??= false;
		return;
	}
	const flag = asFlag(value);
	if (typeof value === 'boolean' || (has('has', 'is', 'there', 'have') && flag !== undefined)) {
		evidence.more ??= flag;
		return;
	}
	const count = asCount(value);
	if (count === undefined || isToken) evidence.nextToken ??= { name, value: String(value) };
	else if (has('offset', 'skip', 'start', 'index', 'from', 'record', 'row', 'item')) {
		evidence.nextOffset ??= count;
	} else if (words.length === 1 && count > 9) evidence.nextOffset ??= count;
	else evidence.nextPage ??= count;
}

/** A list of links, each with its relation and its address. */
function readLinks(links: Array<Record<string, unknown>>, evidence: Evidence): void {
	const to = (relation: RegExp) =>
		links.find(({ rel, relation: long, name, type }) =>
			relation.test(String(rel ?? long ?? name ?? type)),
		);
	const next = to(/^next$/i);
	if (next) evidence.nextUrl ??= addressOf(next) ?? addressOf(next.value);
	// A link to the last page may lead further; other links say nothing of pages.
	else if (to(/^(prev|previous|first)$/i) && !to(/^last$/i)) evidence.more ??= false;
}
