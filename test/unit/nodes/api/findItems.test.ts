import { findList, wellKnownList } from '../../../../nodes/Aurora/api/findItems';

import { answer, webPage } from '../../support/answers';
import { refusal } from '../../support/refusal';

const list = [{ id: 1 }, { id: 2 }];

describe('where the list is', () => {
	test('the answer itself', () => {
		expect(findList(answer(list)).items).toEqual(list);
		expect(findList(answer([])).items).toEqual([]);
	});

	test.each([
		'data',
		'items',
		'results',
		'value',
		'accounts',
		'records',
		'rows',
		'content',
		'list',
		'entries',
		'result',
		'_embedded',
	])('under the well-known name %s, whatever other lists there are', (name) => {
		expect(findList(answer({ tags: ['a'], [name]: list, roles: ['b'] })).items).toEqual(list);
	});

	test('under any name, if it is the only list', () => {
		expect(findList(answer({ customers: list, count: 2 })).items).toEqual(list);
		expect(findList(answer({ Accounts: list })).items).toEqual(list);
	});

	test('one level below a well-known name', () => {
		expect(findList(answer({ data: { items: list } })).items).toEqual(list);
		expect(findList(answer({ _embedded: { accounts: list }, _links: {} })).items).toEqual(list);
		expect(findList(answer({ result: { customers: list, page: 1 } })).items).toEqual(list);
	});

	test('at the top before one level below', () => {
		expect(findList(answer({ data: { items: ['inner'] }, items: list })).items).toEqual(list);
	});

	test.each(['errors', 'warnings', 'messages', 'links', '_links', 'included'])(
		'not in the side list %s',
		(name) => {
			expect(findList(answer({ [name]: ['beside'], customers: list })).items).toEqual(list);
			expect(refusal(() => findList(answer({ [name]: ['beside'] }))).message).toMatch(/no list/);
		},
	);

	test('an empty list is a list', () => {
		expect(findList(answer({ data: [], count: 0 })).items).toEqual([]);
	});

	test('a 204 says that there are no records', () => {
		expect(findList(answer('', { status: 204 }))).toMatchObject({ items: [], body: undefined });
	});

	test('a byte order mark in front does not matter', () => {
		expect(findList(answer(`\uFEFF${JSON.stringify(list)}`)).items).toEqual(list);
	});
});

describe('Items Property', () => {
	const body = { page: { rows: list, tags: ['x'] }, 'a.b': list };

	test('names the list, with dots for nested fields', () => {
		expect(findList(answer(body), 'page.rows').items).toEqual(list);
		expect(findList(answer(body), 'a.b').items).toEqual(list);
		expect(findList(answer([{ rows: list }]), '0.rows').items).toEqual(list);
	});

	test('wins over what would be found automatically', () => {
		expect(findList(answer({ data: ['other'], accounts: list }), 'accounts').items).toEqual(list);
	});

	test.each(['page', 'page.nothing', 'rows', '__proto__', 'constructor'])(
		'is refused as %s, where no list is',
		(path) => {
			const { message, hint } = refusal(() => findList(answer(body), path));
			expect(message).toBe(`The answer has no list at '${path}'`);
			expect(hint).toBe("Check 'Items Property' in the options. Fields of the answer: page, a.b.");
		},
	);

	test('is refused where the answer is a list itself, and says so', () => {
		expect(refusal(() => findList(answer(list), 'data')).hint).toMatch(
			/The answer is a list itself/,
		);
	});
});

