// The trigger beside a model of what it has to tell, in made-up histories: each event exactly once.
import fc from 'fast-check';
import type { PollContext } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';

import type { AuroraTrigger } from '../../../../nodes/Aurora/AuroraTrigger.node';

import type { Received, Reply } from '../../support/auroraLive';
import type { PollSetup } from '../../support/execution';

import { EVENTS, TriggerWorkflow, type Way } from './workflow';

/** Histories, a third of them for each way to poll. */
const HISTORIES = 2_000;

/** What happens in a history, the likely ones more than once. */
const DEEDS = `poll poll poll poll poll poll create create create update update update remove remove
	rewrite clear silent fail lose restart activate publish publish client filter limit choose choose`;

/** Another list than before. */
const ELSEWHERE: [status: number, body?: unknown] = [200, { users: [{ id: 9 }] }];

/** Responses that are no list, or not all of it. */
const FAILURES: Array<[status: number, body?: unknown]> = [
	[500, {}],
	[204],
	[200, { success: false, data: [] }],
	[200, { code: 500, message: 'Down', details: [] }],
	[200, { data: [{ id: 1 }], total: 9 }],
	ELSEWHERE,
	[200, { data: [{ id: 1 }, { name: 'x' }], total: 2 }],
];

const step = fc.record({
	deed: fc.constantFrom(...DEEDS.split(/\s+/)),
	id: fc.integer({ min: 1, max: 7 }),
	kinds: fc.subarray(EVENTS, { minLength: 1 }),
	limit: fc.constantFrom(1, 2, 1000),
	failure: fc.constantFrom(...FAILURES),
});

type Deed = typeof step extends fc.Arbitrary<infer T> ? T : never;

type Account = Record<string, number | string>;

/** What the trigger has to know. */
interface Memory {
	/** Accounts as they were told, or there before; absent before the first good poll. */
	told?: Map<number, Account>;
	/** The settings that it holds for. */
	source?: string;
	/** How many the last list had. */
	length?: number;
	/** A list with accounts has come. */
	isFound?: boolean;
	/** The account of the last event, while others wait. */
	after?: number;
}

/** One history: the API, n8n, and the model. */
class History extends TriggerWorkflow {
	private readonly accounts = new Map<number, Account>();

	private changes = 0;

	private memory: Memory = {};

	/** What n8n has of it in its database. */
	private saved: Memory = {};

	/** The list says nothing about its size: one of 5 may be cut. */
	private isSilent = false;

	private readonly options: IDataObject = { maxRetries: 0 };

	/** The settings that decide about what is compared. */
	private get source(): string {
		return JSON.stringify([this.options.queryParameters, this.credentials.clientId]);
	}

	constructor(
		way: Way,
		workflowId: string,
		private readonly processes: AuroraTrigger[],
	) {
		super({ event: EVENTS }, way, workflowId);
		this.parameters.options = this.options;
		this.reply = () => {
			const data = [...this.accounts.values()];
			return [200, this.isSilent ? { data } : { data, total: data.length }];
		};
	}

	/** No network: n8n's own helper is what replies. */
	override newContext(setup: Partial<PollSetup>): PollContext {
		const context = super.newContext(setup);
		const httpRequestWithAuthentication = async () => {
			const [statusCode, body] = (await this.reply({} as Received, 0)) as [number, unknown];
			return { statusCode, headers: {}, body: Buffer.from(JSON.stringify(body) ?? '') };
		};
		Object.assign(context.helpers, { httpRequestWithAuthentication });
		return context;
	}

	async do({ deed, id, kinds, limit, failure = [200] }: Deed): Promise<void> {
		const { accounts, parameters, options } = this;
		const known = accounts.get(id);
		if (deed === 'create' && !known) accounts.set(id, { id, a: ++this.changes, b: 0 });
		if (deed === 'update' && known) {
			const name = this.changes % 2 ? 'a' : 'b';
			accounts.set(id, { ...known, [name]: ++this.changes });
		}
		// The same account, with its id and its fields written in another way.
		if (deed === 'rewrite' && known) accounts.set(id, { b: known.b, a: known.a, id: String(id) });
		if (deed === 'remove') accounts.delete(id);
		if (deed === 'clear') accounts.clear();
		if (deed === 'silent') this.isSilent = !this.isSilent;
		if (deed === 'limit') options.eventsPerPoll = limit;
		if (deed === 'choose') parameters.event = kinds;
		if (deed === 'filter') options.queryParameters = queryOf(`={{ ${id} * Math.random() }}`);
		if (deed === 'client') this.use({ clientId: `client ${id}` });
		// Before the first account nobody knows where the list is.
		const isFound = this.memory.source === this.source && this.memory.isFound;
		if (deed === 'fail' && (failure !== ELSEWHERE || isFound))
			await this.failure(() => failure as Reply);
		if (deed === 'poll') this.check(await this.poll());
		if (deed === 'lose') {
			this.isReadOnly = true;
			this.check(await this.poll());
			this.isReadOnly = false;
			// By then the trigger knows that its events did not come out.
			later += 10_000;
		}
		if (deed === 'activate') {
			this.memory = {};
			this.check(await this.begin('activate'), true);
		}
		if (deed === 'restart') {
			this.type = this.processes[this.processes.indexOf(this.type) + 1] ?? this.type;
			this.memory = this.saved;
			const events = await this.begin('init');
			if (this.way === 'classic') this.check(events, true);
		}
		if (['limit', 'choose', 'filter', 'client', 'publish'].includes(deed)) {
			this.check(await this.begin('update'), true);
		}
	}

