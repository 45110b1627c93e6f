// What is remembered of paths.
import type { AuroraSettings } from '../../../../lib/auth';
import {
	forget,
	forgetLists,
	pathKey,
	recall,
	remember,
} from '../../../../nodes/Aurora/api/listMemory';

beforeEach(forgetLists);

test('adds to what is known, until it is forgotten', () => {
	remember('a', { firstPage: '5' });
	remember('a', { missing: 2 });
	remember('b', { missing: 3 });
	expect(recall('a')).toEqual({ firstPage: '5', missing: 2 });
	forget('a');
	expect([recall('a'), recall('b')]).toEqual([undefined, { missing: 3 }]);
});

test('holds 500 paths, and forgets the oldest first', () => {
	for (let path = 0; path < 500; path++) remember(`${path}`, { missing: path });
	remember('0', { firstPage: '5' });
	expect(recall('1')).toEqual({ missing: 1 });
	remember('new', {});
	expect([recall('0'), recall('1'), recall('2')]).toEqual([
		{ missing: 0, firstPage: '5' },
		undefined,
		{ missing: 2 },
	]);
});

test('tells API, client and path apart, and not the query', () => {
	const settings = (apiOrigin: string, clientId: string) =>
		({ apiOrigin, clientId }) as AuroraSettings;
	const one = settings('https://a.example', 'c');
	const key = pathKey(one, 'https://a.example/Accounts?page=1');
	expect(pathKey(one, 'https://a.example/Accounts?page=2')).toBe(key);
	expect(pathKey(one, 'https://a.example/Invoices')).not.toBe(key);
	expect(pathKey(settings('https://b.example', 'c'), 'https://a.example/Accounts')).not.toBe(key);
	expect(pathKey(settings('https://a.example', 'd'), 'https://a.example/Accounts')).not.toBe(key);
});
