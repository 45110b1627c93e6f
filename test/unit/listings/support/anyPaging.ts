import type { Dice } from './dice';
import { pastEnds, type Paging } from './paging';
import { filterNames, lastIdNames, offsetNames, pageNames, sizeNames } from './parameters';
import { spelt, type Style } from './spelling';

const sizes = [
	[6, 10],
	[6, 20],
	[3, 25],
	[3, 50],
	[3, 100],
	[1, 5],
	[1, 16],
	[1, 64],
	[1, 7],
	[1, 33],
	[1, 250],
] as const;

/** The traits that any API may have, whatever it is; `known` stays as it is. */
export function withTraits(
	dice: Dice,
	known: Pick<Paging, 'by' | 'parameter'> & Partial<Paging>,
): Paging {
	const size = known.size ?? dice.weighed(sizes);
	const paging: Paging = {
		first: 0,
		size,
		most: Math.max(size, dice.one([size, 100, 500, 1_000, 5_000])),
		tooMany: dice.weighed([
			[3, 'clamped'],
			[2, 'refused'],
			[1, 'as by default'],
		] as const),
		pastEnd: dice.weighed([[6, 'empty'], ...pastEnds.map((end) => [1, end] as const)]),
		belowFirst: dice.in100(60) ? 'page 1' : '400',
		isStrict: dice.in100(15),
		isWholeUnasked: false,
		isAnyCase: false,
		filters: [],
		...known,
	};
	if (!paging.isStrict && dice.in100(6)) {
		const used = [paging.parameter, paging.sizeParameter];
		paging.filters = dice.some(
			filterNames.filter((name) => !used.includes(name)),
			2,
		);
	}
	return paging;
}

/** How a service pages. */
export function anyPaging(dice: Dice, style: Style, hasPlainIds: boolean): Paging {
	const by = dice.weighed<Paging['by']>([
		[10, 'page'],
		[8, 'offset'],
		[6, 'token'],
		[hasPlainIds ? 3 : 0, 'last id'],
		[4, 'nothing'],
	]);
	const first = by === 'page' ? (dice.in100(30) ? 0 : 1) : by === 'offset' && dice.in100(6) ? 1 : 0;
	const parameter = spelt(nameOf(dice, by), style);
	const size = dice.one(dice.in100(90) ? sizeNames.usual : sizeNames.rare);
	const sizeParameter = by === 'nothing' || dice.in100(8) ? undefined : spelt(size, style);
	if (parameter === sizeParameter) return anyPaging(dice, style, hasPlainIds);
	return withTraits(dice, {
		by,
		parameter,
		sizeParameter,
		first,
		isWholeUnasked: (by === 'page' || by === 'offset') && dice.in100(4),
		isAnyCase: style === 'pascal',
	});
}

/** Only the service's own addresses have it. */
const OWN = 'weiter';

function nameOf(dice: Dice, by: Paging['by']): string {
	if (by === 'token' || by === 'nothing') return OWN;
	const names = { page: pageNames, offset: offsetNames, 'last id': lastIdNames }[by];
	return dice.one(dice.in100(90) ? names.usual : names.rare);
}
