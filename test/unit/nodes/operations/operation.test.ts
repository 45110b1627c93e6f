import { Aurora } from '../../../../nodes/Aurora/Aurora.node';
import { resourceFields } from '../../../../nodes/Aurora/operations/operation';
import { account } from '../../../../nodes/Aurora/resources/account';

import { subtitleIn } from '../../support/execution';

// Which fields are shown for which operation: description.test.ts, and docs/reference.md.
test('each operation is an action of the node panel, and the first one the default', () => {
	const [selector] = resourceFields(account);
	expect(selector).toMatchObject({
		name: 'operation',
		noDataExpression: true,
		displayOptions: { show: { resource: ['account'] } },
		default: 'getAll',
	});
	const texts = account.operations.map(({ value, name, action, description }) => {
		return { value, name, action, description };
	});
	expect(selector.options).toEqual(texts);
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
