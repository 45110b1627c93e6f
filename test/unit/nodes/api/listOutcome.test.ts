// What a reading came to, by the pages that it had and how it ended.
import type { Evidence } from '../../../../nodes/Aurora/api/evidenceTypes';
import { outcomeOf, type End, type Listing } from '../../../../nodes/Aurora/api/listOutcome';
import type { ListState } from '../../../../nodes/Aurora/api/listState';
import { records } from '../../support/fakeClient';
import { beginReading, pageOf } from '../../support/listPages';

type Says = Partial<Evidence> & { isVague?: boolean };
/** How many records a page has, what it says, and which records: new ones with ids, unless it tells. */
type Page = [
	count: number,
	says?: Says,
	which?: 'from the first' | 'and 5 of the first' | 'no ids' | 'no ids, 1 known' | 'alike',
];

/** The state of a reading that had these pages. */
function stateAfter(pages: Page[], limit?: number): ListState {
	const state = beginReading(limit);
	for (const [count, { isVague, ...says } = {}, which] of pages) {
		const ids = records(count, which === 'from the first' ? 1 : state.received + 1);
		const nameless = ids.map(({ id }) => ({ name: which === 'alike' ? 'x' : `Name ${id}` }));
		const rest = which === 'and 5 of the first' ? records(5) : [];
		if (which === 'no ids, 1 known') nameless[0] = { name: 'Name 1' };
		const items = which?.includes('ids') || which === 'alike' ? nameless : [...ids, ...rest];
		state.add({ ...pageOf(items, { seen: ['said'], ...says }), isVague });
	}
	return state;
}

/** How a reading ended, in a word or the number that is told. */
function outcomeAfter(pages: Page[], end: End['is'], limit?: number): unknown {
	let listing: Listing;
	try {
		listing = outcomeOf(stateAfter(pages, limit), { is: end, tried: ['page=2'] });
	} catch (thrown) {
		return (thrown as Error).message;
	}
	const { more, doubt, isSilent, missing } = listing;
	if (isSilent) return 'silent';
	if (missing !== undefined) return `missing ${missing}`;
	return doubt ?? (more === undefined ? 'complete' : `more ${more}`);
}

const only = (got: number, total: number) =>
	`Aurora says that there are ${total} records, but only ${got} were returned`;
const morethan = (got: number) =>
	`Aurora says that there are more than the ${got} records that were returned`;
const alike = (got: number) => `The records after the first ${got} can't be told from those before`;
const read = (got: number, why: string) => expect.stringMatching(`^${got} records were read${why}`);
const miscounted = (total: number, got: number) =>
	`Aurora reported ${total} records, but ${got} were read. Some may be duplicates.`;
const FILLED = ", as many as 'Limit' allows";

