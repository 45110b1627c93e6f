import { createHash } from 'node:crypto';

import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { AuroraError } from '../../../lib/http/errors';
import { isRecord } from '../../../lib/util/json';
import { AuroraApiClient } from '../api/client';
import { readListing } from '../api/listing';
import { readOptions, type ReadOptions } from '../operations/options';
import type { Collection } from '../resources/collection/collection';
import { collectionUrl, withArticle, type Descriptor } from '../resources/collection/descriptor';
import { DEFAULT_ORDER, listUrl } from '../resources/collection/urls';

import {
	EVENT_KINDS,
	eventItem,
	eventName,
	eventsBetween,
	removedIds,
	type EventKind,
} from './events';
import { ignoreFields } from './fields';
import { idOf } from './recordId';
import {
	keepMissing,
	packSnapshot,
	snapshotOf,
	unpackSnapshot,
	type Snapshot,
	type StoredSnapshot,
} from './snapshot';

/** Records that a manual test shows. */
const SAMPLE_SIZE = 5;

/** What n8n keeps for the node between polls. */
interface State extends StoredSnapshot {
	/** Of what the snapshot is: another collection, environment, client or filter begins a new one. */
	source: string;
}

/** Contexts that polled before: n8n makes one for each activation. */
const polled = new WeakSet<IPollFunctions>();

/** What is polled, and how. */
interface Poll extends Pick<ReadOptions, 'query' | 'listing' | 'request'> {
	descriptor: Descriptor;
	client: AuroraApiClient;
	/** Address of the collection. */
	url: string;
	events: EventKind[];
	/** Fields that don't count. */
	ignored: string[];
}

type List = Array<Record<string, unknown>>;

/**
 * One poll: what happened to the records since the last good poll.
 *
 * The state is written at the very end, so a poll that fails changes nothing, and the next good one
 * reports everything since.
 *
 * @returns one item an event; null when nothing happened
 * @throws AuroraError
 */
export async function poll(
	context: IPollFunctions,
	collections: Collection[],
): Promise<INodeExecutionData[] | null> {
	const settings = await readPoll(context, collections);
	if (context.getMode() === 'manual') return sample((await readAll(settings)).list, settings);

	const state = context.getWorkflowStaticData('node') as Partial<State>;
	const source = sourceOf(settings);
	const before = snapshotBefore(context, state, source);
	let { list, isProven } = await readAll(settings);
	let after = snapshotOf(list, settings.ignored);
	if (before && removedIds(before, after).length > 0) {
		// A record can slip from page to page while they are read: only what is missing twice is gone.
		const again = await readAll(settings);
		list = withMissing(again.list, list);
		isProven &&= again.isProven;
		after = snapshotOf(list, settings.ignored);
		if (!isProven) after = keepMissing(before, after);
	}
	const { descriptor, events: wanted } = settings;
	const detectedAt = new Date().toISOString();
	const events = before ? eventsBetween(descriptor, before, after, list, wanted, detectedAt) : [];
	save(state, { source, ...packSnapshot(after) });
	polled.add(context);
	return events.length > 0 ? events : null;
}

/** The newer list, with the records that only the older one has. */
function withMissing(newer: List, older: List): List {
	const ids = new Set(newer.map(idOf));
	return [...newer, ...older.filter((record) => !ids.has(idOf(record)))];
}

async function readPoll(context: IPollFunctions, collections: Collection[]): Promise<Poll> {
	const { descriptor } = chosenCollection(context, collections);
	const given = context.getNodeParameter('event', []) as unknown;
	const chosen = Array.isArray(given) ? given : [given];
	const events = EVENT_KINDS.filter((kind) => chosen.includes(eventName(descriptor, kind)));
	if (events.length === 0) {
		throw new AuroraError("'Trigger On' is empty", 'Choose at least one event.');
	}
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const { request, query, listing } = readOptions(options);
	const ignored = ignoreFields
		.read(options)
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
	const client = await AuroraApiClient.open(context);
	const collection = context.getNodeParameter('collection', '');
	const url = collectionUrl(descriptor, client.settings, collection);
	return { descriptor, client, url, events, ignored, request, query, listing };
}

function chosenCollection(context: IPollFunctions, collections: Collection[]): Collection {
	const resource = context.getNodeParameter('resource', 'account') as string;
	const found = collections.find(({ value }) => value === resource);
	if (found) return found;
	const known = collections.map(({ name }) => name).join(', ');
	throw new AuroraError(
		`The resource '${resource}' does not exist`,
		`Choose one of these: ${known}.`,
	);
}

/** @returns the records, and whether it is certain that these are all */
async function readAll(settings: Poll): Promise<{ list: List; isProven: boolean }> {
	const { client, url, query, request, listing, descriptor } = settings;
	const { records, more, doubt } = await readListing(
		client,
		{ ...request, url: listUrl(url, DEFAULT_ORDER, query) },
		listing,
		Number.POSITIVE_INFINITY,
	);
	if (more) {
		throw new AuroraError(
			`The list of ${descriptor.plural} is incomplete`,
			`With 'Pagination' Off only the first page is read, and the other ${descriptor.plural} would count as removed. Choose another 'Pagination' in the options.`,
		);
	}
	return { list: records.filter(isRecord), isProven: doubt === undefined };
}

/** The snapshot to compare with; undefined when a new one begins. */
function snapshotBefore(
	context: IPollFunctions,
	state: Partial<State>,
	source: string,
): Snapshot | undefined {
	const justActivated = context.getActivationMode() === 'activate' && !polled.has(context);
	if (justActivated || state.source !== source) return undefined;
	const { fields = [], length = 0, accounts = '' } = state;
	return unpackSnapshot({ fields, length, accounts });
}

function sourceOf({ client, url, query, ignored }: Poll): string {
	const what = [url, client.settings.clientId, query, ignored];
	return createHash('sha256').update(JSON.stringify(what)).digest('base64url').slice(0, 22);
}

/** Only what changed is assigned: n8n writes the state to its database when something was. */
function save(state: Partial<State>, next: State): void {
	if (JSON.stringify(state.fields) !== JSON.stringify(next.fields)) state.fields = next.fields;
	if (state.length !== next.length) state.length = next.length;
	if (state.accounts !== next.accounts) state.accounts = next.accounts;
	if (state.source !== next.source) state.source = next.source;
}

function sample(list: List, { descriptor, events: [kind] }: Poll): INodeExecutionData[] {
	if (list.length === 0) {
		const { singular } = descriptor;
		throw new AuroraError(
			`There is no ${singular} to show as a sample`,
			`Create ${withArticle(singular)} in Aurora first, or activate the workflow: it starts when one is created.`,
		);
	}
	const detectedAt = new Date().toISOString();
	return list.slice(0, SAMPLE_SIZE).map((record) => {
		const shown = kind === 'Removed' ? { id: record.id } : record;
		const changed = kind === 'Updated' ? Object.keys(record).slice(0, 1) : undefined;
		return eventItem(descriptor, kind, shown as IDataObject, detectedAt, changed);
	});
}
