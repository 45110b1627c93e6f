import { isRecord, parseJson, valueAt } from '../../../../lib/util/json';

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
])('%j is parsed as %j', (text, value) => {
	expect(parseJson(text)).toEqual(value);
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