test.each<[pages: Page[], end: End['is'], outcome: unknown, limit?: number]>([
	// One page.
	[[[7]], undefined, 'complete'],
	[[[20]], undefined, 'complete'],
	[[[20]], 'silent', 'silent'],
	[[[20]], 'only first', 'complete'],
	[[[10, { more: true }]], 'proven', 'complete'],
	[[[10, { more: true }]], undefined, morethan(10)],
	[[[10, { more: true }]], undefined, 'more true', 50],
	[[[10, { more: true }]], 'only first', 'more true'],
	[[[10, { total: 40 }]], 'only first', 'more 40'],
	[[[10, { total: 40 }]], undefined, only(10, 40)],
	[[[10, { total: 40 }]], undefined, 'more 40', 50],
	[[[10, { total: 5, more: true }]], undefined, 'more true', 50],
	[[[10, { total: 7 }]], undefined, 'complete'],
	[[[10, { total: 5, more: true }]], undefined, morethan(10)],
	[[[10, { total: 10, more: true }]], undefined, morethan(10)],
	[[[0, { more: true }]], undefined, 'Aurora says that there are records, but none were returned'],
	[[[10, { isPartial: true }]], undefined, morethan(10)],
	[[[10, { isPartial: true, more: false }]], undefined, morethan(10)],
	[[[10, { isPartial: true }]], 'proven', 'more true', 50],
	[[[0, { isVague: true }]], undefined, read(0, ': the response has null or an empty object')],
	[[[0, { isVague: true, total: 0 }]], undefined, 'complete'],
	[[[0, { isVague: true, more: false }]], undefined, 'complete'],
	[[[0]], undefined, 'complete'],
	[[[3, { isVague: true }]], undefined, 'complete'],
	[[[10, { total: 12 }]], undefined, only(10, 12)],
	// A limit that is filled.
	[[[10, { total: 10, nextPage: 2 }]], undefined, 'complete', 10],
	[
		[
			[10, { total: 25 }],
			[10, { total: 25 }],
		],
		undefined,
		'more 25',
		20,
	],
	[
		[
			[10, { total: 15 }],
			[10, { total: 15 }],
		],
		undefined,
		miscounted(15, 20),
		20,
	],
	[[[10, { total: 10 }]], undefined, 'complete', 10],
	[[[10]], undefined, 'more true', 5],
	[[[10, { total: 40 }]], undefined, 'more 40', 5],
	[[[10, { total: 10 }]], undefined, 'more 10', 5],
	[[[10, { more: true }]], undefined, 'more true', 10],
	[[[10, { total: 40 }]], undefined, 'more 40', 10],
	[[[10, { more: false }]], undefined, 'complete', 10],
	[[[10]], undefined, read(10, FILLED), 10],
	[[[10]], undefined, 'complete', 11],
	[[[7]], undefined, 'complete', 7],
	[[[7, { size: 7 }]], undefined, read(7, FILLED), 7],
	[[[7, { mayBeMore: true }]], undefined, read(7, FILLED), 7],
	[[[7], [7]], undefined, read(14, FILLED), 14],
	[[[7], [6]], undefined, 'complete', 13],
	[[[7, { nextPage: 2 }], [7]], undefined, 'complete', 14],
	// Pages that end.
	[[[10], [3]], 'end', 'complete'],
	[[[10], [3, { more: true }]], 'end', morethan(13)],
	[[[10], [3, { more: true }]], 'end', 'more true', 50],
	[[[10], [0, { pages: 3 }]], 'end', morethan(10)],
	[[[10], [0, { pages: 2 }]], 'end', 'complete'],
	[
		[
			[10, { total: 13 }],
			[3, { total: 13, more: true }],
		],
		'end',
		'complete',
	],
	// The page that was named last was refused.
	[
		[
			[10, { nextPage: 2 }],
			[3, { nextPage: 3 }],
		],
		'end',
		'complete',
	],
	// The parameters may be ignored.
	[[[20], [20, {}, 'from the first']], 'end', 'silent'],
	[[[7], [7, {}, 'from the first']], 'end', 'complete'],
	[
		[
			[20, { more: false }],
			[20, {}, 'from the first'],
		],
		'end',
		'complete',
	],
	[
		[
			[20, { total: 20 }],
			[20, {}, 'from the first'],
		],
		'end',
		'complete',
	],
	[
		[
			[20, { mayBeMore: true }],
			[20, {}, 'from the first'],
		],
		'end',
		'complete',
	],
	[
		[
			[20, { nextPage: 2 }],
			[20, {}, 'from the first'],
		],
		'end',
		morethan(20),
	],
	[[[20], [20], [20, {}, 'from the first']], 'end', 'complete'],
	// Records that a total counts.
	[
		[
			[10, { total: 25 }],
			[10, { total: 25 }],
			[4, { total: 25 }],
		],
		'end',
		'missing 1',
	],
	[
		[
			[10, { total: 25 }],
			[10, { total: 25 }],
			[4, { total: 25, more: true }],
		],
		'end',
		only(24, 25),
	],
	[[[10, { total: 33 }], [10], [4, { total: 33 }]], 'end', 'missing 9'],
	[[[10, { total: 34 }], [10], [4, { total: 34 }]], 'end', only(24, 34)],
	[
		[
			[1, { total: 3 }],
			[1, { total: 3 }],
		],
		'end',
		'missing 1',
	],
	[
		[
			[1, { total: 4 }],
			[1, { total: 4 }],
		],
		'end',
		only(2, 4),
	],
	[
		[
			[10, { total: 35 }],
			[14, { total: 24 }],
		],
		'end',
		'missing 11',
	],
	[
		[
			[10, { total: 12 }],
			[1, { total: 12 }, 'and 5 of the first'],
		],
		'end',
		'missing 0',
	],
	[
		[
			[10, { total: 16 }],
			[1, { total: 16 }, 'and 5 of the first'],
		],
		'end',
		'missing 0',
	],
	[
		[
			[10, { total: 17 }],
			[1, { total: 17 }, 'and 5 of the first'],
		],
		'end',
		'missing 6',
	],
	[[[10], [1, {}, 'and 5 of the first']], 'end', read(11, '. 5 of them came more than once')],
	[
		[
			[10, { total: 11 }],
			[1, { total: 11 }, 'and 5 of the first'],
		],
		'end',
		'complete',
	],
	[
		[
			[10, { total: 15 }],
			[10, { total: 15 }],
		],
		'end',
		miscounted(15, 20),
	],
	[
		[
			[10, { total: 15 }, 'no ids'],
			[10, { total: 15 }, 'no ids'],
		],
		'end',
		miscounted(15, 20),
		50,
	],
	[
		[
			[10, { total: 15 }, 'no ids'],
			[10, { total: 15 }, 'no ids'],
		],
		'end',
		alike(15),
	],
	[
		[
			[5, { total: 10 }, 'no ids'],
			[5, { total: 10 }, 'no ids, 1 known'],
		],
		'end',
		read(10, '. 1 of them came more than once'),
	],
	// Records that can't be told apart.
	[
		[
			[2, {}, 'alike'],
			[2, {}, 'alike'],
		],
		'end',
		alike(2),
	],
	[
		[
			[2, {}, 'alike'],
			[2, {}, 'alike'],
		],
		'end',
		read(2, '. They have no IDs'),
		5,
	],
	[
		[
			[2, { total: 2 }, 'alike'],
			[2, { total: 2 }, 'alike'],
		],
		'end',
		'complete',
	],
])('%j, end %s: %j', (...[pages, end, outcome, limit]) => {
	expect(outcomeAfter(pages, end, limit)).toEqual(outcome);
});

