import {
	MATCHES,
	SearchIndex,
	type Match,
} from '../../../../../nodes/Aurora/resources/collection/searchIndex';

import { refusalOf } from '../../../support/refusal';
import { turn } from '../../../support/virtualTime';

const ada = {
	id: 7,
	name: 'Ada Lovelace',
	owner: { email: 'ada@example.com' },
	tags: ['new', 'VIP'],
};
const bob = { id: '42', name: '  Bob  ', owner: { email: null }, active: true };
const zoe = { id: 700, name: 'Zoë', code: '007' };
const matches = MATCHES.map(({ value }) => value);

const indexOf = (records: unknown[], yieldToEventLoop = async () => {}) =>
	new SearchIndex(records, 'account', yieldToEventLoop);
const find = async (
	field: string,
	match: Match,
	value: unknown,
	records: unknown[] = [ada, bob, zoe],
) => await indexOf(records).find(field, match, value);

test.each<[string, string, Match, unknown, unknown[]]>([
	['a number by its text', 'id', 'equals', '7', [ada]],
	['a number', 'id', 'equals', 7, [ada]],
	['a text by its number', 'id', 'equals', 42, [bob]],
	['another spelling of a number', 'code', 'equals', 7, []],
	['digits as they are written', 'code', 'equals', '007', [zoe]],
	['any case and spaces', 'name', 'equals', ' ada lovelace ', [ada]],
	['a text with spaces around it', 'name', 'equals', 'BOB', [bob]],
	['an accent composed differently', 'name', 'equals', 'Zoe\u0308', [zoe]],
	['a part of the value', 'name', 'equals', 'Ada', []],
	['a nested field', 'owner.email', 'equals', 'ada@example.com', [ada]],
	['a flag', 'active', 'equals', 'true', [bob]],
	['an entry of a list', 'tags', 'equals', 'vip', [ada]],
	['no value', 'owner.email', 'equals', 'null', []],
	['no value', 'owner.email', 'contains', 'null', []],
	['a part in any case', 'name', 'contains', 'LOVE', [ada]],
	['a part of an entry', 'tags', 'contains', 'ip', [ada]],
	['a beginning in any case', 'name', 'startsWith', 'ada', [ada]],
	['no beginning', 'name', 'startsWith', 'love', []],
	['a beginning of numbers', 'id', 'startsWith', 7, [ada, zoe]],
])('%s: %s %s %j', async (_, field, match, value, found) => {
	expect(await find(field, match, value)).toEqual(found);
});

describe('reaches into lists', () => {
	const contacts = [
		{ email: 'ada@example.com', length: 5, phones: [{ no: 1 }, { no: 2 }] },
		{ email: 'bob@example.com' },
	];
	const listed = { contacts, 'a.b': 'dotted', byYear: [{ '2024': 'x' }] };
	const others = { contacts: [] };

	test.each<[string, unknown, boolean]>([
		['contacts.email', 'BOB@example.com', true],
		['contacts.phones.no', 2, true],
		['contacts.0.email', 'ada@example.com', true],
		['contacts.1.email', 'ada@example.com', false],
		['contacts.length', 5, true],
		['contacts.length', 2, false],
		['a.b', 'dotted', true],
		['byYear.2024', 'x', true],
	])('%s %j: %s', async (field, value, isFound) => {
		const records = [others, listed];
		expect(await find(field, 'equals', value, records)).toEqual(isFound ? [listed] : []);
	});

	test.each(['contacts.mail', 'contacts.toString', '__proto__.x'])(
		'%s is refused',
		async (field) => {
			await refusalOf(find(field, 'equals', 1, [listed]));
		},
	);

	test('an empty list on the way may have the field', async () => {
		expect(await find('contacts.email', 'equals', 'x', [others])).toEqual([]);
	});
});

test.each<[string, string, boolean]>([
	['Straße', 'STRASSE', true],
	['STRASSE', 'straße', true],
	['GROẞ', 'groß', true],
	['İzmir', 'i̇zmir', true],
	['İZMİR', 'izmir', false],
	['Diyarbakır', 'DİYARBAKIR', false],
	['ΟΔΟΣ', 'οδος', true],
	['ΟΔΟΣ Α', 'οδοσ', true],
	['ﬁn', 'FIN', true],
	['Ǆ', 'ǆ', true],
	['É', 'e\u0301', true],
	['Ꭰ', 'ꭰ', true],
])('folds case: %s and %s: %s', async (name, value, isFound) => {
	const records = [{ name }];
	for (const match of ['contains', 'startsWith'] as const) {
		expect(await find('name', match, value, records)).toEqual(isFound ? records : []);
	}
});

