import type { Dice } from '../dice';
import { shown, type Evidence } from './evidence';

const moreWords =
	`has more, has next, has next page, has more pages, has more items, has more results,
	has more records, more records, more results, more available, more, is truncated,
	truncated, page info > has next page, pagination > has more, pagination > has next,
	paging > has more, meta > has more, meta > has next page, info > more records`.split(/,\s+/);
const lastWords = ['last', 'is last', 'is last page', 'meta > is last page', 'page > is last'];

const answers: ReadonlyArray<readonly [weight: number, [yes: unknown, no: unknown]]> = [
	[10, [true, false]],
	[1, ['true', 'false']],
	[1, [1, 0]],
	[1, ['yes', 'no']],
	[1, ['Y', 'N']],
];

/**
 * A flag.
 *
 * @param isLast it is about the last page, not about another one
 */
export function flagIn(
	field: string,
	isLast = false,
	[yes, no]: [yes: unknown, no: unknown] = [true, false],
): Evidence {
	return {
		name: `flag '${field}' as ${shown(yes)}`,
		is: 'flag',
		saysEnd: true,
		write: (page, out) => out.say(field, page.isMore === isLast ? no : yes),
	};
}

export function anyFlag(dice: Dice): Evidence {
	const isLast = dice.in100(30);
	return flagIn(dice.one(isLast ? lastWords : moreWords), isLast, dice.weighed(answers));
}

/** 206 while there is more, and not a word beside. */
export function partialStatus(): Evidence {
	return {
		name: 'status 206 while there is more',
		is: 'flag',
		saysEnd: false,
		isVagueAtEnd: true,
		write(page, out) {
			if (page.isMore) out.status = 206;
		},
	};
}
