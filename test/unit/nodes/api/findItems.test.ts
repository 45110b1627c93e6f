// The list in a response, and how many records there are, as they show in a listing that is read.
import { findItems } from '../../../../nodes/Aurora/api/findItems';
import { answer, webPage } from '../../support/answers';
import { fakePages } from '../../support/fakeClient';
import { off, read, start } from '../../support/listings';
import { refusalOf } from '../../support/refusal';

const list = [{ id: 1 }, { id: 2 }];

/** The records that are found in a response; two of them in `list`. */
const recordsIn = async (body: unknown, itemsProperty = '') =>
	(await read(fakePages({ [start]: body }), { ...off, itemsProperty })).records;

const refused = async (body: unknown, itemsProperty?: string) =>
	await refusalOf(recordsIn(body, itemsProperty));

describe('the list', () => {
	test('may have a byte order mark in front', async () => {
		expect(await recordsIn(`\uFEFF${JSON.stringify(list)}`)).toEqual(list);
	});

	test.each<[string, object, unknown[] | undefined]>([
		['one record', { Account: { id: 1, owner: { id: 2 } } }, [{ id: 1, owner: { id: 2 } }]],
		['one beside a count', { count: 1, Account: { id: 1 } }, [{ id: 1 }]],
		[
			'records by their IDs',
			{ Account: { 17: { id: 17 }, 18: { id: 18 } } },
			[{ id: 17 }, { id: 18 }],
		],
		['no record', { Account: 5 }, undefined],
		['something of another name', { Owner: { id: 1 } }, undefined],
		['nothing', { count: 0 }, undefined],
	])('of %s that was XML', async (_, Accounts, records) => {
		const reading = recordsIn({ Accounts });
		if (records) expect(await reading).toEqual(records);
		else expect((await refusalOf(reading)).message).toBe("No list was found in Aurora's response");
	});

	test.each<[string, unknown, string]>([
		['a side list alone', { warnings: ['beside'] }, 'Fields of the response: warnings.'],
		['no list', { id: 1, name: 'Ada' }, 'Fields of the response: id, name.'],
		['an empty object', {}, 'The response is an empty object.'],
		['a plain value', 42, 'The response is a plain value.'],
	])('is missing from %s: names the option to set, and what there is', async (_, body, says) => {
		const { message, description } = await refused(body);
		expect(message).toBe("No list was found in Aurora's response");
		expect(description).toBe(
			`Set 'List Field' in the options to the field that holds the list, such as data.items. ${says}`,
		);
	});

	test.each([
		['twenty fields', Array.from({ length: 30 }, (_, at) => `field${at}`), 'field18, field19.'],
		['300 characters', ['x'.repeat(500)], `Fields of the response: ${'x'.repeat(300)}.`],
	])('is missing: no more than %s are named', async (_, names, end) => {
		const { description } = await refused(Object.fromEntries(names.map((name) => [name, 1])));
		expect(description.endsWith(end)).toBe(true);
	});

	test.each<[string, unknown, string, string]>([
		['a web page', webPage('Sign in'), 'a web page instead of data', 'Title of the page: Sign in'],
		['a body that was cut off', '[{"id":1},', 'could not be parsed', 'It begins with: [{"id":1},'],
		['an empty body', '', 'is empty where a list was expected', 'Try again.'],
	])('is not read from %s', async (_, body, message, description) => {
		const error = await refused(body);
		expect(error.message).toContain(message);
		expect(error.description).toContain(description);
		expect(error.status).toBe(200);
	});
});

describe('List Field', () => {
	test.each<[string, unknown]>([
		['accounts', { data: [5], accounts: list }],
		['page.rows', { page: { rows: list, tags: [5] }, data: [5] }],
		['a.b', { 'a.b': list }],
		['0.rows', [{ rows: list }]],
	])('%s names the list', async (path, body) => {
		expect(await recordsIn(body, path)).toEqual(list);
	});

	test.each(['page', 'page.no', 'rows', '__proto__', 'constructor'])(
		'%s is refused where no list is',
		async (path) => {
			const { message, description } = await refused({ page: { rows: list }, data: list }, path);
			expect(message).toBe(`The response has no list at '${path}'`);
			expect(description).toBe(
				"Check 'List Field' in the options. Fields of the response: page, data.",
			);
		},
	);

	test('is refused where the response is a list itself', async () => {
		expect((await refused(list, 'data')).description).toMatch(/The response is a list itself\.$/);
	});
});

describe('how many records there are in all', () => {
	/** What a listing is said to have, of which two records came. */
	const totalIn = async (body: unknown, headers = {}) =>
		(await read(fakePages({ [start]: answer(body, { headers }) }), off)).more;

	test.each<object>([
		...[-1, 1234.5, true, ['1234'], 'many', '1e3', '-1234', 0].map((total) => ({ total })),
		// As many as came: of this page as likely as of all.
		{ count: 2 },
		{ count: 1 },
		{},
	])('not %j', async (evidence) => {
		expect(await totalIn({ data: list, ...evidence })).toBeUndefined();
	});

	test.each([
		['x-total-count', 'many'],
		['content-range', 'items 0-1/1234x'],
		['content-range', 'items 0-1/*'],
	])('not the header %s: %s', async (name, value) => {
		expect(await totalIn(list, { [name]: value })).toBeUndefined();
	});

	test('may be less than what came, which is not told on', async () => {
		for (const total of [1, 2]) expect(await totalIn({ data: list, total, next: 2 })).toBe(true);
	});
});

test('several lists that could be meant are named', async () => {
	const { message, description } = await refused({ owners: list, partners: list });
	expect(message).toBe("Aurora's response holds several lists");
	expect(description).toMatch(/: owners, partners\.$/);
});

describe('a further page of a list in data.rows', () => {
	const found = (body: unknown, status?: number) => {
		const known = findItems(answer({ data: { rows: list } }), '', ['accounts']);
		return findItems(answer(body, { status }), '', ['accounts'], known);
	};

	test.each<[body: unknown, holders: object[]]>([
		[{ data: null }, [{ data: null }]],
		[{ data: {} }, [{ data: {} }, {}]],
		[{ data: { rows: null } }, [{ data: { rows: null } }, { rows: null }]],
		[{ data: { total: 2 } }, [{ data: { total: 2 } }, { total: 2 }]],
		[{ total: 2, data: {} }, [{ total: 2, data: {} }, {}]],
		[{ data: 5 }, [{ data: 5 }]],
		[{}, [{}]],
	])('%j has none', (body, holders) => {
		expect(found(body)).toMatchObject({ items: [], holders });
		expect(found(body).isMissing).toBeUndefined();
	});

	test.each<[body: unknown, status: number]>([
		[null, 200],
		['', 204],
	])('%j with status %i has none', (body, status) => {
		expect(found(body, status)).toMatchObject({ items: [], holders: [] });
	});

	test.each([{ total: 2 }, { data: 5, total: 2 }, { rows: 'x', id: 1 }])(
		'%j has no list',
		(body) => {
			expect(found(body).isMissing).toBe(true);
		},
	);

	test('keeps its place beside a longer list', () => {
		expect(found({ data: { rows: [{ id: 3 }] }, accounts: list }).items).toEqual([{ id: 3 }]);
	});
});

test('a wrapper holds a list that is empty, where it counts its records', async () => {
	expect(await recordsIn([{ results: [], total: 0 }])).toEqual([]);
	expect(await recordsIn([{ results: [] }])).toEqual([{ results: [] }]);
});
