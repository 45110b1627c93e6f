import { randomBytes } from 'node:crypto';

import type { IPollFunctions } from 'n8n-workflow';

import type { StoredSnapshot } from './snapshot';

/** What is remembered between polls, in n8n's static data. */
export interface TriggerRecord extends StoredSnapshot {
	/** Of what the snapshot is: another one begins a new record. */
	source: string;
	/** Of this one writing: begins with the name of the process. */
	revision: string;
	/** The last list was empty, for the first time or once more. */
	isEmpty: boolean;
	/** It was said that changed fields are not told. */
	isNoted: boolean;
}

/** The latest record of a trigger, where n8n may not have stored it. */
interface Held {
	record: TriggerRecord;
	/** Revision that n8n had stored before this process wrote any. */
	base: string | undefined;
}

const MAX_HELD = 100;

const PROCESS = randomBytes(6).toString('base64url');

/** Contexts that polled before: n8n makes one for each activation. */
const polled = new WeakSet<IPollFunctions>();

/** By workflow and node. */
const heldRecords = new Map<string, Held>();

/**
 * What a trigger remembers. n8n stores it only when a poll has events (with durable cursors: except
 * after the poll of the activation), so that the process keeps the latest beside it. That one counts
 * while n8n has stored what it was derived from, or what this process wrote earlier.
 */
export class TriggerState {
	/** To compare with; undefined when a new record begins. */
	readonly record?: TriggerRecord;

	private readonly stored: Partial<TriggerRecord>;

	private readonly key: string;

	private readonly base: string | undefined;

	constructor(
		private readonly context: IPollFunctions,
		private readonly source: string,
	) {
		this.stored = context.getWorkflowStaticData('node') as Partial<TriggerRecord>;
		this.key = `${context.getWorkflow().id} ${context.getNode().id}`;
		const isActivation = context.getActivationMode() === 'activate' && !polled.has(context);
		const held = heldRecords.get(this.key);
		const { revision } = this.stored;
		const isLatest = held && (revision === held.base || revision?.startsWith(PROCESS));
		this.base = isLatest ? held.base : revision;
		const latest = isLatest ? held.record : this.stored;
		if (!isActivation && latest.source === source && isWhole(latest)) this.record = latest;
	}

	/**
	 * Remembers what a poll came to. Nothing is written where nothing is new: n8n writes to its
	 * database when something was.
	 */
	save(next: Omit<TriggerRecord, 'source' | 'revision'>, hasEvents: boolean): void {
		polled.add(this.context);
		const { record: last, source, stored } = this;
		const isSame =
			last &&
			(Object.keys(next) as Array<keyof typeof next>).every(
				(name) => String(last[name]) === String(next[name]),
			);
		const revision = isSame ? last.revision : PROCESS + randomBytes(6).toString('base64url');
		const record: TriggerRecord = { ...next, source, revision };
		if (stored.revision !== revision) {
			// What the first edition stored has other names.
			for (const name of Object.keys(stored)) {
				if (!(name in record)) delete stored[name as keyof TriggerRecord];
			}
			Object.assign(stored, record);
		}
		heldRecords.delete(this.key);
		// A durable cursor is stored together with the events, or neither is.
		if (hasEvents && !('__dataChanged' in stored)) return;
		heldRecords.set(this.key, { record, base: this.base });
		const [oldest] = heldRecords.keys();
		if (heldRecords.size > MAX_HELD) heldRecords.delete(oldest);
	}
}

function isWhole(record: Partial<TriggerRecord>): record is TriggerRecord {
	return typeof record.records === 'string' && Array.isArray(record.fields);
}
