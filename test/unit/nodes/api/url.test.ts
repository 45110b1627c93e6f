import type { AuroraSettings } from '../../../../lib/auth';
import { apiUrl, withQuery } from '../../../../nodes/Aurora/api/url';

import { API } from '../../support/answers';
import { refusal } from '../../support/refusal';

describe('withQuery', () => {
	/** Parameters as they are meant, not as they are sent. */
	const pairs = (parameters: string[]) =>
		parameters.map((each): [string, string] => {
			const [name, value] = each.split(/=(.*)/s);
			return [name, value];
		});

	test.each([
		["writes a blank as on Aurora's page", '/a', ['orderBy=id asc'], '/a?orderBy=id%20asc'],
		['encodes names', '/a', ['na&me+=x'], '/a?na%26me%2B=x'],
		['encodes values', '/a', ['x=a=b&c#d/é+?'], '/a?x=a%3Db%26c%23d%2F%C3%A9%2B%3F'],
		['adds to the query that is there', '/a?x=1&y=a?b', ['z=3'], '/a?x=1&y=a?b&z=3'],
		['replaces a name, each time', '/a?page=1&x=1&page=2', ['page=3'], '/a?x=1&page=3'],
		['replaces a name that is encoded', '/a?order%42y=x', ['orderBy=id'], '/a?orderBy=id'],
		['replaces a name with blanks', '/a?a+b+c=x', ['a b c=y'], '/a?a%20b%20c=y'],
		['keeps what can not be decoded', '/a?%E0%A=x', ['y=1'], '/a?%E0%A=x&y=1'],
		['replaces what can not be decoded', '/a?%E0%A=x', ['%E0%A=1'], '/a?%25E0%25A=1'],
		['keeps a name in another case', '/a?Page=1', ['page=2'], '/a?Page=1&page=2'],
		['sends a name as often as it is given', '/a', ['id=1', 'id=2'], '/a?id=1&id=2'],
		['drops the fragment', '/a?x=1#top', ['y=2'], '/a?x=1&y=2'],
		['drops the fragment, also without parameters', '/a#top', [], '/a'],
		['drops an empty query', '/a?', [], '/a'],
	])('%s', (_, address, parameters, expected) => {
		expect(withQuery(address, pairs(parameters))).toBe(expected);
	});

	test.each(['q=\ud800', '\ud800=q'])('refuses half a character (%j)', (parameter) => {
		expect(refusal(() => withQuery('/a', pairs(['x=y', parameter]))).message).toMatch(
			/incomplete character/,
		);
	});
});

describe('apiUrl', () => {
	const live = { apiBaseUrl: API } as AuroraSettings;

	test.each([
		['/Accounts', '/Accounts'],
		['Accounts', '/Accounts'],
		['Accounts/5', '/Accounts/5'],
		['Accounts/b:c', '/Accounts/b:c'],
		['Accounts:batchGet', '/Accounts:batchGet'],
		['tags:search/7?a=b:c', '/tags:search/7?a=b:c'],
		['/Accounts/a..b', '/Accounts/a..b'],
		['/Accounts/..b', '/Accounts/..b'],
		['Accounts/a..', '/Accounts/a..'],
		['  /Accounts  ', '/Accounts'],
		['/Accounts/7?orderBy=id asc', '/Accounts/7?orderBy=id%20asc'],
		['/Accounts?next=https://elsewhere.example', '/Accounts?next=https://elsewhere.example'],
		['/Accounts?path=../x', '/Accounts?path=../x'],
		['/Accounts/ü', '/Accounts/%C3%BC'],
		[`${API}/Accounts`, '/Accounts'],
		[`${API.toUpperCase()}/Accounts`, '/Accounts'],
		[`${API}:443/Accounts`, '/Accounts'],
	])('%s is a path of the API', (path, expected) => {
		expect(apiUrl(live, path)).toBe(`${API}${expected}`);
	});

	const host = API.replace('https://', '');
	const outside = [
		'//evil.example/Accounts',
		'https://evil.example/Accounts',
		`http://${host}/Accounts`,
		'https:evil.example',
		'https:/evil.example',
		`${API}.evil.example/Accounts`,
		`${API}@evil.example/Accounts`,
		`https://user@${host}/Accounts`,
		`https://:pass@${host}/Accounts`,
		`${API}:8443/Accounts`,
		'https://dev.client.integration.aurora.co.uk/Accounts',
		'javascript:alert(1)',
		'file:///etc/passwd',
		'https://',
	];
	const climbing = [
		'/..',
		'/Accounts/../Admin',
		'/Accounts/./x',
		'/Accounts/%2e%2e/Admin',
		'/Accounts/%2E./Admin',
		'/Accounts/.%2e',
		'/Accounts/..%2fAdmin',
		'/Accounts%2f..%2fAdmin',
		'/Accounts%2F%2e%2e%2FAdmin',
		'/Accounts/..%5cAdmin',
		'/Accounts/..?x=1',
		'../Admin',
	];
	const garbled = [
		'/Accounts\\..\\Admin',
		'\\\\evil.example\\x',
		'/Acc\nounts',
		'/\t/evil.example',
		'/Accounts\u0000',
		'/Accounts\r\nHost: evil.example',
	];
	const refused: Record<string, string[]> = {
		'must stay within the Aurora API': outside,
		"must not contain '.' or '..' parts": climbing,
		'contains a line break, a backslash or another character that is not allowed in an address':
			garbled,
		"must not contain '#'": ['/Accounts#top', '#', '/Accounts?x=1#', '/Accounts/..#x'],
		'is empty': ['', '   '],
	};

	test.each(Object.entries(refused).flatMap(([why, paths]) => paths.map((path) => [path, why])))(
		'%j %s',
		(path, why) => {
			const { message, description } = refusal(() => apiUrl(live, path));
			expect(message).toBe(`'Path' ${why}`);
			expect(description).toBe(`Enter a path such as /Accounts; it is added to ${API}.`);
		},
	);

	test('names the field that holds the path', () => {
		for (const path of ['', 'https://evil.example/'])
			expect(refusal(() => apiUrl(live, path, 'Collection')).message).toMatch(/^'Collection' /);
	});

	describe('with a path in the API Base URL', () => {
		const base = 'https://gate.example.com/aurora/v1';
		const settings = { apiBaseUrl: base } as AuroraSettings;

		test.each([
			['/Accounts', `${base}/Accounts`],
			[`${base}/Accounts`, `${base}/Accounts`],
			[base, base],
		])('%s stays below it', (path, expected) => {
			expect(apiUrl(settings, path)).toBe(expected);
		});

		test.each([
			'https://gate.example.com/other',
			'https://gate.example.com/aurora/v10/Accounts',
			`${base}/../v2`,
		])('%s is refused', (path) => {
			expect(refusal(() => apiUrl(settings, path)).message).toMatch(/^'Path' must/);
		});
	});
});
