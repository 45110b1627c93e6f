import {
	DEFAULT_ORDER,
	listUrl,
	recordUrl,
} from '../../../../../nodes/Aurora/resources/collection/urls';

import { accountsRequest, API } from '../../../support/answers';
import { refusal } from '../../../support/refusal';

const url = `${API}/Accounts`;

describe('a list', () => {
	test('in the default order is the request on Aurora’s page, letter by letter', () => {
		expect(listUrl(url, DEFAULT_ORDER, [])).toBe(accountsRequest.url);
	});

	test.each<[string, Array<[string, string]>, string]>([
		['several rules', [], 'orderBy=name%20desc%2Cid%20asc'],
		['more parameters', [['a', 'b c']], 'orderBy=name%20desc%2Cid%20asc&a=b%20c'],
		['an order of the user’s own', [['orderBy', 'name']], 'orderBy=name'],
	])('has %s', (_, query, expected) => {
		const order = [
			{ field: 'name', direction: 'desc' as const },
			{ field: 'id', direction: 'asc' as const },
		];
		expect(listUrl(url, order, query)).toBe(`${url}?${expected}`);
	});
});

describe('one record', () => {
	test.each([
		['1001', '1001'],
		['a/b', 'a%2Fb'],
		['a?b#c', 'a%3Fb%23c'],
		['../x', '..%2Fx'],
		['%2e%2e', '%252e%252e'],
		['Zoë 1', 'Zo%C3%AB%201'],
		['...', '...'],
		['a\nb', 'a%0Ab'],
	])('the ID %j is one segment of the path', (id, segment) => {
		const address = recordUrl(url, id, [], 'account');
		expect(address).toBe(`${url}/${segment}`);
		expect(new URL(address).pathname).toBe(`/Accounts/${segment}`);
	});

	test('takes more parameters; a slash at the end of the list is no empty segment', () => {
		expect(recordUrl(`${url}/`, '7', [['expand', 'owner']], 'account')).toBe(
			`${url}/7?expand=owner`,
		);
	});

	const advice = 'Enter the ID of the site, such as 1001.';
	test.each([
		['', "'Site' is empty", 'Choose from the list, or enter an ID.'],
		['.', "'Site' can't be '.'", advice],
		['..', "'Site' can't be '..'", advice],
		[
			'\ud800',
			"'Site' contains an incomplete character",
			'A text was cut in the middle of a character, such as an emoji. Enter the whole text.',
		],
	])('refuses the ID %j', (id, message, description) => {
		expect(refusal(() => recordUrl(url, id, [], 'site'))).toMatchObject({ message, description });
	});
});
