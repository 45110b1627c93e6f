import type { PollContext } from 'n8n-core';
import type { ICredentialDataDecryptedObject, IDataObject, INodeExecutionData } from 'n8n-workflow';

import { AuroraTrigger } from '../../../../nodes/Aurora/AuroraTrigger.node';

import { liveApi, type Received, type Reply } from '../../support/auroraLive';
import { withStoredToken } from '../../support/credentialStore';
import { preparePolls, type PollSetup } from '../../support/execution';

/** What n8n's newer scheduler gives a poll: 45 seconds, less its margin. */
const BUDGET = 36_000;

/**
 * How n8n polls (n8n 2.41.1, packages/cli/src/workflows/triggers). `classic`: in one context from an
 * activation to the next. `scheduler`: the workflow is built from the database for every poll, and
 * what a poll without events writes is lost. `cursors`: the state is a row of its own, stored with
 * the events or after a poll without any, but not after the poll of an activation.
 */
export type Way = 'classic' | 'scheduler' | 'cursors';

/** A workflow with the trigger, in an n8n that keeps its state, and the API that it polls. */
export class TriggerWorkflow {
	/** What the API lists. */
	list: unknown[] = [];

	/** What the API replies. */
	reply: (request: Received, before: number) => Reply | Promise<Reply> = () => [200, this.list];

	credentials = withStoredToken();

	/** What n8n has in its database: the workflow's static data, and the cursor of the node. */
	kept: IDataObject = {};

	cursor?: IDataObject;

	/** The process of n8n: a restart brings another one. */
	type = new AuroraTrigger();

	budget = BUDGET;

	/** n8n can't write to its database: the state, and with cursors the events too. */
	isReadOnly = false;

	/** Whether the last poll wrote something for n8n to keep. */
	hasWritten = false;

	private context?: PollContext;

	/** @param parameters as the editor saves them */
	constructor(
		public parameters: IDataObject = {},
		protected readonly way: Way = 'classic',
		private readonly workflowId = 'workflow',
	) {}

	/** From now on some fields of the credential are other ones. */
	use(fields: ICredentialDataDecryptedObject): void {
		this.credentials = withStoredToken({ ...this.credentials, ...fields });
	}

	/** The workflow is activated (`activate`), saved anew (`update`), or n8n starts (`init`). */
	async begin(activation: PollSetup['activation']): Promise<IDataObject[] | null> {
		if (this.way !== 'classic' && activation === 'init') return null;
		this.context = this.newContext({ activation });
		const events = await this.run(this.context, true);
		this.kept = copy(this.context.workflow.staticData);
		return events;
	}

	/** A poll at one of the poll times; its events without the time. */
	async poll(): Promise<IDataObject[] | null> {
		if (this.way === 'classic') {
			return await this.run((this.context ??= this.newContext({ activation: 'init' })));
		}
		const context = this.newContext({ activation: 'update' });
		return await this.run(Object.assign(context, { getPollBudgetMs: () => this.budget }));
	}

	/** A test by hand. */
	async test(): Promise<IDataObject[] | null> {
		return await this.run(this.newContext({ mode: 'manual' }));
	}

	/** What a poll fails with; `reply` is that of the API for this poll alone. */
	async failure(reply = this.reply): Promise<Error & { description: string }> {
		const { reply: good, kept, cursor } = this;
		this.reply = reply;
		const [ended] = await Promise.allSettled([this.poll()]);
		this.reply = good;
		expect(ended.status).toBe('rejected');
		expect([this.kept, this.cursor]).toEqual([kept, cursor]);
		return (ended as PromiseRejectedResult).reason as Error & { description: string };
	}

	/** A context with the state that n8n's database has. */
	newContext(setup: Partial<PollSetup>): PollContext {
		const { type, parameters, credentials, workflowId, kept } = this;
		const staticData = copy(kept);
		return preparePolls({ type, parameters, credentials, workflowId, staticData, ...setup });
	}

	private async run(context: PollContext, isFirst = false): Promise<IDataObject[] | null> {
		const { workflow } = context;
		let staged: IDataObject | undefined;
		if (this.way === 'cursors') {
			staged = copy((this.cursor ??= {}));
			Object.assign(context, { getWorkflowStaticData: () => staged });
		}
		const old = JSON.stringify(staged);
		Object.assign(workflow.staticData, { __dataChanged: false });
		const start = new Date().toISOString();
		const items = (await this.type.poll.call(context))?.[0];
		const end = new Date().toISOString();
		this.hasWritten = workflow.staticData.__dataChanged === true || JSON.stringify(staged) !== old;
		if (!this.isReadOnly && items) this.kept = copy(workflow.staticData);
		if (!this.isReadOnly && staged && (items || !isFirst)) this.cursor = copy(staged);
		if (this.isReadOnly && staged) return null;
		return items?.map((item) => eventOf(item, [start, end])) ?? null;
	}
}

/** An event without the time, which is between those of the poll. */
function eventOf({ json }: INodeExecutionData, [start, end]: string[]): IDataObject {
	const { detectedAt, ...event } = json;
	expect([start, detectedAt, end]).toEqual([start, detectedAt, end].sort());
	return event;
}

function copy(data: IDataObject): IDataObject {
	return JSON.parse(JSON.stringify(data)) as IDataObject;
}

/** The workflow with the API of Live, and the requests so far. */
export class LiveWorkflow extends TriggerWorkflow {
	readonly received = liveApi((request, before) => this.reply(request, before));
}

export const EVENTS = ['accountCreated', 'accountUpdated', 'accountRemoved'];
export const RECORD_EVENTS = ['recordCreated', 'recordUpdated', 'recordRemoved'];

/** Options with a query parameter. */
export const query = { queryParameters: { parameter: [{ name: 'status', value: 'new' }] } };

export const ada = { id: 1, name: 'Ada', seen: 1 };
export const bob = { id: 2, name: 'Bob', seen: 1 };
export const eve = { id: 3, name: 'Eve', seen: 1 };

/** The event of a new account. */
export const created = (account: object) => ({ event: 'accountCreated', account });

/** A workflow that is active, with Ada and Bob in Aurora, and no requests so far. */
export async function active(parameters: IDataObject = {}, way?: Way): Promise<LiveWorkflow> {
	const workflow = new LiveWorkflow({ event: EVENTS, ...parameters }, way);
	workflow.list = [ada, bob];
	expect(await workflow.begin('activate')).toBeNull();
	workflow.received.length = 0;
	return workflow;
}
