import type { AuroraSettings } from '../../../../lib/auth/settings';
import { apiUrl, withQuery } from '../../../../nodes/Aurora/api/url';

import { API } from '../../support/answers';
import { refusal } from '../../support/refusal';

describe('withQuery', () => {
	test('writes a blank as %20, as documented (FACTS 10)', () => {
		expect(withQuery(`${API}/Accounts`, [['orderBy', 'id asc']])).toBe(
			`${API}/Accounts?orderBy=id%20asc`,
		);
	});

	test('encodes whatever has a meaning in an address', () => {
		expect(withQuery('/a', [['na&me', 'a=b&c#d/é+ü?']])).toBe(
			'/a?na%26me=a%3Db%26c%23d%2F%C3%A9%2B%C3%BC%3F',
		);
	});

	test('adds to the query that is there', () => {
		expect(withQuery('/a?x=1&y=a?b', [['z', '3']])).toBe('/a?x=1&y=a?b&z=3');
	});

	test('replaces a name that is there, however it is written', () => {
		expect(withQuery('/a?page=1&x=1&page=2', [['page', '3']])).toBe('/a?x=1&page=3');
		expect(withQuery('/a?order%42y=x', [['orderBy', 'id']])).toBe('/a?orderBy=id');
		expect(withQuery('/a?a+b=x', [['a b', 'y']])).toBe('/a?a%20b=y');
		expect(withQuery('/a?%E0%A4%A=x', [['y', '1']])).toBe('/a?%E0%A4%A=x&y=1');
		expect(withQuery('/a?%E0%A4%A=x', [['%E0%A4%A', '1']])).toBe('/a?%25E0%25A4%25A=1');
	});

	test('a name given twice is sent twice', () => {
		expect(
			withQuery('/a', [
				['id', '1'],
				['id', '2'],
			]),
		).toBe('/a?id=1&id=2');
	});

	test('names differ by case', () => {
		expect(withQuery('/a?Page=1', [['page', '2']])).toBe('/a?Page=1&page=2');
	});

	test('drops the fragment, and leaves an address without parameters alone', () => {
		expect(withQuery('/a?x=1#top', [['y', '2']])).toBe('/a?x=1&y=2');
		expect(withQuery('/a#top', [])).toBe('/a');
		expect(withQuery('/a?', [])).toBe('/a');
	});

	test('refuses half a character with a sentence', () => {
		expect(refusal(() => withQuery('/a', [['q', '\ud800']])).message).not.toBe('');
	});
});

describe('apiUrl', () => {
	const live = { apiBaseUrl: API, apiOrigin: API } as AuroraSettings;
	const prefixed = { apiBaseUrl: 'https://gate.example.com/aurora/v1' } as AuroraSettings;

	test.each([
		['/Accounts', '/Accounts'],
		['Accounts/5', '/Accounts/5'],
		['Accounts/a..', '/Accounts/a..'],
		['Accounts/b:c', '/Accounts/b:c'],
		['Accounts', '/Accounts'],
		['  /Accounts  ', '/Accounts'],
		['/Accounts/7?orderBy=id asc', '/Accounts/7?orderBy=id%20asc'],
		['/Accounts?next=https://elsewhere.example', '/Accounts?next=https://elsewhere.example'],
		['/Accounts?path=../x', '/Accounts?path=../x'],
		['/Accounts#top', '/Accounts'],
		['/Accounts/a..b', '/Accounts/a..b'],
		['/Accounts/..b', '/Accounts/..b'],
		['/Accounts/ü', '/Accounts/%C3%BC'],
		[`${API}/Accounts`, '/Accounts'],
		[`${API.toUpperCase()}/Accounts`, '/Accounts'],
		[`${API}:443/Accounts`, '/Accounts'],
	])('%s is a path of the API', (path, expected) => {
		expect(apiUrl(live, path)).toBe(`${API}${expected}`);
	});

	test.each([
		['//evil.example/Accounts'],
		['https://evil.example/Accounts'],
		['http://api.client.integration.aurora.co.uk/Accounts'],
		['https:evil.example'],
		['https:/evil.example'],
		[`${API}.evil.example/Accounts`],
		[`${API}@evil.example/Accounts`],
		[`https://user@api.client.integration.aurora.co.uk/Accounts`],
		[`https://user:pass@api.client.integration.aurora.co.uk/Accounts`],
		[`${API}:8443/Accounts`],
		['https://dev.client.integration.aurora.co.uk/Accounts'],
		['javascript:alert(1)'],
		['file:///etc/passwd'],
		['https://'],
	])('%s leads out of the API', (path) => {
		const { message, hint } = refusal(() => apiUrl(live, path));
		expect(message).toBe("'Path' leads out of the Aurora API");
		expect(hint).toBe(`Give a path such as /Accounts; it is added to ${API}.`);
	});

	test.each([
		['/..'],
		['/Accounts/../Admin'],
		['/Accounts/./x'],
		['/Accounts/%2e%2e/Admin'],
		['/Accounts/%2E./Admin'],
		['/Accounts/.%2e'],
		['/Accounts/..%2fAdmin'],
		['/Accounts%2f..%2fAdmin'],
		['/Accounts%2F%2e%2e%2FAdmin'],
		['/Accounts/..%5cAdmin'],
		['/Accounts/..?x=1'],
		['/Accounts/..#x'],
		['../Admin'],
	])('%s climbs up', (path) => {
		expect(refusal(() => apiUrl(live, path)).message).toBe(
			"'Path' must not contain '.' or '..' parts",
		);
	});

	test.each([
		['/Accounts\\..\\Admin'],
		['\\\\evil.example\\x'],
		['/Acc\nounts'],
		['/\t/evil.example'],
		['/Accounts\u0000'],
		['/Accounts\r\nHost: evil.example'],
	])('%j has a character that no address may have', (path) => {
		expect(refusal(() => apiUrl(live, path)).message).toMatch(/line break, a backslash/);
	});

	test.each(['', '   '])('%j is empty', (path) => {
		expect(refusal(() => apiUrl(live, path)).message).toBe("'Path' is empty");
	});

	test('stays below the path of a custom address', () => {
		const base = 'https://gate.example.com/aurora/v1';
		expect(apiUrl(prefixed, '/Accounts')).toBe(`${base}/Accounts`);
		expect(apiUrl(prefixed, `${base}/Accounts`)).toBe(`${base}/Accounts`);
		expect(apiUrl(prefixed, base)).toBe(base);
		for (const path of [
			'https://gate.example.com/other',
			'https://gate.example.com/aurora/v10/Accounts',
			`${base}/../v2`,
		]) {
			expect(refusal(() => apiUrl(prefixed, path)).message).toMatch(/leads out|climb up/);
		}
	});
});
