import { compareFields } from '../../../../nodes/Aurora/api/compareFields';

const page = (...names: string[]) => ({
	at: (time: number, more: object = {}) => names.map((name) => ({ name, time, ...more })),
});

test.each([
	['the same records later', page('A', 'B').at(1), page('A', 'B').at(1), 'same', []],
	[
		'a time that moves',
		page('A', 'B').at(1, { x: 0 }),
		page('A', 'B').at(2, { x: 0 }),
		'same',
		['time'],
	],
	['other records', page('A', 'B').at(1), page('C', 'D').at(1), 'other', []],
	['other records later', page('A', 'B').at(1), page('C', 'D').at(2), 'other', []],
	['records that are all alike, later', page('A', 'A').at(1), page('A', 'A').at(2), 'unclear', []],
	[
		'records that say as much of the response',
		page('A', 'B').at(1),
		page('A', 'B').at(2),
		'unclear',
		[],
	],
	['texts', ['A', 'B'], ['A', 'B'], 'other', []],
	['a record and a text', [{ name: 'A' }, 'B'], [{ name: 'A' }, 'B'], 'other', []],
	['records, and a text among others', page('A', 'B').at(1), [{ name: 'A' }, 'B'], 'other', []],
	[
		'records of which half has changed',
		page('A', 'B')
			.at(1)
			.map((each, time) => ({ ...each, time })),
		page('A', 'B')
			.at(1)
			.map((each, time) => ({ ...each, time: time + 5 })),
		'unclear',
		[],
	],
])('%s', (_what, one: unknown[], other: unknown[], result, volatile) => {
	expect(compareFields(one, other)).toEqual({ result, volatile });
});
