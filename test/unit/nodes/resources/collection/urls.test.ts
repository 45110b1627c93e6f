import { readSettings } from '../../../../../lib/auth';
import {
	collectionUrl,
	listUrl,
	recordUrl,
} from '../../../../../nodes/Aurora/resources/collection/urls';

import { accountsRequest, API } from '../../../support/answers';
import { credentialFields } from '../../../support/credentialFields';
import { refusal } from '../../../support/refusal';

const url = `${API}/Accounts`;
const collection = { value: 'record', singular: 'record', plural: 'records' };
const settings = readSettings(credentialFields());
const urlOf = (given: unknown) => collectionUrl(collection, settings, given);

describe('the address of a collection', () => {
	test('is fixed where its path is', () => {
		const site = { value: 'site', singular: 'site', plural: 'sites', path: '/Sites' };
		expect(collectionUrl(site, settings, '/Invoices')).toBe(`${API}/Sites`);
	});

	test.each([
		['/Invoices', '/Invoices'],
		[' Purchase Orders/ ', '/Purchase%20Orders/'],
	])('%j leads to %s', (given, path) => {
		expect(urlOf(given)).toBe(API + path);
	});

	test.each([
		[' // ', 'is empty'],
		[undefined, 'is empty'],
		['/Invoices/../Admin', "must not contain '.' or '..' parts"],
		['/Invoices?', 'must not contain a query'],
	])('%j is refused', (given, says) => {
		expect(refusal(() => urlOf(given)).message).toBe(`'Collection' ${says}`);
	});
});

describe('a list', () => {
	test('in the default order is the request on Aurora’s page, letter by letter', () => {
		expect(listUrl(url, [])).toBe(accountsRequest.url);
	});

	test.each<[string, Array<[string, string]>, string]>([
		['several rules', [], 'orderBy=name%20desc%2Cid%20asc'],
		['more parameters', [['a', 'b c']], 'orderBy=name%20desc%2Cid%20asc&a=b%20c'],
		['an order of the user’s own', [['orderBy', 'name']], 'orderBy=name'],
	])('has %s', (_, query, expected) => {
		expect(listUrl(url, query, 'name desc,id asc')).toBe(`${url}?${expected}`);
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