describe('no list that could be recognised', () => {
	test.each([
		[
			'several lists',
			{ customers: list, partners: list },
			'Fields of the answer: customers, partners',
		],
		['no list', { id: 1, name: 'Ada' }, 'Fields of the answer: id, name'],
		['an empty object', {}, 'The answer is an empty object'],
		['a plain value', 42, 'The answer is a plain value'],
		['null', null, 'The answer is a plain value'],
	])('%s: names the option to set, and what there is', (_, body, says) => {
		const { message, hint } = refusal(() => findList(answer(body)));
		expect(message).toBe('The answer of Aurora holds no list that could be recognised');
		expect(hint).toContain("Set 'Items Property' in the options");
		expect(hint).toContain(says);
	});

	test('a web page is no data', () => {
		const { message, hint } = refusal(() => findList(webPage('Sign in')));
		expect(message).toBe('Aurora answered with a web page instead of data');
		expect(hint).toContain('Title of the page: Sign in');
	});

	test('a body that was cut off is no JSON', () => {
		const { message, hint } = refusal(() => findList(answer('[{"id":1},{"id":')));
		expect(message).toBe('The answer of Aurora is not valid JSON');
		expect(hint).toContain('It begins with: [{"id":1},{"id":');
	});

	test('an empty body is no empty list', () => {
		const { message, hint } = refusal(() => findList(answer('')));
		expect(message).toBe('The answer of Aurora is empty where a list was expected');
		expect(hint).toContain('Try again');
	});

	test('a long list of fields is cut', () => {
		const body = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`field${at}`, at]));
		expect(refusal(() => findList(answer(body))).hint.length).toBeLessThan(600);
	});
});

describe('how many there are in all', () => {
	const total = (body: unknown, headers = {}) => findList(answer(body, { headers })).total;

	test.each([
		'total',
		'totalCount',
		'totalItems',
		'totalResults',
		'totalRecords',
		'total_count',
		'@odata.count',
		'recordCount',
	])('%s, as a number or a text', (name) => {
		expect(total({ data: list, [name]: 1234 })).toBe(1234);
		expect(total({ data: list, [name]: '1234' })).toBe(1234);
	});

	test.each(['meta', 'pagination', 'paging', 'page', 'pageInfo'])('inside %s', (name) => {
		expect(total({ data: list, [name]: { total: 1234 } })).toBe(1234);
	});

	test('the header X-Total-Count, also beside a bare list', () => {
		expect(total(list, { 'x-total-count': '1234' })).toBe(1234);
		expect(total(list, { 'x-total-count': 'many' })).toBeUndefined();
	});

	test('count is a total only if it is more than the page', () => {
		expect(total({ data: list, count: 1234 })).toBe(1234);
		expect(total({ data: list, count: 2 })).toBeUndefined();
		expect(total({ data: list, count: 1 })).toBeUndefined();
	});

	test('unknown when nothing is said, or nonsense', () => {
		expect(total(list)).toBeUndefined();
		expect(total({ data: list, total: -1 })).toBeUndefined();
		expect(total({ data: list, total: 1.5 })).toBeUndefined();
		expect(total({ data: list, total: 'many' })).toBeUndefined();
	});

	test.each([
		['TotalCount', { Accounts: list, TotalCount: 1234 }],
		['Count', { Data: list, Count: 1234 }],
	])('%s: services of .NET begin names in upper case', (_, body) => {
		expect(total(body)).toBe(1234);
	});
	test.each([
		['totalElements, which goes with content', { content: list, totalElements: 1234 }, {}],
		['page.totalElements', { content: list, page: { totalElements: 1234 } }, {}],
		['meta.pagination.total', { data: list, meta: { pagination: { total: 1234 } } }, {}],
		['the header Content-Range (RFC 9110, 14.4)', list, { 'content-range': 'items 0-1/1234' }],
		['the header X-Total', list, { 'x-total': '1234' }],
	])('%s', (_, body, headers) => {
		expect(total(body, headers)).toBe(1234);
	});
});

describe('names in upper case, as services of .NET write them', () => {
	test.each([
		['a well-known list beside another', { Data: list, Roles: ['a'] }],
		['a side list', { Customers: list, Errors: [] }],
	])('%s', (_, body) => {
		expect(findList(answer(body)).items).toEqual(list);
	});
});

test('wellKnownList finds none in a record that merely has fields', () => {
	expect(wellKnownList({ id: 1, tags: ['a'] })).toBeUndefined();
	expect(wellKnownList({ items: list })).toEqual(list);
});
