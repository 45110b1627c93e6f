import type { INodeProperties } from 'n8n-workflow';

import { Aurora } from '../../../../nodes/Aurora/Aurora.node';
import { resourceFields, type Operation } from '../../../../nodes/Aurora/operations/operation';

import { subtitleIn } from '../../support/execution';

describe('the fields of a resource', () => {
	const field = (name: string, show?: Record<string, unknown[]>) =>
		({ name, ...(show && { displayOptions: { show } }) }) as INodeProperties;
	const operation = (value: string, fields: INodeProperties[]) =>
		({
			value,
			name: value,
			action: `Act ${value}`,
			description: `Do ${value}`,
			fields,
		}) as Operation;
	const [selector, ...fields] = resourceFields({
		value: 'tea',
		name: 'Tea',
		fields: [field('shared')],
		operations: [
			operation('brew', [field('minutes', { isHot: [true] })]),
			operation('drink', [field('sugar')]),
		],
	});

	test('begin with its operations, the first one chosen', () => {
		expect(selector).toMatchObject({
			name: 'operation',
			noDataExpression: true,
			displayOptions: { show: { resource: ['tea'] } },
			options: [
				{ value: 'brew', name: 'brew', action: 'Act brew', description: 'Do brew' },
				{ value: 'drink', name: 'drink', action: 'Act drink', description: 'Do drink' },
			],
			default: 'brew',
		});
	});

	test('are shown where they belong, on conditions of their own too', () => {
		expect(fields.map(({ name, displayOptions }) => [name, displayOptions?.show])).toEqual([
			['shared', { resource: ['tea'], operation: ['brew', 'drink'] }],
			['minutes', { resource: ['tea'], operation: ['brew'], isHot: [true] }],
			['sugar', { resource: ['tea'], operation: ['drink'] }],
		]);
	});
});

describe('the subtitle', () => {
	const path = { collection: '/Invoices' };
	const field = { __rl: true, mode: 'list', value: 'owner.email' };
	const search = { field, match: 'startsWith', value: 'Foods' };

	test.each([
		['account', 'get', {}, 'Get Account'],
		['account', 'getAll', {}, 'Get Many Accounts: first 50'],
		['account', 'getAll', { returnAll: true }, 'Get Many Accounts: all'],
		['account', 'search', { value: 'Foods' }, 'Search Accounts: name equals Foods'],
		['account', 'search', search, 'Search Accounts: owner.email starts with Foods'],
		['account', 'search', { ...search, field: 'id' }, 'Search Accounts: id starts with Foods'],
		[
			'account',
			'search',
			{ value: '={{ $json.name }}' },
			'Search Accounts: name equals {{ $json.name }}',
		],
		['account', 'getAll', { limit: '={{ $json.n }}' }, 'Get Many Accounts: first {{ $json.n }}'],
		['record', 'get', path, 'Get Record: /Invoices'],
		['record', 'getAll', path, 'Get Many Records: /Invoices, first 50'],
		[
			'record',
			'search',
			{ ...path, ...search },
			'Search Records: /Invoices, owner.email starts with Foods',
		],
		['apiRequest', 'send', { method: 'PUT', path: '/Sites/7' }, 'PUT /Sites/7'],
		['apiRequest', 'send', { path: '=/Sites/{{ $json.id }}' }, 'GET /Sites/{{ $json.id }}'],
		['account', '__CUSTOM_API_CALL__', {}, ''],
		['record', '__CUSTOM_API_CALL__', path, ''],
		['__CUSTOM_API_CALL__', '', {}, ''],
	])('of %s → %s %j is %j', (resource, operation, parameters, words) => {
		expect(subtitleIn(new Aurora(), { resource, operation, ...parameters })).toBe(words);
	});

	test('of a new node is that of its defaults', () => {
		expect(subtitleIn(new Aurora(), {})).toBe('Get Many Accounts: first 50');
	});
});
