import type { Dice } from '../dice';
import { spelt, type Style } from '../spelling';
import { shown, type Evidence } from './evidence';

/** Stands for "no next page" where a number is expected, or a token. Undefined is left out. */
const numberEnds = [undefined, null, 0, -1, 'null', ''];
const tokenEnds = [undefined, null, '', '0', '-1', 'null', false];

const numberWords = {
	page: `next page, next page number, next, pagination > next page, meta > next page,
		paging > next page, pagination > next, next > page, pagination > next > page,
		next page > number`.split(/,\s+/),
	offset: `next offset, next start, next skip, pagination > next offset, meta > next offset,
		next > offset, paging > next > skip`.split(/,\s+/),
};

/**
 * The number of the next page, or of the next record.
 *
 * @param end what stands for none; undefined to leave it out
 */
export function numberIn(field: string, end: unknown, asText = false): Evidence {
	return {
		name: `number in '${field}'${asText ? ' as text' : ''}, at the end ${shown(end)}`,
		is: 'number',
		saysEnd: end !== undefined,
		write(page, out) {
			const value = asText ? page.nextValue : Number(page.nextValue);
			out.say(field, page.isMore ? value : end);
		},
	};
}

export function anyNumber(dice: Dice, by: 'page' | 'offset'): Evidence {
	return numberIn(dice.one(numberWords[by]), dice.one(numberEnds), dice.in100(20));
}

/** GitLab's header. */
export function nextPageHeader(): Evidence {
	return {
		name: 'number in header X-Next-Page',
		is: 'number',
		saysEnd: true,
		write(page, out) {
			out.sayInHeader('x-page', page.number);
			out.sayInHeader('x-per-page', page.size);
			out.sayInHeader('x-next-page', page.isMore ? page.nextValue : '');
		},
	};
}

/** A token's field, the parameter that its name tells, and others that take it in some services. */
export const tokenFields: ReadonlyArray<[field: string, told?: string, others?: string[]]> = [
	['next page token', 'page token'],
	['next token', 'next token', ['token']],
	['next cursor', 'cursor', ['start cursor', 'after']],
	['continuation token', 'continuation token'],
	['next continuation token', 'continuation token'],
	['next marker', 'marker'],
	['response metadata > next cursor', 'cursor'],
	['meta > next cursor', 'cursor'],
	['meta > next token', 'next token', ['pagination token']],
	['cursors > next', 'cursor'],
	['pagination > next cursor', 'cursor'],
	['paging > next > after', 'after'],
	['page info > end cursor', undefined, ['after']],
	['cursor', 'cursor'],
];

/**
 * A token for the next page.
 *
 * @param told the parameter that its name tells, as it is written
 * @param end what stands for none; undefined to leave it out
 */
export function tokenIn(field: string, told?: string, end?: unknown): Evidence {
	return {
		name: `token in '${field}', at the end ${shown(end)}`,
		is: 'token',
		// A cursor without more could be the one of this page.
		saysEnd: end !== undefined && field.includes('next'),
		tellsParameter: told,
		write: (page, out) => out.say(field, page.isMore ? page.nextValue : end),
	};
}

/** A token, and the parameter that takes it. */
export function anyToken(dice: Dice, style: Style): { evidence: Evidence; parameter: string } {
	const [field, told, others = []] = dice.one(tokenFields);
	const parameters = told === undefined ? others : [told, ...others];
	const evidence = tokenIn(field, told && spelt(told, style), dice.one(tokenEnds));
	return { evidence, parameter: spelt(dice.one(parameters), style) };
}

const tokenHeaders = [
	['X-Next-Cursor', 'cursor'],
	['X-Next-Page-Token', 'pageToken'],
	['X-MS-Continuation', 'continuationToken'],
] as const;

/** A token in a header, as Azure has it. */
export function anyTokenHeader(dice: Dice): { evidence: Evidence; parameter: string } {
	const [name, parameter] = dice.one(tokenHeaders);
	const evidence: Evidence = {
		name: `token in header ${name}`,
		is: 'token',
		saysEnd: false,
		write: (page, out) => out.sayInHeader(name, page.isMore ? page.nextValue : undefined),
	};
	return { evidence, parameter };
}
