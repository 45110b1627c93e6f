import type { PollContext } from 'n8n-core';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import type { AuroraError } from '../../../../lib/http/errors';
import { AuroraTrigger } from '../../../../nodes/Aurora/AuroraTrigger.node';
import { collections } from '../../../../nodes/Aurora/resources';
import { poll } from '../../../../nodes/Aurora/trigger/poll';

import { liveApi, type Received, type Reply } from '../../support/auroraLive';
import { withStoredToken } from '../../support/credentialStore';
import { preparePolls, type PollSetup } from '../../support/execution';
import { refusalOf } from '../../support/refusal';

/** A workflow with the trigger, in an n8n that keeps its state, and the API that it polls. */
export class TriggerWorkflow {
	/** What the API lists. */
	list: unknown[] = [];

	/** What the API replies. */
	reply: (request: Received, before: number) => Reply | Promise<Reply> = () => [200, this.list];

	readonly received = liveApi((request, before) => this.reply(request, before));

	credentials = withStoredToken();

	/** What n8n has in its database. */
	kept: IDataObject = {};

	private context?: PollContext;

	/** @param parameters as the editor saves them */
	constructor(public parameters: IDataObject = {}) {}

	/** n8n begins to poll with what it has kept: the workflow is activated, or n8n started. */
	begin({ activation = 'init', mode = 'trigger' }: Partial<PollSetup> = {}): PollContext {
		const { parameters, credentials } = this;
		const staticData = JSON.parse(JSON.stringify(this.kept)) as IDataObject;
		const type = new AuroraTrigger();
		const setup = { type, parameters, credentials, activation, mode, staticData };
		this.context = preparePolls(setup);
		return this.context;
	}

	/** From now on some fields of the credential are other ones. */
	use(fields: ICredentialDataDecryptedObject): void {
		this.credentials = withStoredToken({ ...this.credentials, ...fields });
	}

	/** Activates the workflow. */
	async activate(): Promise<void> {
		this.begin({ activation: 'activate' });
		expect(await this.poll()).toBeNull();
	}

	/** Whether the last poll wrote something for n8n to keep. */
	get hasWritten(): boolean {
		return this.context?.workflow.staticData.__dataChanged === true;
	}

	/** One poll; its events without the time. */
	async poll(): Promise<IDataObject[] | null> {
		const { workflow } = (this.context ??= this.begin());
		workflow.staticData.__dataChanged = false;
		const start = new Date().toISOString();
		const items = await poll(this.context, collections).finally(() => {
			this.kept = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
		});
		const end = new Date().toISOString();
		return (
			items?.map(({ json: { detectedAt, ...event } }) => {
				expect([start, detectedAt, end]).toEqual([start, detectedAt, end].sort());
				return event;
			}) ?? null
		);
	}

	/**
	 * What a poll fails with. It must not change what n8n keeps.
	 *
	 * @param reply of the API, for this poll alone
	 */
	async failure(reply = this.reply): Promise<AuroraError> {
		const { reply: good, kept } = this;
		this.reply = reply;
		const error = await refusalOf(this.poll());
		this.reply = good;
		expect(this.kept).toEqual(kept);
		return error;
	}
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
export async function active(parameters: IDataObject = {}): Promise<TriggerWorkflow> {
	const workflow = new TriggerWorkflow({ event: EVENTS, ...parameters });
	workflow.list = [ada, bob];
	await workflow.activate();
	workflow.received.length = 0;
	return workflow;
}
