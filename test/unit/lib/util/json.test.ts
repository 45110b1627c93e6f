import fc from 'fast-check';

import { isRecord, parseJson, valueAt, valuesAt } from '../../../../lib/util/json';

test.each([
	[{}, true],
	[{ a: 1 }, true],
	[[], false],
	[null, false],
	[undefined, false],
	['text', false],
	[Buffer.from('x'), false],
])('%j is a record: %j', (value, is) => {
	expect(isRecord(value)).toBe(is);
});

test.each([
	['{"a":1}', { a: 1 }],
	['null', null],
	['{"a":', undefined],
	['', undefined],
	['9007199254740991', 9007199254740991],
	['-9007199254740992', '-9007199254740992'],
	['9007199254740993.0', '9007199254740993.0'],
	['0.1', 0.1],
	['0.12345678901234567', '0.12345678901234567'],
	['0.12345678901234568', 0.12345678901234568],
	['0.0001234567890123456', 0.0001234567890123456],
	['1.234567890123456e100', 1.234567890123456e100],
	['1.00000000000000000000', '1.00000000000000000000'],
	['1e400', '1e400'],
	['1E-400', '1E-400'],
	['6.02214076e+0023', 6.02214076e23],
	['[1.2.34567890123456789]', undefined],
	['0012345678901234567890', undefined],
	[`{"a":1,"a":12345678901234567890}`, { a: '12345678901234567890' }],
	['"\\ud800 12345678901234567890"', '\ud800 12345678901234567890'],
])('%s is parsed as %j', (text, value) => {
	expect(parseJson(text)).toEqual(value);
});

/** The exact value of a decimal as an integer and a power of ten. */
function decimal(text: string): [integer: bigint, power: number] {
	const [mantissa, exponent = '0'] = text.toLowerCase().split('e');
	const [whole, fraction = ''] = mantissa.split('.');
	return [BigInt(whole + fraction), Number(exponent) - fraction.length];
}

function isSame(one: string, other: string): boolean {
	const [[a, p], [b, q]] = [decimal(one), decimal(other)];
	if (a === 0n || b === 0n) return a === b;
	const scale = (value: bigint, by: number) => value * 10n ** BigInt(Math.max(0, by));
	return Math.abs(p - q) < 1000 && scale(a, p - q) === scale(b, q - p);
}

const digits = fc.stringMatching(/^\d{1,25}$/);
const literals = fc
	.tuple(
		fc.constantFrom('', '-'),
		fc.oneof(fc.constant('0'), fc.stringMatching(/^[1-9]\d{0,24}$/)),
		fc.option(digits),
		fc.option(fc.stringMatching(/^[eE][+-]?\d{1,3}$/)),
	)
	.map(([sign, whole, fraction, exponent]) =>
		[sign, whole, fraction === null ? '' : `.${fraction}`, exponent ?? ''].join(''),
	);

test('every number is the one that was written, or its text; strings stay, whatever is in them', () => {
	const cases = fc.array(fc.tuple(literals, fc.string({ unit: 'binary' })), { minLength: 1 });
	fc.assert(
		fc.property(cases, (values) => {
			const text = values.map(([number, string]) => `${number} ,${JSON.stringify(string)}`);
			const parsed = parseJson(`[${text.join(',')}]`) as unknown[];
			for (const [at, [number, string]] of values.entries()) {
				const value = parsed[2 * at];
				expect(parsed[2 * at + 1]).toBe(string);
				if (typeof value === 'number') expect(isSame(String(value), number)).toBe(true);
				else expect(value).toBe(number);
				const isShort = digitsIn(number) <= 15 && !/e/i.test(number);
				if (isShort) expect(typeof value).toBe('number');
			}
		}),
		{ numRuns: 1000 },
	);
});

const digitsIn = (number: string) => number.replace(/e.*|\D/gi, '').length;

test('a string of millions of escapes is no obstacle', () => {
	const text = '\\'.repeat(10_000_000);
	expect(parseJson(`[12345678901234567890,${JSON.stringify(text)}]`)).toEqual([
		'12345678901234567890',
		text,
	]);
});

const account = {
	id: 7,
	owner: { email: 'ada@example.com', address: { city: 'London' } },
	'owner.email': 'by name',
	tags: ['new', { label: 'vip' }],
	nothing: null,
	off: false,
};

test.each([
	['id', 7],
	['owner.address.city', 'London'],
	// A field of exactly this name comes first.
	['owner.email', 'by name'],
	['tags.0', 'new'],
	['tags.1.label', 'vip'],
	['nothing', null],
	['off', false],
	...['name', 'owner.name', 'id.x', 'tags.2', 'nothing.x', '', '.', 'owner.'].map(nowhere),
	// Inherited.
	...['__proto__', 'constructor', 'toString', 'owner.constructor', 'id.toFixed', 'tags.map'].map(
		nowhere,
	),
])('%j is %j', (path, value) => {
	expect(valueAt(account, path)).toBe(value);
});

function nowhere(path: string): [string, undefined] {
	return [path, undefined];
}

test('an own field named __proto__ is data', () => {
	expect(valueAt(JSON.parse('{"__proto__":{"x":1}}'), '__proto__.x')).toBe(1);
});

test.each([undefined, null, 5, 'text', Buffer.from('x')])('%j has no fields', (value) => {
	expect(valueAt(value, 'length')).toBeUndefined();
});

const company = {
	'owner.email': 'by name',
	owner: { email: 'inner', phones: [] },
	contacts: [{ email: 'a', tags: ['x', 'y'] }, { email: 'b' }, null, 5],
	grid: [[{ id: 1 }], [{ id: 2 }]],
	long: Array.from({ length: 12 }, (_, at) => ({ at })),
	off: false,
	nothing: null,
};

test.each<[string, unknown[] | undefined]>([
	['owner.email', ['by name']],
	['contacts.email', ['a', 'b']],
	['contacts.tags', ['x', 'y']],
	['contacts.1.email', ['b']],
	['contacts.tags.0', ['x']],
	['long.11.at', [11]],
	['grid.id', [1, 2]],
	['owner.phones', []],
	['owner.phones.type', []],
	['off', [false]],
	['nothing', [null]],
	...['emial', 'owner.emial', 'contacts.emial', 'contacts.4.email', 'off.x', 'nothing.x'].map(
		nowhere,
	),
	...['contacts.length', 'long.12.at', 'long.x1.at', 'long.1x.at', '', '.', 'owner.'].map(nowhere),
])('the values of %j are %j', (path, values) => {
	expect(valuesAt(company, path)).toEqual(values);
});
