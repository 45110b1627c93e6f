// How far a reading is.
import type { Convention } from '../../../../nodes/Aurora/api/conventions';
import type { Evidence } from '../../../../nodes/Aurora/api/evidenceTypes';
import type { ListState } from '../../../../nodes/Aurora/api/listState';
import { records } from '../../support/fakeClient';
import { beginReading as begin, pageOf } from '../../support/listPages';

const add = (state: ListState, items: unknown[], says: Partial<Evidence> = {}) => {
	state.add(pageOf(items, says));
	return state;
};

const by = (kind: Convention['kind'], base = 0, size?: number): Convention => {
	return { kind, base, size, names: ['x'], sizeNames: [] };
};

const TOKEN = { name: 'nextToken', value: 'a' };
const CURSOR = { name: 'cursor', value: 'b' };

test.each<[convention: Convention, says: Partial<Evidence>, value: unknown]>([
	[by('page', 1), {}, 3],
	[by('page', 0), {}, 2],
	[by('offset'), {}, 20],
	[by('offset', 1), {}, 21],
	[by('offset'), { nextOffset: 19 }, 19],
	[by('lastId'), {}, 20],
	[by('token'), { nextToken: TOKEN }, 'a'],
	[by('token'), { cursor: CURSOR }, 'b'],
	[by('token'), { nextToken: TOKEN, cursor: CURSOR }, 'a'],
	[by('token'), {}, undefined],
])('after two pages of ten, %j goes on, where %j is said, with %j', (convention, says, value) => {
	const state = add(add(begin(), records(10)), records(10, 11), says);
	expect(state.valueFor(convention)).toBe(value);
});

test('pages are counted as they were read, or as offsets fill them', () => {
	const state = add(add(begin(), records(10)), records(7, 11));
	const pages = [by('page'), by('offset'), by('offset', 0, 5), by('offset', 0, 20)];
	expect(pages.map((each) => state.pagesOf(each))).toEqual([2, 1, 1, 0]);
	// Nothing new: offsets count what is hidden.
	expect(add(state, records(7, 11)).pagesOf(by('offset'))).toBe(3);
	expect(begin().pagesOf(by('offset'))).toBe(0);
});

test('pages without an end are an error', () => {
	const empty = begin();
	for (let page = 0; page < 10; page++) add(empty, []);
	expect(() => add(empty, [])).toThrow('The list has more than 10 empty pages in a row');
	const stalled = add(add(add(begin(), records(5)), records(5)), records(5));
	expect(() => add(stalled, records(5))).toThrow(/Pagination loop/);
	const nameless = begin();
	for (let page = 0; page < 1_000; page++)
		add(nameless, [{ name: `${page}a` }, { name: `${page}b` }]);
	expect(() => add(nameless, [{ name: 'x' }, { name: 'y' }])).toThrow(/Pagination loop/);
	const named = begin();
	for (let page = 0; page < 10_000; page++) add(named, records(1, page));
	expect(() => add(named, records(1, 10_000))).toThrow(/Pagination loop/);
});

test('empty and known pages count only in a row', () => {
	const state = begin();
	for (let page = 0; page < 9; page++) add(state, []);
	add(state, records(5));
	expect(add(state, []).emptyPages).toBe(1);
	add(add(state, records(5)), records(5));
	expect(state.isStalled).toBe(true);
	expect(add(state, records(5, 6)).isStalled).toBe(false);
	expect(add(state, records(5)).isStalled).toBe(true);
});

test('what the last page with news says counts', () => {
	const state = add(add(begin(), records(5), { total: 9 }), records(5), { total: 5 });
	expect([state.telling.evidence.total, state.page.evidence.total]).toEqual([9, 5]);
	expect(state.largestTotal).toBe(9);
	expect([state.received, state.records.length, state.largestPage]).toEqual([10, 5, 5]);
});

test.each<[says: Partial<Evidence>, isLinked: boolean]>([
	[{}, false],
	[{ more: true }, true],
	[{ more: false }, false],
	[{ mayBeMore: true }, true],
	[{ nextPage: 2 }, true],
])('a page that says %j speaks of more: %s', (says, isLinked) => {
	expect(add(begin(), records(5), says).isLinked).toBe(isLinked);
	expect(add(add(begin(), records(5), says), records(5, 6)).isLinked).toBe(isLinked);
});

test('a limit is reached by what was taken, not by what came', () => {
	const state = add(add(begin(8), records(5)), records(5));
	expect(state.isFull).toBe(false);
	expect(add(state, records(3, 6)).isFull).toBe(true);
});

test('begins anew, or goes on where another reading was', () => {
	const state = add(add(begin(), records(5)), [records(1)[0], ...records(5, 6)]);
	expect([state.overlaps, state.repeats]).toEqual([1, 1]);
	state.reset();
	expect(state).toMatchObject({
		overlaps: 0,
		repeats: 0,
		received: 0,
		pagesRead: 0,
		largestPage: 0,
	});
	expect([state.urls, state.records]).toEqual([[], []]);
	state.resume({ received: 40, pagesRead: 2, largestPage: 20 });
	expect(state.valueFor(by('offset'))).toBe(40);
	expect(state).toMatchObject({ pagesRead: 2, largestPage: 20 });
});
