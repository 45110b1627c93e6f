import { valueAt } from '../../../../lib/util/valueAt';

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
	['tags.0', 'new'],
	['tags.1.label', 'vip'],
	['nothing', null],
	['off', false],
])('%s', (path, value) => {
	expect(valueAt(account, path)).toBe(value);
});

test('a field of exactly this name comes first', () => {
	expect(valueAt(account, 'owner.email')).toBe('by name');
});

test.each(['name', 'owner.name', 'id.x', 'tags.2', 'nothing.x', '', '.', 'owner.'])(
	'nothing at %j',
	(path) => {
		expect(valueAt(account, path)).toBeUndefined();
	},
);

test.each(['__proto__', 'constructor', 'toString', 'owner.constructor', 'id.toFixed', 'tags.map'])(
	'%s leads nowhere: it is inherited',
	(path) => {
		expect(valueAt(account, path)).toBeUndefined();
	},
);

test('an own field named __proto__ is data', () => {
	expect(valueAt(JSON.parse('{"__proto__":{"x":1}}'), '__proto__.x')).toBe(1);
	expect(valueAt({}, '__proto__.x')).toBeUndefined();
});

test.each([undefined, null, 5, 'text', Buffer.from('x')])('%j has no fields', (value) => {
	expect(valueAt(value, 'length')).toBeUndefined();
});