	/** Polls until nothing comes any more, and nothing is left to tell. */
	async end(): Promise<void> {
		this.isSilent = false;
		for (let quiet = 0; quiet < 2; ) {
			const events = await this.poll();
			this.check(events);
			quiet = events ? 0 : quiet + 1;
		}
		expect([...this.memory.told!.keys()].sort()).toEqual([...this.accounts.keys()].sort());
	}

	/** What a poll gave is what the model gives, which remembers it from then on. */
	private check(events: IDataObject[] | null, isFirst = false): void {
		const { accounts, memory, options } = this;
		const { source } = this;
		const before: Memory = memory.source === source ? memory : {};
		const told = new Map(before.told ?? accounts);
		const { length = 0 } = before;
		const expected: IDataObject[] = [];
		let [isCut, after, last] = [false, before.after, 0];
		const mayRemove =
			accounts.size === 0 ? length === 0 : !this.isSilent || accounts.size !== 5 || length > 5;
		const tell = (id: number, kind: string, event: IDataObject, done: () => void) => {
			const isWanted = (this.parameters.event as string[]).includes(`account${kind}`);
			isCut ||= isWanted && expected.length >= ((options.eventsPerPoll as number) ?? 1000);
			if (isWanted && expected.length >= ((options.eventsPerPoll as number) ?? 1000)) return;
			if (isWanted) expected.push({ event: `account${kind}`, ...event });
			if (isWanted) last = id;
			done();
		};
		const ids = [...new Set([...accounts.keys(), ...told.keys()])];
		const start = after === undefined ? 0 : ids.indexOf(after) + 1;
		for (const id of [...ids.slice(start), ...ids.slice(0, start)]) {
			const [old, account] = [told.get(id), accounts.get(id)];
			const changed = ['a', 'b'].filter((name) => old?.[name] !== account?.[name]);
			if (!account) {
				if (mayRemove) tell(id, 'Removed', { account: { id: old!.id } }, () => told.delete(id));
			} else if (!old) tell(id, 'Created', { account }, () => told.set(id, account));
			else if (changed.length > 0) {
				tell(id, 'Updated', { changedFields: changed, account }, () => {
					told.set(id, { ...account, id: old.id });
				});
			}
		}
		after = isCut ? last : undefined;
		const isRejected = this.isReadOnly && this.way === 'cursors' && expected.length > 0;
		expect(events ?? []).toEqual(isRejected ? [] : expected);
		const isFound = accounts.size > 0 || before.isFound;
		const now = accounts.size > 0 && isCut ? Math.max(length, accounts.size) : accounts.size;
		this.memory = isRejected ? this.saved : { told, source, after, length: now, isFound };
		const isStored = expected.length > 0 || (this.way === 'cursors' ? !isFirst : isFirst);
		if (isStored && !this.isReadOnly) this.saved = this.memory;
	}
}

const queryOf = (value: string) => ({ parameter: [{ name: 'since', value }] });

/** Milliseconds that passed beside the clock's. */
let later = 0;

test('tells each event exactly once, whatever happens and however n8n polls', async () => {
	const { now } = Date;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + later);
	const processes: AuroraTrigger[] = [];
	while (processes.length < 6) {
		await jest.isolateModulesAsync(async () => {
			const module = await import('../../../../nodes/Aurora/AuroraTrigger.node');
			processes.push(new module.AuroraTrigger());
		});
	}
	let histories = 0;
	const ways = fc.constantFrom<Way>('classic', 'scheduler', 'cursors');
	await fc.assert(
		fc.asyncProperty(ways, fc.array(step, { minLength: 6, maxLength: 24 }), async (way, deeds) => {
			const history = new History(way, `workflow ${histories++}`, processes);
			await history.do({ deed: 'activate' } as Deed);
			for (const deed of deeds) await history.do(deed);
			await history.end();
		}),
		{ numRuns: HISTORIES },
	);
	expect(histories).toBe(HISTORIES);
}, 240_000);
