// Values of which one must not be taken for the other.
import { twoDigits, ValueHash } from '../../../../nodes/Aurora/trigger/valueHash';

const textOf = (value: unknown) => new ValueHash().record({ a: value }).text;

const VALUES: unknown[] = [
	...['', '[', '[]', ']', '1', 'true', 'null', 'a', 'A', 'ab', 'ba', '{}'],
	...[0, 1, -1, 1.5, 1e300, 2 ** 40, true, false, null],
	...[[], [[]], [0], ['', ''], [1], ['1'], [true], [null], [1, 2], [2, 1], [12]],
	...[[[1], ']'], [[1, ']']], ['[', [1]], [['[', 1]], [[1], 2], [1, [2]]],
	...[{}, { a: 1 }, { a: '1' }, { b: 1 }, { a: { a: 1 } }, { a: 1, b: 2 }, { a: 2, b: 1 }],
	...[[{}], [{ a: 1 }], [{ a: 1 }, { b: 2 }], [{ a: 1, b: 2 }], { a: null }, { a: [] }],
];

test('different values have different hashes', () => {
	const byHash = new Map(VALUES.map((value) => [textOf(value), value]));
	expect([...byHash.values()]).toEqual(VALUES);
});

test.each<[one: object, other: object]>([
	[
		{ a: 1, b: 2 },
		{ b: 2, a: 1 },
	],
	[{ a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } }],
	[{ a: 0 }, { a: -0 }],
])('%j and %j are the same', (one, other) => {
	const [first, second] = [one, other].map(
		(each) => new ValueHash().record(each as Record<string, unknown>).text,
	);
	expect(first).toBe(second);
});

test('a hash has 8 characters, or 4', () => {
	const hash = new ValueHash().record({ a: 1 });
	expect(hash.text).toMatch(/^[\w-]{8}$/);
	expect(hash.shortText).toBe(hash.text.slice(0, 4));
	expect([twoDigits(0), twoDigits(4095), twoDigits(4096)]).toEqual(['AA', '__', 'AA']);
});
