import { eventsBetween, type AccountEvent } from '../../../../nodes/Aurora/trigger/events';
import { packRecord, recordOf, unpackRecord } from '../../../../nodes/Aurora/trigger/snapshot';

type Account = Record<string, unknown>;

const ALL: AccountEvent[] = ['accountCreated', 'accountUpdated', 'accountRemoved'];

/** What the trigger says of two listings, with the record stored and read in between. */
function events(before: Account[], after: Account[], wanted = ALL, ignored: string[] = []) {
	const stored: unknown = JSON.parse(JSON.stringify(packRecord(recordOf(before, ignored))));
	const record = unpackRecord(stored as ReturnType<typeof packRecord>);
	const items = eventsBetween(
		record,
		recordOf(after, ignored),
		after,
		wanted,
		'2026-01-01T00:00:00Z',
	);
	return items.map(({ json: { detectedAt, ...event } }) => {
		expect(detectedAt).toBe('2026-01-01T00:00:00Z');
		return event;
	});
}

const jane = { id: 1, name: 'Jane', owner: { email: 'jane@example.com' } };
const john = { id: 2, name: 'John', owner: { email: 'john@example.com' } };

describe('events between two listings', () => {
	it('are none when nothing happened', () => {
		expect(events([jane, john], [jane, john])).toEqual([]);
	});

	it('are none when only the order of the accounts or of their fields changed', () => {
		const turned = { owner: { email: 'jane@example.com' }, name: 'Jane', id: 1 };
		expect(events([jane, john], [john, turned])).toEqual([]);
	});

	it('tell an account that appeared', () => {
		expect(events([jane], [jane, john])).toEqual([{ event: 'accountCreated', account: john }]);
	});

	it('tell the very first account', () => {
		expect(events([], [jane])).toEqual([{ event: 'accountCreated', account: jane }]);
	});

	it('tell which fields of an account changed, appeared and went', () => {
		const changed = { id: 1, owner: { email: 'new@example.com' }, phone: '1' };
		expect(events([jane, { id: 3, phone: '2' }], [changed, { id: 3, phone: '2' }])).toEqual([
			{ event: 'accountUpdated', changedFields: ['name', 'owner', 'phone'], account: changed },
		]);
	});

	it('tell of an account that went only its id, in its own type', () => {
		const uuid = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
		expect(events([jane, { id: uuid }], [])).toEqual([
			{ event: 'accountRemoved', account: { id: 1 } },
			{ event: 'accountRemoved', account: { id: uuid } },
		]);
	});

	it('leave out what was not chosen', () => {
		const changed = { ...jane, name: 'Other' };
		expect(events([jane, john], [changed, { id: 3 }], ['accountRemoved'])).toEqual([
			{ event: 'accountRemoved', account: { id: 2 } },
		]);
	});

	it('leave out fields that are ignored, also nested ones', () => {
		const changed = { ...jane, seen: 5, owner: { email: 'other@example.com' } };
		expect(events([{ ...jane, seen: 4 }], [changed], ALL, ['seen', 'owner.email'])).toEqual([]);
		expect(events([jane], [{ ...changed, name: 'X' }], ALL, ['seen', 'owner.email'])).toMatchObject(
			[{ changedFields: ['name'] }],
		);
	});

	it('pass over accounts without an id', () => {
		expect(events([{ name: 'nobody' }], [{ name: 'somebody' }, jane])).toEqual([
			{ event: 'accountCreated', account: jane },
		]);
	});

	it('count an id that comes twice once, in whatever order', () => {
		const twin = { ...jane, name: 'Twin' };
		expect(events([], [jane, twin])).toHaveLength(1);
		expect(events([jane, twin], [twin, jane])).toEqual([]);
		expect(events([jane, twin], [jane])).toMatchObject([{ event: 'accountUpdated' }]);
	});

	it('notice a change in each of many fields, more than have a place', () => {
		const wide = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`field${at}`, at]));
		const account = { id: 'a-rather-long-identifier', ...wide };
		for (const name of Object.keys(wide)) {
			const [event] = events([account], [{ ...account, [name]: 'changed' }]);
			expect(event.event).toBe('accountUpdated');
			expect(event.changedFields).toContain(name);
		}
	});

	it('are not confused by field names of JavaScript', () => {
		const odd = JSON.parse('{"id":1,"__proto__":{"a":1},"constructor":2,"toString":3}') as Account;
		const other = JSON.parse(
			'{"id":1,"__proto__":{"a":1},"constructor":2,"toString":4}',
		) as Account;
		expect(events([odd], [odd])).toEqual([]);
		expect(events([odd], [other])).toMatchObject([{ changedFields: ['toString'] }]);
	});
});

describe('the record of the accounts', () => {
	const uuid = (at: number) => `3f2504e0-4f89-41d3-9a0c-${String(at).padStart(12, '0')}`;

	it.each([
		['numbers', (at: number) => at],
		['UUIDs', uuid],
	])('takes at most 40 bytes an account, with %s as ids', (_, idAt) => {
		const fields = Object.fromEntries(Array.from({ length: 30 }, (__, at) => [`field${at}`, at]));
		const listing = Array.from({ length: 5000 }, (__, at) => ({ id: idAt(at), ...fields }));
		const record = packRecord(recordOf(listing, []));
		expect(record.accounts.length / listing.length).toBeLessThanOrEqual(40);
		expect(JSON.stringify(record.fields).length).toBeLessThan(400);
	});

	it('holds nothing of an account but its id and the names of its fields', () => {
		const stored = JSON.stringify(packRecord(recordOf([jane], [])));
		expect(stored).not.toMatch(/Jane|jane|example/);
	});
});
