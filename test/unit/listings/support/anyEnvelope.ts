import type { Dice } from './dice';
import { envelopeAt, type Envelope } from './envelope';
import { spelt, type Style } from './spelling';

/** Names of lists that many services use, and the collection's own. */
const listNames =
	`data, items, results, result, value, values, records, rows, content, list, entries,
	docs, accounts, accounts, accounts, =Resources, elements, objects, collection,
	members, hits, entities, =hydra:member`.split(/,\s+/);

/** Names that can't be known: there is only this one list. */
const ownNames = ['clients', 'kunden', 'payload', 'account list', 'people', 'x'];

const outerNames = 'data, result, response, d, payload, body, return, query response'.split(', ');
const infoNames = ['meta', '=_meta', 'pagination', 'paging', 'page info', 'meta data', 'info'];

/** A bare list, or an envelope one to three levels deep. */
export function anyEnvelope(dice: Dice, style: Style): Envelope {
	if (dice.in100(35)) return envelopeAt('', style);
	const depth = dice.weighed([
		[6, 1],
		[3, 2],
		[1, 3],
	] as const);
	const outer = dice.some(outerNames, depth - 1);
	const isKnown = dice.in100(85);
	const names = [...outer, dice.one(isKnown ? listNames : ownNames)];
	const info = dice.in100(25) ? [dice.one(infoNames)] : [];
	const saidAt = [...outer.slice(0, dice.between(0, depth - 1)), ...info];
	if (new Set([...names, ...info]).size < names.length + info.length)
		return anyEnvelope(dice, style);
	return envelopeAt(names.join(' > '), style, {
		saidAt: saidAt.map((words) => spelt(words, style)),
		isObject: isKnown && dice.in100(4),
		whenEmpty: dice.weighed([
			[12, '[]'],
			[1, 'null'],
			[depth > 1 ? 1 : 0, 'left out'],
		] as const),
		isKnown,
	});
}

/** Fields that stand beside the records in many answers and say nothing of pages. */
const companions: ReadonlyArray<[name: string, value: unknown]> = [
	['errors', []],
	['warnings', ['The name of a field has changed']],
	['messages', []],
	['permissions', ['read', 'write']],
	['columns', ['id', 'name', 'active']],
	['included', [{ type: 'owner', id: 'o1' }]],
	['columns', [{ name: 'id', type: 'int' }]],
	['sort', [{ property: 'id', direction: 'ASC' }]],
	['success', true],
	['status', 'success'],
	['code', 0],
	['message', 'OK'],
	['error', null],
	['ok', true],
	['version', '2.1'],
	['took', 5],
	['timed out', false],
	['total amount', 98_765.4],
	['total balance', 1_200_000],
	['next invoice date', '2031-02-01'],
	['next billing run', '2031-03-01T00:00:00Z'],
	['next steps', ['Read the documentation']],
	['last updated', '2026-01-01T10:00:00Z'],
	['unread count', 500],
	['country count', 12],
	['more info', 'See the documentation'],
	['has warnings', true],
	['sync token', 'CPDAlvWDx70C'],
	['next sync token', 'CPDAlvWDx70D'],
	['remaining credits', 4_999],
];

/** Headers that say nothing of pages. */
const otherHeaders = {
	'x-ratelimit-remaining': '59',
	'x-ratelimit-limit': '60',
	'x-request-id': '9f1c',
	'x-total-time': '35',
};

const contentTypes = [
	'application/json; charset=utf-8',
	'application/vnd.api+json',
	'application/hal+json',
	'text/json',
	'text/plain',
];

export function anyHeaders(dice: Dice): Record<string, string> {
	const others = dice.some(Object.entries(otherHeaders), dice.between(0, 2));
	const type = dice.in100(20) ? dice.one(contentTypes) : 'application/json';
	return { ...Object.fromEntries(others), 'content-type': type };
}

/**
 * Puts other lists and fields beside the records.
 *
 * @returns whether nothing tells any more which list is meant
 */
export function accompany(dice: Dice, envelope: Envelope, style: Style, count: number): boolean {
	const { path, saidAt, isKnown, isObject, beside, outside } = envelope;
	if (path.length === 0) return false;
	for (const [words, value] of dice.some(companions, dice.between(0, 3))) {
		const name = spelt(words, style);
		// Beside an empty list any other one could be meant, and objects beside an unknown name.
		const isOfObjects =
			Array.isArray(value) && typeof value[0] === 'object' && words !== 'included';
		const couldBeIt =
			(Array.isArray(value) && !isKnown && count === 0) ||
			(isOfObjects && (count === 0 || !isKnown || isObject));
		if (couldBeIt || path.includes(name) || saidAt.includes(name)) continue;
		(dice.in100(50) ? beside : outside)[name] = value;
	}
	const isAccounts = path.at(-1)?.toLowerCase() === 'accounts';
	if (isAccounts && !path.includes('data') && dice.in100(30)) beside.data = [];
	if (count === 0 || !dice.in100(5)) return false;
	beside[spelt('account owners', style)] = [{ id: 1, name: 'Ann' }];
	return !isKnown || isObject;
}
