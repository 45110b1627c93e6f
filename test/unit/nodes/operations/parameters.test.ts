import type { IExecuteFunctions } from 'n8n-workflow';

import { Parameters } from '../../../../nodes/Aurora/operations/parameters';

import { prepareExecution } from '../../support/execution';

const input = [{ id: 7, name: 'Ada' }, { id: 'b-8' }, { name: 'Zoë', nested: { id: 9 } }];

/** The parameters of a node in n8n-core's own context, and how often n8n was asked for a value. */
function parametersWith(parameters: Record<string, unknown>) {
	const { context } = prepareExecution({
		parameters: { resource: 'account', operation: 'search', ...parameters } as never,
		input,
	});
	const asked = jest.spyOn(context, 'getNodeParameter');
	// Those with `rawExpressions` evaluate nothing.
	const values = () => asked.mock.calls.filter((call: unknown[]) => call.length < 4).length;
	return { parameters: new Parameters(context), values, context };
}

const ofEach = (parameters: Parameters, name: string, fallback: unknown = 'fallback') =>
	input.map((_, item) => parameters.get(name, item, fallback));

test.each(['={{ $json.id }}', '={{$json.id}}', '={{  $json.id  }}'])(
	'a plain field of the item is taken from the item: %s',
	(value) => {
		const { parameters, values } = parametersWith({ value });
		expect(parameters.get('value', 0, '')).toBe(7);
		expect(parameters.get('value', 1, '')).toBe('b-8');
		expect(values()).toBe(0);
	},
);

test('a field that is neither text nor number is left to n8n', () => {
	const { parameters, values } = parametersWith({ value: '={{ $json.nested }}' });
	expect(parameters.get('value', 2, '')).toEqual({ id: 9 });
	expect(values()).toBe(1);
});

test.each(['Ada', 5, true, { a: null, b: undefined }])('%j is read once for all items', (value) => {
	const { parameters, values } = parametersWith({ value });
	expect(ofEach(parameters, 'value')).toEqual([value, value, value]);
	expect(values()).toBe(1);
});

test.each([
	'={{ $json.id }}',
	'={{$json.name}}',
	'={{ $json.nested.id }}',
	'={{ $json["id"] }}',
	'={{ $json.id + 1 }}',
	'=id {{ $json.id }}',
	'=id={{ $json.id }}',
	'={{ $json.nested }}',
	'={{ $itemIndex }}',
	'=fixed',
])('%s has the value that n8n gives', (value) => {
	const { parameters, context } = parametersWith({ value });
	const n8n: IExecuteFunctions['getNodeParameter'] = context.getNodeParameter;
	expect(ofEach(parameters, 'value')).toEqual(
		input.map((_, item) => n8n.call(context, 'value', item, 'fallback') as unknown),
	);
});

test('a name that every object inherits is left to n8n, which refuses it', () => {
	const { parameters } = parametersWith({ value: '={{ $json.constructor }}' });
	expect(() => parameters.get('value', 0, '')).toThrow(/constructor/);
});

test('an expression deep inside a collection counts', () => {
	const options = { queryParameters: { parameter: [{ name: 'id', value: '={{ $json.id }}' }] } };
	const { parameters } = parametersWith({ options });
	for (const [item, value] of [7, 'b-8'].entries()) {
		expect(parameters.get('options', item, {})).toMatchObject({
			queryParameters: { parameter: [{ value }] },
		});
	}
});

test('what is not set has its fallback', () => {
	const { parameters } = parametersWith({});
	expect(parameters.get('sort.by', 0, [])).toEqual([]);
});

describe('a resource locator', () => {
	const locator = (accountId: unknown, item = 0) =>
		parametersWith({ operation: 'get', accountId }).parameters.locator('accountId', item);

	test('by list or id, fixed or by an expression', () => {
		expect(locator({ __rl: true, mode: 'list', value: '7', cachedResultName: 'Ada (7)' })).toBe(
			'7',
		);
		expect(locator({ __rl: true, mode: 'id', value: '={{ $json.id }}' }, 1)).toBe('b-8');
		expect(locator({ __rl: true, mode: 'id', value: '' })).toBe('');
	});

	test('a bare value, as AI tools and old workflows have it', () => {
		expect(locator('7')).toBe('7');
		expect(locator('={{ $json.id }}', 1)).toBe('b-8');
	});
});
