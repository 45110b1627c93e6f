import type { IDataObject } from 'n8n-workflow';

import {
	asText,
	numberOption,
	pairsOption,
	readChoice,
	toggleOption,
	textOption,
} from '../../../../nodes/Aurora/operations/option';

import { refusal } from '../../support/refusal';

describe('a number', () => {
	const bounded = numberOption(
		{ displayName: 'Cups', name: 'cups', description: 'How many' },
		{ default: 3, min: 1, max: 12 },
	);
	const open = numberOption({ displayName: 'Cups', name: 'cups' }, { default: 3, min: 0 });
	const read = (cups: unknown) => bounded.read({ cups } as IDataObject);

	test.each([
		[undefined, 3],
		[null, 3],
		[1, 1],
		[12, 12],
		['5', 5],
		[' 7 ', 7],
	])('%j is read as %j', (given, value) => {
		expect(read(given)).toBe(value);
	});

	test.each([0, 13, 1.5, 'many', '', ' ', '1,5', true, [], {}, Number.NaN, Infinity])(
		'%j is refused',
		(given) => {
			expect(refusal(() => read(given))).toMatchObject({
				message: "'Cups' must be a whole number from 1 to 12",
				description: `It is ${JSON.stringify(given)}. Correct it in the node.`,
			});
		},
	);

	test('without a maximum any exact whole number is taken, but no empty text', () => {
		expect(open.read({ cups: Number.MAX_SAFE_INTEGER })).toBe(Number.MAX_SAFE_INTEGER);
		for (const cups of [-1, Number.MAX_SAFE_INTEGER + 1, '', ' ']) {
			const { message } = refusal(() => open.read({ cups }));
			expect(message).toBe("'Cups' must be a whole number of 0 or more");
		}
	});

	test('the message does not repeat a long value', () => {
		const { description } = refusal(() => read('x'.repeat(10_000)));
		expect(description).toBe(`It is "${'x'.repeat(59)}. Correct it in the node.`);
	});
});

describe('a choice', () => {
	const read = (given: unknown) => readChoice('Tea', ['green', 'Earl'], given);
	const milk = toggleOption({ displayName: 'Milk', name: 'milk' }, true);

	test.each(['green', ' GREEN\n', 'EARL'])('%j is one in any case', (given) => {
		expect(read(given).toLowerCase()).toBe(given.trim().toLowerCase());
	});

	test.each([
		['black', 'black'],
		['', ''],
		[undefined, ''],
		[null, ''],
		['toString', 'toString'],
		[['x'], '["x"]'],
		['x'.repeat(100), 'x'.repeat(60)],
	])('%j is refused', (given, shown) => {
		expect(refusal(() => read(given))).toMatchObject({
			message: `'Tea' can't be '${shown}'`,
			description: 'Use one of green, Earl.',
		});
	});

	test.each([
		[true, true],
		['True ', true],
		[false, false],
		['false', false],
		[undefined, true],
		[null, true],
	])('%j is %j', (given, value) => {
		expect(milk.read({ milk: given })).toBe(value);
	});

	test.each([1, 0, 'yes', ''])('%j is neither on nor off', (given) => {
		expect(refusal(() => milk.read({ milk: given })).description).toBe('Use one of true, false.');
	});
});

describe('a text', () => {
	const option = textOption(
		{ displayName: 'Tea', name: 'tea', placeholder: 'e.g. green' },
		'black',
	);

	test.each([
		[undefined, 'black'],
		[null, 'black'],
		['', ''],
		[' Earl Grey\n', 'Earl Grey'],
		[7, '7'],
	])('%j is read as %j', (tea, text) => {
		expect(option.read({ tea } as IDataObject)).toBe(text);
	});
});

describe('pairs', () => {
	const texts = { displayName: 'Labels', name: 'labels', one: 'Label', exampleName: 'colour' };
	const option = pairsOption({ ...texts, exampleValue: 'red' }, asText);
	const read = (label: unknown) => option.read({ labels: { label } } as IDataObject);

	test('come in order, repeated ones too; those without a name are left out', () => {
		expect(
			read([
				{ name: ' status ', value: 'active ' },
				{ name: ' ', value: 'ignored' },
				{ value: 'ignored' },
				{ name: 'status', value: 5 },
			]),
		).toEqual([
			['status', 'active '],
			['status', '5'],
		]);
	});

	test.each([
		[true, 'true'],
		[{ a: [1] }, '{"a":[1]}'],
		[undefined, ''],
		[null, ''],
	])('the value %j is sent as %j', (value, text) => {
		expect(read([{ name: 'n', value }])).toEqual([['n', text]]);
	});

	test.each([undefined, {}])('%j is none', (labels) => {
		expect(option.read({ labels } as IDataObject)).toEqual([]);
	});
});
