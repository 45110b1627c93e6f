import { randomBytes } from 'node:crypto';

import type { IPollFunctions } from 'n8n-workflow';

import type { StoredSnapshot } from './snapshot';

/** What is remembered between polls, in n8n's static data. */
export interface TriggerState extends StoredSnapshot {
	/** Of what the snapshot is: for another source a new record begins. */
	source: string;
	/** Another one with each change; begins with the name of the process. */
	revision: string;
	/** Records in the last list; in the longest one since events wait. */
	length: number;
	/** Where the list is in a response, with dots; '' where it is the response, absent before the first record. */
	path?: string;
	/** `idKey` of the record of the last event, while others wait. */
	after?: string;
	/** It was said that changed fields are not told. */
	isNoted: boolean;
}

const PROCESS = randomBytes(6).toString('base64url');

/** Latest states by workflow and node, the stored revision below each, and by when n8n stores it. */
const latestStates = new Map<string, { state: TriggerState; base?: string; storedBy?: number }>();

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
	const stored = context.getWorkflowStaticData('node') as Partial<TriggerState>;
	const key = `${context.getWorkflow().id} ${context.getNode().id}`;
	const kept = latestStates.get(key);
	const isUnstored = kept?.storedBy !== undefined && stored.revision !== kept.state.revision;
	const isOurs = stored.revision === kept?.base || stored.revision?.startsWith(PROCESS);
	const isLatest = kept && !isUnstored && isOurs;
	const base = isLatest ? kept.base : stored.revision;
	const latest = isLatest ? kept.state : stored;
	const isActivation = context.getActivationMode() === 'activate' && !polled.has(context);
	// Another version may have stored something else.
	const isWhole = latest.source === source && typeof latest.records === 'string';
	const last = !isActivation && isWhole ? (latest as TriggerState) : undefined;

	/** Writes nothing where nothing is new: n8n writes to its database when something was. */
	function save(next: Omit<TriggerState, 'source' | 'revision'>, hasEvents: boolean): void {
		const names = Object.keys(next) as Array<keyof typeof next>;
		const isSame = last && names.every((name) => String(last[name]) === String(next[name]));
		const revision = isSame ? last.revision : PROCESS + randomBytes(6).toString('base64url');
		const state: TriggerState = { ...next, source, revision };
		if (stored.revision !== revision) {
			for (const name of Object.keys(stored)) delete stored[name as keyof TriggerState];
			Object.assign(stored, state);
		}
		polled.add(context);
		// A durable cursor is stored together with the events, or neither is.
		const isAtOnce = hasEvents && !('__dataChanged' in stored);
		const storedBy = isAtOnce ? Date.now() + 10_000 : undefined;
		latestStates.set(key, { state, base, storedBy });
		const [oldest] = latestStates.keys();
		if (latestStates.size > 100) latestStates.delete(oldest);
	}

	const isPending = isUnstored && !isActivation && Date.now() < kept.storedBy!;
	return { last, save, isPending };
}