test.each<[unknown, unknown, boolean]>([
	['9007199254740993', '9007199254740993', true],
	['9007199254740993', '9007199254740992', false],
	['9007199254740993', '9007199254740993.0', true],
	['1.000000000000000000001', '1.0000000000000000000010', true],
	['1e400', '10e399', true],
	[1e21, '1000000000000000000000', true],
	[1.5, '1.50', true],
	[-0.5, '-5e-1', true],
	[0, '-0.0', true],
	['1.10', '1.1', false],
	['1.10', '1.10', true],
	['1e2', 100, false],
	[7, '007', false],
	[true, 'TRUE', true],
])('the value %j equals %j: %s', async (id, value, isFound) => {
	const records = [{ id }];
	expect(await find('id', 'equals', value, records)).toEqual(isFound ? records : []);
});

test('what equals as a text and as a number comes in the order of the list', async () => {
	const records = [{ id: '1' }, { id: 1 }, { id: '1' }];
	expect(await find('id', 'equals', 1, records)).toEqual(records);
});

test('others get their turn after each step of records, however many look-ups are under way', async () => {
	slowClock();
	const all = Array.from({ length: 5_000 }, (_, id) => ({ name: `Straße ${id}` }));
	let turns = 0;
	let yielding = 0;
	const index = indexOf(all, async () => {
		turns++;
		expect(++yielding).toBe(1);
		await turn();
		yielding--;
	});
	const found = await Promise.all(
		Array.from({ length: 20 }, async (_, at) => await index.find('name', 'contains', `SE ${at}`)),
	);
	expect(found.map(({ length }) => length)).toContain(1_111);
	// Ten steps to prepare the field, and ten for each look-up.
	expect(turns).toBe(10 + 20 * 10);
});

test.each(matches)('%s finds in the order of the list, each record once', async (match) => {
	const records = [
		{ id: 3, tags: ['a'] },
		{ id: 1, tags: ['a', 'A'] },
		null,
		5,
		{ id: 2, tags: 'a' },
	];
	expect(await find('tags', match, 'a', records)).toEqual([records[0], records[1], records[4]]);
	expect(await find('whatever', match, 'x', [])).toEqual([]);
	const { message, description } = await refusalOf(find('Name', match, 'ada'));
	expect(message).toBe("No account has a field 'Name'");
	expect(description).toBe(
		"Check 'Field'. Field names are case-sensitive. Fields of the first account: id, name, owner, tags.",
	);
});

test.each<[string, unknown, string]>([
	['none of what is no record', 5, ''],
	[
		'at most 30',
		namesOf(31),
		` Fields of the first account: ${Object.keys(namesOf(30)).join(', ')}.`,
	],
	[
		'at most 300 characters',
		{ ['n'.repeat(400)]: 1 },
		` Fields of the first account: ${'n'.repeat(300)}.`,
	],
])('the error about an unknown field names fields: %s', async (_, record, fields) => {
	const refused = await refusalOf(find('x'.repeat(100), 'equals', 5, [record]));
	expect(refused.message).toBe(`No account has a field '${'x'.repeat(80)}'`);
	expect(refused.description).toBe(`Check 'Field'. Field names are case-sensitive.${fields}`);
});

function namesOf(count: number) {
	return Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}`, at]));
}

test('a field is read once, and look-ups of equal values walk through no records', async () => {
	slowClock();
	let reads = 0;
	let turns = 0;
	const records = Array.from({ length: 2_000 }, (_, id) =>
		Object.defineProperty({ id }, 'name', { enumerable: true, get: () => (reads++, `name ${id}`) }),
	);
	const index = indexOf(records, async () => void turns++);
	for (let at = 0; at < 100; at++) {
		const [found] = await index.find('name', 'equals', `Name ${at * 10}`);
		expect(found).toBe(records[at * 10]);
	}
	// As many as it takes to prepare the field.
	expect(turns).toBe(4);
	await index.find('name', 'contains', '7');
	expect(reads).toBe(2_000);
});

/** A clock by which every step takes longer than it may. */
function slowClock() {
	let now = 0;
	jest.spyOn(performance, 'now').mockImplementation(() => (now += 1_000));
}
