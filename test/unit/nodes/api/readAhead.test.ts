// Which pages follow, as far as their addresses tell.
import { followingUrls } from '../../../../nodes/Aurora/api/readAhead';

const at = (...queries: string[]) => queries.map((query) => `https://a.example/Accounts${query}`);

test.each<[name: string, urls: string[], count: number, following: string[]]>([
	['a page number', ['?page=1', '?page=2'], 2, ['?page=3', '?page=4']],
	['an offset', ['?skip=0', '?skip=20', '?skip=40'], 2, ['?skip=60', '?skip=80']],
	['several spellings', ['?p=1&page=1&x=1', '?p=2&page=2&x=1'], 1, ['?p=3&page=3&x=1']],
	['four at a time', ['?page=1', '?page=2'], 9, ['?page=3', '?page=4', '?page=5']],
	['none that is not wanted', ['?page=1', '?page=2'], 0, []],
	['fewer than none', ['?page=1', '?page=2'], -1, []],
	['a name that is encoded', ['?page%5Bno%5D=1', '?page%5Bno%5D=2'], 1, ['?page%5Bno%5D=3']],
	['a name with a blank', ['?page+no=1', '?page+no=2'], 1, ['?page+no=3']],
	['a value as it is written', ['?q=a+b&page=1', '?q=a+b&page=2'], 1, ['?q=a+b&page=3']],
	['a step that changes', ['?skip=0', '?skip=20', '?skip=50'], 2, []],
	['a number that shrinks', ['?page=2', '?page=1'], 2, []],
	['a number that stays', ['?page=1', '?page=1'], 2, []],
	['numbers of other steps', ['?page=1&skip=0', '?page=2&skip=20'], 2, []],
	['a token', ['?token=a', '?token=b'], 2, []],
	['a token of digits and letters', ['?token=1a', '?token=2a'], 2, []],
	['a parameter that was not there', ['', '?page=2'], 2, []],
	['another value beside it', ['?page=1&q=a', '?page=2&q=b'], 2, []],
	['one address alone', ['?page=1'], 2, []],
	['a path', ['/1?a=1', '/2?a=2'], 2, []],
])('%s', (_, urls, count, following) => {
	expect(followingUrls(at(...urls), count)).toEqual(at(...following));
});
