import { findList } from '../../../../nodes/Aurora/api/findItems';

import { answer } from '../../support/answers';
import { fakeApi, fakePages, records } from '../../support/fakeClient';
import { all, automatic, byPage, off, read, start } from '../../support/listings';
import { refusal, refusalOf } from '../../support/refusal';

const page = (number: number) => `${start}&page=${number}&pageSize=100`;

describe('the total of a listing', () => {
	const totalOf = (body: unknown, headers = {}) => findList(answer(body, { headers })).total;

	test('may be 0', () => {
		expect(totalOf({ items: [], total: 0 })).toBe(0);
	});

	test.each(['1e3', '5 ', ' 5', '-5', ['5'], true, 1.5])('is not %j', (total) => {
		expect(totalOf({ items: [], total })).toBeUndefined();
	});

	test('is a whole number in Content-Range', () => {
		expect(totalOf([], { 'content-range': 'items 0-9/12' })).toBe(12);
		expect(totalOf([], { 'content-range': 'items 0-9/12x' })).toBeUndefined();
	});

	test('is not told on when there are more records than it says, or just as many', async () => {
		for (const total of [1, 2]) {
			const body = { items: records(2), total, next: '/Accounts?from=2' };
			expect(
				await read(
					fakeApi(() => body),
					off,
				),
			).toEqual({ records: records(2), more: true });
		}
	});

	test('does not keep a listing going when it is less than what has come', async () => {
		const api = fakePages({
			[page(1)]: { total: 1, items: records(2) },
			[page(2)]: { total: 1, items: records(1, 3) },
		});
		expect(await read(api, byPage)).toEqual({ records: records(3) });
	});
});

test('a link to another page tells that there is more, also when it is not followed', async () => {
	const api = fakeApi(() => ({ items: records(2), next: '/Accounts?from=2' }));
	expect(await read(api, off)).toEqual({ records: records(2), more: true });
});

test('pages that begin alike are not the same', async () => {
	const api = fakePages({
		[start]: { items: [{ id: 1 }, { id: 2 }], next: '/Accounts?from=2' },
		'/Accounts?from=2': { items: [{ id: 1 }, { id: 3 }] },
	});
	expect((await read(api, automatic)).records).toHaveLength(4);
});

test('ten empty pages in a row may come before others, and no more', async () => {
	const service = (empty: number) =>
		fakeApi((path) => {
			const from = Number(/from=(\d+)/.exec(path)?.[1] ?? 0);
			return from < empty
				? { items: [], next: `/Accounts?from=${from + 1}` }
				: { items: records(1) };
		});
	expect(await read(service(10), automatic)).toEqual({ records: records(1) });
	expect((await refusalOf(read(service(11), automatic))).message).toMatch(/more than 10 empty/);
});

test('a limit of 0 asks nothing', async () => {
	const api = fakePages({});
	expect(await read(api, automatic, 0)).toEqual({ records: [], more: true });
	expect(api.asked).toEqual([]);
});

test('an address of a next page that can not be read is refused as such', async () => {
	const api = fakePages({ [start]: { items: records(1), next: 'https://[' } });
	const { message, hint } = await refusalOf(read(api, automatic, all));
	expect(message).toMatch(/on another server/);
	expect(hint).toContain('points to an unreadable address');
});

describe('the fields of an answer without a list', () => {
	const fieldsOf = (names: string[]) => {
		const body = Object.fromEntries(names.map((name) => [name, 1]));
		return refusal(() => findList(answer(body))).hint;
	};

	test('are named, but only twenty of them', () => {
		const names = Array.from({ length: 30 }, (_, index) => `field${index}`);
		expect(fieldsOf(names)).toContain('field18, field19.');
	});

	test('are named in 300 characters', () => {
		expect(fieldsOf(['x'.repeat(500)])).toContain(` ${'x'.repeat(300)}.`);
	});
});
