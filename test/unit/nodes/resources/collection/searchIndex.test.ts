import { AccountIndex, type Match } from '../../../../../nodes/Aurora/resources/collection/searchIndex';

import { refusal } from '../../../support/refusal';

const ada = {
	id: 7,
	name: 'Ada Lovelace',
	owner: { email: 'ada@example.com' },
	tags: ['new', 'VIP'],
};
const bob = { id: '42', name: '  Bob  ', owner: { email: null }, active: true };
const zoe = { id: 700, name: 'Zoë', code: '007' };
const index = new AccountIndex([ada, bob, zoe]);

const find = (field: string, match: Match, value: unknown) => index.find(field, match, value);

describe('equals', () => {
	test('numbers and texts compare as written', () => {
		expect(find('id', 'equals', '7')).toEqual([ada]);
		expect(find('id', 'equals', 7)).toEqual([ada]);
		expect(find('id', 'equals', 42)).toEqual([bob]);
		expect(find('code', 'equals', 7)).toEqual([]);
		expect(find('code', 'equals', '007')).toEqual([zoe]);
	});

	test('case and blanks around make no difference', () => {
		expect(find('name', 'equals', ' ada lovelace ')).toEqual([ada]);
		expect(find('name', 'equals', 'BOB')).toEqual([bob]);
	});

	test('a letter with an accent is the same, composed or not', () => {
		expect(find('name', 'equals', 'Zoe\u0308')).toEqual([zoe]);
	});

	test('the whole value, not a part', () => {
		expect(find('name', 'equals', 'Ada')).toEqual([]);
	});

	test('nested fields, and flags', () => {
		expect(find('owner.email', 'equals', 'ada@example.com')).toEqual([ada]);
		expect(find('active', 'equals', 'true')).toEqual([bob]);
	});

	test('any entry of a list', () => {
		expect(find('tags', 'equals', 'vip')).toEqual([ada]);
	});

	test('null is no text', () => {
		expect(find('owner.email', 'equals', 'null')).toEqual([]);
	});
});

describe('contains and startsWith', () => {
	test('parts, whatever their case', () => {
		expect(find('name', 'contains', 'LOVE')).toEqual([ada]);
		expect(find('name', 'startsWith', 'ada')).toEqual([ada]);
		expect(find('name', 'startsWith', 'love')).toEqual([]);
		expect(find('id', 'startsWith', 7)).toEqual([ada, zoe]);
		expect(find('tags', 'contains', 'ip')).toEqual([ada]);
	});
});

test('several matches come in the order of the listing, an account only once', () => {
	const twice = { id: 1, tags: ['a', 'A'] };
	const accounts = new AccountIndex([{ id: 3, tags: ['a'] }, twice, { id: 2, tags: 'a' }]);
	for (const match of ['equals', 'contains', 'startsWith'] as const) {
		expect(accounts.find('tags', match, 'a')).toEqual([
			{ id: 3, tags: ['a'] },
			twice,
			{ id: 2, tags: 'a' },
		]);
	}
});

test('a field that no account has is a slip and not an empty result', () => {
	for (const match of ['equals', 'contains', 'startsWith'] as const) {
		const { message, hint } = refusal(() => find('Name', match, 'ada'));
		expect(message).toBe("No account has a field 'Name'");
		expect(hint).toBe(
			"Check 'Field'. Upper and lower case count in names. Fields of the first account: id, name, owner, tags.",
		);
	}
});

test('without accounts every field may be right', () => {
	expect(new AccountIndex([]).find('whatever', 'equals', 'x')).toEqual([]);
});

test('entries that are no records have no fields', () => {
	expect(new AccountIndex([null, 5, ada]).find('id', 'equals', 7)).toEqual([ada]);
});

test.each(['matches', '', 'toString', 'constructor'])("refuses '%s' as Match", (match) => {
	const { message, hint } = refusal(() => find('name', match as Match, 'ada'));
	expect(message).toBe(`'Match' can't be '${match}'`);
	expect(hint).toBe('Use equals, contains or startsWith.');
});

test('the thousandth lookup among 10,000 accounts reads none of them again', () => {
	let reads = 0;
	const accounts = Array.from({ length: 10_000 }, (_, id) =>
		Object.defineProperty({ id }, 'name', { enumerable: true, get: () => (reads++, `name ${id}`) }),
	);
	const many = new AccountIndex(accounts);
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
