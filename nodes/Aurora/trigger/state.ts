import { randomBytes } from 'node:crypto';

import type { IPollFunctions } from 'n8n-workflow';

import type { StoredSnapshot } from './snapshot';

/** What is remembered between polls, in n8n's static data. */
export interface TriggerRecord extends StoredSnapshot {
	/** Of what the snapshot is: for another source a new record begins. */
	source: string;
	/** Another one with each change; begins with the name of the process. */
	revision: string;
	/** The last list was empty. */
	isEmpty: boolean;
	/** It was said that changed fields are not told. */
	isNoted: boolean;
}

const PROCESS = randomBytes(6).toString('base64url');

/** Latest records by workflow and node, the stored revision below each, and by when n8n stores it. */
const heldRecords = new Map<string, { record: TriggerRecord; base?: string; storedBy?: number }>();

/** Contexts that polled before: n8n makes one for each activation. */
const polled = new WeakSet<IPollFunctions>();

/**
 * What a trigger remembers. n8n stores it when a poll has events, with durable cursors after each poll
 * but that of the activation: so the process keeps the latest beside it. That one counts while what is
 * stored is what it was derived from, or something that this process wrote.
 *
 * @returns `last`: to compare with, if any; `isPending`: n8n still stores what the last poll came to
 */
export function openState(context: IPollFunctions, source: string) {
	const stored = context.getWorkflowStaticData('node') as Partial<TriggerRecord>;
	const key = `${context.getWorkflow().id} ${context.getNode().id}`;
	const held = heldRecords.get(key);
	const isUnstored = held?.storedBy !== undefined && stored.revision !== held.record.revision;
	const isOurs = stored.revision === held?.base || stored.revision?.startsWith(PROCESS);
	const isLatest = held && !isUnstored && isOurs;
	const base = isLatest ? held.base : stored.revision;
	const latest = isLatest ? held.record : stored;
	const isActivation = context.getActivationMode() === 'activate' && !polled.has(context);
	// The first edition stored it under other names.
	const isWhole = latest.source === source && typeof latest.records === 'string';
	const last = !isActivation && isWhole ? (latest as TriggerRecord) : undefined;

	/** Writes nothing where nothing is new: n8n writes to its database when something was. */
	function save(next: Omit<TriggerRecord, 'source' | 'revision'>, hasEvents: boolean): void {
		const names = Object.keys(next) as Array<keyof typeof next>;
		const isSame = last && names.every((name) => String(last[name]) === String(next[name]));
		const revision = isSame ? last.revision : PROCESS + randomBytes(6).toString('base64url');
		const record: TriggerRecord = { ...next, source, revision };
		if (stored.revision !== revision) {
			for (const name of Object.keys(stored)) delete stored[name as keyof TriggerRecord];
			Object.assign(stored, record);
		}
		polled.add(context);
		// A durable cursor is stored together with the events, or neither is.
		const isAtOnce = hasEvents && !('__dataChanged' in stored);
		const storedBy = isAtOnce ? Date.now() + 10_000 : undefined;
		heldRecords.set(key, { record, base, storedBy });
		const [oldest] = heldRecords.keys();
		if (heldRecords.size > 100) heldRecords.delete(oldest);
	}

	const isPending = isUnstored && !isActivation && Date.now() < held.storedBy!;
	return { last, save, isPending };
}
