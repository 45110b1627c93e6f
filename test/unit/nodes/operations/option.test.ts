import type { IDataObject } from 'n8n-workflow';

import {
	asText,
	numberOption,
	pairsOption,
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

	test('its field has the same bounds and default', () => {
		expect(bounded.field).toMatchObject({
			typeOptions: { minValue: 1, maxValue: 12 },
			default: 3,
		});
		expect(open.field.typeOptions).toEqual({ minValue: 0 });
	});

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
