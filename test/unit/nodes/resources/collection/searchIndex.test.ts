import {
	MATCHES,
	SearchIndex,
	type Match,
} from '../../../../../nodes/Aurora/resources/collection/searchIndex';

import { refusal } from '../../../support/refusal';

const ada = {
	id: 7,
	name: 'Ada Lovelace',
	owner: { email: 'ada@example.com' },
	tags: ['new', 'VIP'],
};
const bob = { id: '42', name: '  Bob  ', owner: { email: null }, active: true };
const zoe = { id: 700, name: 'Zoë', code: '007' };
const matches = MATCHES.map(({ value }) => value);

const find = (field: string, match: Match, value: unknown, records: unknown[] = [ada, bob, zoe]) =>
	new SearchIndex(records, 'account').find(field, match, value);

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
])('%s: %s %s %j', (_, field, match, value, found) => {
	expect(find(field, match, value)).toEqual(found);
});

describe.each(matches)('%s', (match) => {
	test('finds in the order of the list, each record once', () => {
		const records = [
			{ id: 3, tags: ['a'] },
			{ id: 1, tags: ['a', 'A'] },
			{ id: 2, tags: 'a' },
		];
		expect(find('tags', match, 'a', records)).toEqual(records);
	});

	test('refuses a field that no record has', () => {
		const { message, description } = refusal(() => find('Name', match, 'ada'));
		expect(message).toBe("No account has a field 'Name'");
		expect(description).toBe(
			"Check 'Field'. Field names are case-sensitive. Fields of the first account: id, name, owner, tags.",
		);
	});

	test('takes any field where there are no records', () => {
		expect(find('whatever', match, 'x', [])).toEqual([]);
	});

	test('passes over what is no record', () => {
		expect(find('id', match, 7, [null, 5, ada])).toEqual([ada]);
	});
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
])('the error about an unknown field names fields: %s', (_, record, fields) => {
	const refused = refusal(() => find('x'.repeat(100), 'equals', 5, [record]));
	expect(refused.message).toBe(`No account has a field '${'x'.repeat(80)}'`);
	expect(refused.description).toBe(`Check 'Field'. Field names are case-sensitive.${fields}`);
});

function namesOf(count: number) {
	return Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}`, at]));
}

test.each(['matches', '', 'toString', 'constructor'])("refuses '%s' as Match", (match) => {
	expect(refusal(() => find('name', match as Match, 'ada'))).toMatchObject({
		message: `'Match' can't be '${match}'`,
		description: 'Use equals, contains or startsWith.',
	});
});

test('the thousandth lookup among 10,000 records reads none of them again', () => {
	let reads = 0;
	const records = Array.from({ length: 10_000 }, (_, id) =>
		Object.defineProperty({ id }, 'name', { enumerable: true, get: () => (reads++, `name ${id}`) }),
	);
	const many = new SearchIndex(records, 'account');
	const timeOf = (lookups: number) => {
		let found = 0;
		const start = performance.now();
		for (let at = 0; at < lookups; at++) {
			found += many.find('name', 'equals', `Name ${at * 10}`).length;
		}
		const time = performance.now() - start;
		expect(found).toBe(lookups);
		return time;
	};
	// The first one prepares the field; without that each of the others would take nearly as long.
	const first = timeOf(1);
	expect(timeOf(1_000)).toBeLessThan(20 * first);
	for (let at = 0; at < 10; at++) many.find('name', 'contains', String(at));
	expect(reads).toBeLessThanOrEqual(10_000);
});
