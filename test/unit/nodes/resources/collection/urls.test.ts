import {
	accountsUrl,
	accountUrl,
	DOCUMENTED_ORDER,
} from '../../../../../nodes/Aurora/resources/collection/urls';
import type { AuroraSettings } from '../../../../../lib/auth/settings';

import { API } from '../../../support/answers';
import { refusal } from '../../../support/refusal';

const settings = { apiBaseUrl: API } as AuroraSettings;

describe('the listing', () => {
	test('is the documented request, letter by letter (FACTS 10)', () => {
		expect(accountsUrl(settings, DOCUMENTED_ORDER, [])).toBe(
			'https://api.client.integration.aurora.co.uk/Accounts?orderBy=id%20asc',
		);
	});

	test('takes several rules and further parameters', () => {
		const order = [
			{ field: 'name', direction: 'desc' as const },
			{ field: 'id', direction: 'asc' as const },
		];
		expect(accountsUrl(settings, order, [['status', 'active now']])).toBe(
			`${API}/Accounts?orderBy=name%20desc%2Cid%20asc&status=active%20now`,
		);
	});

	test('lets a parameter of the user replace the order', () => {
		expect(accountsUrl(settings, DOCUMENTED_ORDER, [['orderBy', 'name']])).toBe(
			`${API}/Accounts?orderBy=name`,
		);
	});
});

describe('one account', () => {
	test.each([
		['1001', '1001'],
		['a/b', 'a%2Fb'],
		['a?b#c', 'a%3Fb%23c'],
		['../x', '..%2Fx'],
		['%2e%2e', '%252e%252e'],
		['Zoë 1', 'Zo%C3%AB%201'],
		['...', '...'],
		['a\nb', 'a%0Ab'],
	])('the id %j is one segment of the path', (id, segment) => {
		expect(accountUrl(settings, id, [])).toBe(`${API}/Accounts/${segment}`);
		expect(new URL(accountUrl(settings, id, [])).pathname).toBe(`/Accounts/${segment}`);
	});

	test('takes further parameters', () => {
		expect(accountUrl(settings, '7', [['expand', 'owner']])).toBe(`${API}/Accounts/7?expand=owner`);
	});

	test.each([
		['', "'Account' is empty"],
		['.', "'Account' can't be '.'"],
		['..', "'Account' can't be '..'"],
		['\ud800', "'Account' holds a broken character"],
	])('refuses the id %j', (id, message) => {
		expect(refusal(() => accountUrl(settings, id, [])).message).toBe(message);
	});
});
