import { account } from '../../../../nodes/Aurora/resources/account';
import { record } from '../../../../nodes/Aurora/resources/record';
import { advance, EVENT_KINDS, type EventKind } from '../../../../nodes/Aurora/trigger/events';
import {
	packSnapshot,
	snapshotOf,
	unpackSnapshot,
} from '../../../../nodes/Aurora/trigger/snapshot';

type List = Array<Record<string, unknown>>;

const read = (list: List) =>
	list.map((each) => ({ id: (each.id ?? each.ID) as string, record: each }));

/** What the trigger says of two lists, with the snapshot stored and read in between. */
function events(
	before: List,
	after: List,
	{
		kinds = [...EVENT_KINDS] as EventKind[],
		ignored = [] as string[],
		counting = [] as string[],
		outputFields = [] as string[],
		of = account,
	} = {},
) {
	const stored = JSON.stringify(packSnapshot(snapshotOf(read(before), ignored, [], counting)));
	const old = unpackSnapshot(JSON.parse(stored) as ReturnType<typeof packSnapshot>);
	const now = snapshotOf(read(after), ignored, old.fields, counting);
	const wanted = { descriptor: of.descriptor, kinds, limit: 9, outputFields };
	const { items, snapshot } = advance(old, now, wanted, true);
	expect(advance(snapshot, now, wanted, true).items).toEqual([]);
	return items.map(({ json: { detectedAt, ...event } }) => {
		expect(detectedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
		return event;
	});
}

const uuid = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const jane = { id: 1, name: 'Jane', owner: { email: 'jane@example.com' } };
const john = { id: 2, name: 'John', owner: { email: 'john@example.com' } };
const twin = { ...jane, name: 'Twin' };

test.each<[string, List, List, object[]]>([
	[
		'nothing but another way to write the ID',
		[jane, { id: uuid }],
		[{ ...jane, id: '1' }, { id: uuid.toUpperCase() }],
		[],
	],
	[
		'removed ones, with the ID alone, in its own type',
		[jane, { id: uuid }, { id: 'a "1"' }],
		[],
		[1, uuid, 'a "1"'].map((id) => ({ event: 'accountRemoved', account: { id } })),
	],
	['an ID that comes twice', [], [jane, twin], [{ event: 'accountCreated', account: jane }]],
	['two with one ID in another order', [jane, twin], [twin, jane], []],
	['one of two that are equal goes', [jane, jane], [jane], []],
])('events: %s', (_, before, after, expected) => {
	expect(events(before, after)).toEqual(expected);
});

test('one of two with the same ID that goes is a change, of which the fields can not be told', () => {
	expect(events([jane, twin], [jane])).toEqual([{ event: 'accountUpdated', account: jane }]);
	expect(events([jane, twin], [jane, { ...twin, name: 'x' }])).toHaveLength(1);
});

test.each<[EventKind, object]>([
	['Created', { event: 'recordCreated', record: { id: 3 } }],
	['Updated', { event: 'recordUpdated', changedFields: ['name'], record: twin }],
	['Removed', { event: 'recordRemoved', record: { id: 2 } }],
])('only %s is told when only that is chosen, by the name of the collection', (kind, expected) => {
	expect(events([jane, john], [twin, { id: 3 }], { kinds: [kind], of: record })).toEqual([
		expected,
	]);
});

test('fields that are ignored do not count, also nested ones', () => {
	const ignored = ['seen', 'owner.email'];
	const other = { ...jane, seen: 5, owner: { email: 'other@example.com' } };
	expect(events([{ ...jane, seen: 4 }], [other], { ignored })).toEqual([]);
	expect(events([jane], [{ ...other, name: 'X' }], { ignored })).toMatchObject([
		{ changedFields: ['name'], account: { seen: 5, name: 'X' } },
	]);
});

test('only fields that are meant to count do, also nested ones', () => {
	const counting = ['owner.email', 'name'];
	expect(events([jane], [{ ...jane, seen: 5 }], { counting })).toEqual([]);
	expect(events([jane], [{ ...twin, seen: 5 }], { counting })).toMatchObject([
		{ changedFields: ['name'], account: { seen: 5 } },
	]);
});

test('only output fields come out, and the ID of what is removed', () => {
	const outputFields = ['owner.email'];
	const [updated, created, removed] = events([jane, john], [twin, { ...twin, id: 3 }], {
		outputFields,
	});
	const account = { owner: jane.owner };
	expect(updated).toEqual({ event: 'accountUpdated', changedFields: ['name'], account });
	expect(created).toEqual({ event: 'accountCreated', account });
	expect(removed).toEqual({ event: 'accountRemoved', account: { id: 2 } });
});
