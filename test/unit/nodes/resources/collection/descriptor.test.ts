import { readSettings } from '../../../../../lib/auth';
import {
	collectionUrl,
	titleCase,
	withArticle,
} from '../../../../../nodes/Aurora/resources/collection/descriptor';

import { API } from '../../../support/answers';
import { credentialFields, customFields } from '../../../support/credentialFields';
import { refusal } from '../../../support/refusal';

const record = { value: 'record', singular: 'record', plural: 'records' };
const settings = readSettings(credentialFields());
const urlOf = (given: unknown) => collectionUrl(record, settings, given);

describe('the address of a collection', () => {
	test('is fixed where its path is', () => {
		const site = { value: 'site', singular: 'site', plural: 'sites', path: '/Sites' };
		expect(collectionUrl(site, settings, '/Invoices')).toBe(`${API}/Sites`);
	});

	test.each([
		['/Invoices', '/Invoices'],
		['Invoices', '/Invoices'],
		[' \t/Invoices\n', '/Invoices'],
		['/Accounts/7/Invoices/', '/Accounts/7/Invoices/'],
		['/Purchase Orders', '/Purchase%20Orders'],
		[`${API}/Invoices`, '/Invoices'],
	])('%j leads to %s', (given, path) => {
		expect(urlOf(given)).toBe(API + path);
	});

	test('is below the path of the API', () => {
		const nested = readSettings(customFields({ apiBaseUrl: 'https://api.example.com/v2/' }));
		expect(collectionUrl(record, nested, 'Invoices')).toBe('https://api.example.com/v2/Invoices');
		expect(refusal(() => collectionUrl(record, nested, 'https://api.example.com/v1')).message).toBe(
			"'Collection' must stay within the Aurora API",
		);
	});

	test.each([
		[' ', 'is empty'],
		[' // ', 'is empty'],
		[undefined, 'is empty'],
		['/Invoices/../Admin', "must not contain '.' or '..' parts"],
		['https://evil.example/Invoices', 'must stay within the Aurora API'],
		['/Invoices?status=new', 'must not contain a query'],
		['/Invoices?', 'must not contain a query'],
	])('%j is refused', (given, says) => {
		const { message } = refusal(() => urlOf(given));
		expect(message.startsWith(`'Collection' ${says}`)).toBe(true);
	});

	test('with a query, the refusal says where that belongs', () => {
		expect(refusal(() => urlOf('/Invoices?status=new')).description).toBe(
			"Enter the path alone, such as /Invoices, and add what follows the question mark to 'Query Parameters' in the options.",
		);
	});
});

test.each([
	['site', 'Site', 'a site'],
	['account', 'Account', 'an account'],
	['purchase order', 'Purchase Order', 'a purchase order'],
	['Invoice', 'Invoice', 'an Invoice'],
])('%s has the title %s and is %s', (noun, title, one) => {
	expect(titleCase(noun)).toBe(title);
	expect(withArticle(noun)).toBe(one);
});