test('a limit cuts what is more', () => {
	expect(outcomeOf(stateAfter([[10]], 4), {}).records).toEqual(records(4));
	expect(outcomeOf(stateAfter([[10]], 10), {}).records).toEqual(records(10));
});

test('the error says what the response says, and what was tried', () => {
	const attempt = () => outcomeOf(stateAfter([[10, { more: true }]]), { tried: ['a=2', 'b=2'] });
	const wordless = () => outcomeOf(stateAfter([[10, { more: true, seen: [] }]]), {});
	expect(wordless).toThrow(
		expect.objectContaining({ description: expect.not.stringMatching(/Tried|says/) }),
	);
	const seen = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
	expect(() => outcomeOf(stateAfter([[10, { more: true, seen }]]), {})).toThrow(
		expect.objectContaining({ description: expect.stringMatching(/says: a, b, c, d, e, f\.$/) }),
	);
	const tried = ['x'.repeat(2_000)];
	expect(() => outcomeOf(stateAfter([[10, { more: true }]]), { tried })).toThrow(
		expect.objectContaining({ description: expect.stringMatching(/^.{1000}$/) }),
	);
	expect(attempt).toThrow(
		expect.objectContaining({
			description: expect.stringMatching(/The response says: said\. Tried: a=2; b=2\./),
		}),
	);
});

test.each<[says: Partial<Evidence>, more: boolean, complete: boolean]>([
	[{}, false, false],
	[{ more: true }, true, false],
	[{ more: false }, false, true],
	[{ nextUrl: '/' }, true, false],
	[{ nextToken: { name: 'a', value: 'b' } }, true, false],
	[{ nextPage: 3 }, true, false],
	[{ nextOffset: 20 }, true, false],
	[{ nextPage: 3, more: false }, true, true],
	[{ total: 21 }, true, false],
	[{ total: 20 }, false, true],
	[{ pages: 3 }, true, false],
	[{ pages: 2 }, false, true],
	[{ count: 21 }, true, false],
	[{ count: 20 }, false, false],
	[{ count: 3 }, false, false],
	[{ count: 2 }, false, true],
	[{ isPartial: true, more: false, total: 20 }, true, false],
])('after two pages of ten, %j: more %s, complete %s', (says, more, complete) => {
	expect(stateAfter([[10], [10, says]]).judge()).toEqual({ more, complete });
});
