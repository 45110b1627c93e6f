import type { Dice } from './dice';
import * as evidence from './evidence';
import type { Evidence } from './evidence';
import type { Paging } from './paging';
import { spelt } from './spelling';

/** A field with a token, and the parameters that services take it in. The first one any reader finds. */
export const tokens: ReadonlyArray<[field: string, parameters: string[]]> = [
	['next page token', ['page token']],
	['next token', ['next token', 'token']],
	['next cursor', ['cursor', 'start cursor', 'after']],
	['continuation token', ['continuation token']],
	['next continuation token', ['continuation token']],
	['next marker', ['marker']],
	['response metadata > next cursor', ['cursor']],
	['meta > next cursor', ['cursor']],
	['meta > next token', ['pagination token', 'next token']],
	['cursors > next', ['cursor']],
	['pagination > next cursor', ['cursor']],
	['paging > next > after', ['after']],
	['page info > end cursor', ['after']],
	['cursor', ['cursor']],
];

const tokenHeaders: ReadonlyArray<[name: string, parameter: string]> = [
	['X-Next-Cursor', 'cursor'],
	['X-Next-Page-Token', 'pageToken'],
	['X-MS-Continuation', 'continuationToken'],
];

/** What a service with such pages says of them. Sets the parameter of a token as well. */
export function anyEvidence(dice: Dice, paging: Paging, isBare: boolean): Evidence[] {
	const made = [...ways(dice, paging, isBare), ...words(dice, isBare, paging.by)];
	return made;
}

/** Words that tell where the next page is. */
function ways(dice: Dice, paging: Paging, isBare: boolean): Evidence[] {
	if (paging.by === 'nothing') return [];
	const links = isBare
		? [() => evidence.linkHeader(dice)]
		: [
				() => evidence.addressField(dice),
				() => evidence.addressField(dice),
				() => evidence.addressList(),
				() => evidence.linkHeader(dice),
			];
	if (paging.by === 'token') return tokenWays(dice, paging, isBare, links);
	if (dice.in100(60)) return [];
	const numbers: Array<() => Evidence> = [];
	if (paging.by === 'page') numbers.push(evidence.nextPageHeader);
	if (paging.by !== 'last id' && !isBare) {
		const { by } = paging;
		numbers.push(() => evidence.nextNumber(dice, by as 'page'));
	}
	return [dice.one([...links, ...numbers])()];
}

function tokenWays(
	dice: Dice,
	paging: Paging,
	isBare: boolean,
	links: Array<() => Evidence>,
): Evidence[] {
	if (dice.in100(40)) return [dice.one(links)()];
	if (isBare) {
		const [name, parameter] = dice.one(tokenHeaders);
		paging.parameter = parameter;
		return [evidence.nextTokenHeader(name)];
	}
	const [field, parameters] = dice.one(tokens);
	paging.parameter = spelt(dice.one(parameters), dice.in100(80) ? 'camel' : 'snake');
	return [evidence.nextToken(dice, field)];
}

/** Words that tell that there is more. */
function words(dice: Dice, isBare: boolean, by: Paging['by']): Evidence[] {
	const inHeaders = [
		() => evidence.totalHeader(dice),
		evidence.paginationHeader,
		() => evidence.contentRange(dice),
		() => evidence.pageCountHeader(dice),
	];
	const inFields = [
		() => evidence.moreFlag(dice),
		() => evidence.moreFlag(dice),
		() => evidence.lastFlag(dice),
		() => evidence.total(dice),
		() => evidence.total(dice),
		() => evidence.total(dice),
		() => evidence.pageCount(dice),
		() => dice.one(inHeaders)(),
	];
	const most = dice.weighed([
		[by === 'last id' ? 1 : 4, 0],
		[5, 1],
		[2, 2],
	] as const);
	return dice.some(isBare ? inHeaders : inFields, most).map((make) => make());
}

/** Whether the name of a token tells the parameter, or one of the usual ones takes it. */
export function nextValueIsObvious(
	paging: Paging,
	evidence: readonly Evidence[],
	_style: string,
): boolean {
	const header = tokenHeaders.some(([, parameter]) => parameter === paging.parameter);
	const said = evidence.find(({ name }) => name.startsWith('token in'));
	const [, field = ''] = /'(.*)'/.exec(said?.name ?? '') ?? [];
	const [, [obvious] = ['']] = tokens.find(([words]) => words === field) ?? [];
	const isFirst = [spelt(obvious, 'camel'), spelt(obvious, 'snake')].includes(paging.parameter);
	return isFirst || !paging.isStrict || header;
}
