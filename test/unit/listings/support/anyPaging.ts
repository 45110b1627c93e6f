import type { Dice } from './dice';
import { pastEnds, type Paging } from './paging';
import type { Identity } from './rows';
import { spelt, type Style } from './spelling';

/** Names of parameters. The usual ones any reader must try; the others nobody can know. */
export const pageNames = {
	usual: ['page', 'page number', 'page no', 'page index', '=p', '=page[number]', '=_page', 'page'],
	rare: ['blatt', 'current', 'sheet'],
};
export const offsetNames = {
	usual: ['offset', 'skip', '=$skip', 'start', 'start index', 'start at', 'skip count', 'from'],
	rare: ['first row', 'versatz', '=page[offset]'],
};
export const sizeNames = {
	usual: [
		'page size',
		'per page',
		'limit',
		'size',
		'=$top',
		'top',
		'take',
		'max results',
		'max result count',
		'count',
		'=page[size]',
		'=_limit',
	],
	rare: ['anzahl', 'batch', 'rows per answer'],
};
export const lastIdNames = { usual: ['starting after', 'after'], rare: ['since key', 'behind'] };

/** Parameters that filter in some services, and page in others. */
const filterNames = [
	'number',
	'index',
	'from',
	'start',
	'size',
	'count',
	'after',
	'since',
	'first',
	'p',
];

/** How a service pages. */
export function anyPaging(dice: Dice, style: Style, identity: Identity): Paging {
	const size = dice.weighed([
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
	] as const);
	const by = dice.weighed<Paging['by']>([
		[10, 'page'],
		[8, 'offset'],
		[6, 'token'],
		[identity === 'numbers' || identity === 'texts' ? 3 : 0, 'last id'],
		[4, 'nothing'],
	]);
	const most = dice.one([size, 100, 500, 1_000, 5_000]);
	const parameter = spelt(nameOf(dice, by), style);
	const sizeParameter = spelt(dice.one(dice.in100(90) ? sizeNames.usual : sizeNames.rare), style);
	const paging: Paging = {
		by,
		parameter,
		sizeParameter: by === 'nothing' || dice.in100(8) ? undefined : sizeParameter,
		first: by === 'page' ? (dice.in100(30) ? 0 : 1) : by === 'offset' && dice.in100(8) ? 1 : 0,
		size,
		most: Math.max(size, most),
		tooMany: dice.weighed([
			[3, 'clamped'],
			[2, 'refused'],
			[1, 'as by default'],
		] as const),
		pastEnd: dice.weighed([[6, 'empty'], ...pastEnds.map((end) => [1, end] as const)]),
		belowFirst: dice.in100(60) ? 'page 1' : '400',
		isStrict: dice.in100(18),
		isWholeUnasked: (by === 'page' || by === 'offset') && dice.in100(4),
		filters: [],
	};
	if (!paging.isStrict && dice.in100(8)) {
		const used = [paging.parameter, paging.sizeParameter];
		paging.filters = dice.some(
			filterNames.filter((name) => !used.includes(name)),
			2,
		);
	}
	return paging.parameter === paging.sizeParameter ? anyPaging(dice, style, identity) : paging;
}

function nameOf(dice: Dice, by: Paging['by']): string {
	const names = { page: pageNames, offset: offsetNames, 'last id': lastIdNames }[by as 'page'];
	if (!names) return 'weiter';
	return dice.one(dice.in100(88) ? names.usual : names.rare);
}
