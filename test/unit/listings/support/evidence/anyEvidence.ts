import type { Dice } from '../dice';
import type { Paging } from '../paging';
import type { Style } from '../spelling';
import { addressList, anyAddress, anyLinkHeader } from './addresses';
import { anyEcho } from './echoes';
import type { Evidence } from './evidence';
import { anyFlag, partialStatus } from './flags';
import { anyPages, anyPagesHeader } from './pages';
import { anyNumber, anyToken, anyTokenHeader, nextPageHeader } from './positions';
import {
	anyContentRange,
	anyFilteredTotal,
	anyTotal,
	anyTotalHeader,
	paginationHeader,
	totalBesidePageHeader,
} from './totals';

/** What a service with such pages says of them. A token sets the parameter that takes it. */
export function anyEvidence(dice: Dice, paging: Paging, style: Style, isBare: boolean): Evidence[] {
	const echoes = isBare
		? 0
		: dice.weighed([
				[5, 0],
				[3, 1],
				[1, 2],
			] as const);
	return [
		...ways(dice, paging, style, isBare),
		...signs(dice, isBare, paging.by),
		...Array.from({ length: echoes }, () => anyEcho(dice)),
	];
}

/** What tells where the next page is. */
function ways(dice: Dice, paging: Paging, style: Style, isBare: boolean): Evidence[] {
	const { by } = paging;
	if (by === 'nothing') return [];
	const addresses = isBare
		? [anyLinkHeader]
		: [anyAddress, anyAddress, () => addressList(), anyLinkHeader];
	if (by === 'token') {
		if (dice.in100(40)) return [dice.one(addresses)(dice)];
		const { evidence, parameter } = isBare ? anyTokenHeader(dice) : anyToken(dice, style);
		paging.parameter = parameter;
		return [evidence];
	}
	if (dice.in100(60)) return [];
	const numbers: Array<() => Evidence> = [];
	if (by === 'page') numbers.push(nextPageHeader);
	if (by !== 'last id' && !isBare) numbers.push(() => anyNumber(dice, by));
	return [dice.one([...addresses, ...numbers])(dice)];
}

/** What tells that there is more. */
function signs(dice: Dice, isBare: boolean, by: Paging['by']): Evidence[] {
	const inHeaders = [
		anyTotalHeader,
		paginationHeader,
		anyContentRange,
		anyPagesHeader,
		partialStatus,
	];
	const inFields = [
		anyFlag,
		anyFlag,
		anyFlag,
		anyTotal,
		anyTotal,
		anyTotal,
		anyPages,
		anyFilteredTotal,
		() => totalBesidePageHeader(),
		() => dice.one(inHeaders)(dice),
	];
	const most = dice.weighed([
		[by === 'last id' ? 1 : 4, 0],
		[5, 1],
		[2, 2],
	] as const);
	return dice
		.some<(dice: Dice) => Evidence>(isBare ? inHeaders : inFields, most)
		.map((make) => make(dice));
}
