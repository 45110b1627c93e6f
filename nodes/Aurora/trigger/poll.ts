import { createHash } from 'node:crypto';

import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { isRecord } from '../../../lib/util/json';
import { accountsUrl, DOCUMENTED_ORDER } from '../resources/collection/urls';
import { AuroraError } from '../../../lib/http/errors';
import { readListing, type ListingOptions } from '../api/paginate';
import { readOptions } from '../operations/options';
import { AuroraApiClient, type ApiRequest } from '../api/client';

import { idOf } from './recordId';
import { eventsBetween, goneIds, type AccountEvent } from './events';
import {
	packRecord,
	recordOf,
	unpackRecord,
	type AccountsRecord,
	type StoredRecord,
} from './snapshot';

/** Accounts that a manual test shows. */
const SAMPLE = 5;

const EVENTS: AccountEvent[] = ['accountCreated', 'accountUpdated', 'accountRemoved'];

/** What n8n keeps for the node between polls. */
interface State extends StoredRecord {
	/** Of what the record is: another environment, client or filter begins a new one. */
	source: string;
}

/** Contexts that polled before: n8n makes one for each activation. */
const polled = new WeakSet<IPollFunctions>();

/**
 * One poll: what happened to the accounts since the last good poll.
 *
 * The state is written at the very end, so a poll that fails changes nothing, and the next good one
 * reports everything since.
 *
 * @returns one item an event; null when nothing happened
 * @throws AuroraError or AuroraCredentialError
 */
export async function pollAccounts(context: IPollFunctions): Promise<INodeExecutionData[] | null> {
	const settings = readSettings(context);
	const client = await AuroraApiClient.open(context);
	const list = async () => await readAccounts(client, settings);
	if (context.getMode() === 'manual') return sample(await list(), settings.events);

	const state = context.getWorkflowStaticData('node') as Partial<State>;
	const source = sourceOf(client, settings);
	const before = recordBefore(context, state, source);
	let listing = await list();
	let after = recordOf(listing, settings.ignored);
	if (before && goneIds(before, after).length > 0) {
		// An account can slip from page to page while they are read: only what is missing twice is gone.
		listing = withMissing(await list(), listing);
		after = recordOf(listing, settings.ignored);
	}
	const detectedAt = new Date().toISOString();
	const events = before ? eventsBetween(before, after, listing, settings.events, detectedAt) : [];
	save(state, { source, ...packRecord(after) });
	polled.add(context);
	return events.length > 0 ? events : null;
}

/** The newer listing, with the accounts that only the older one has. */
function withMissing(newer: Account[], older: Account[]): Account[] {
	const ids = new Set(newer.map(idOf));
	return [...newer, ...older.filter((account) => !ids.has(idOf(account)))];
}

type Account = Record<string, unknown>;

interface PollSettings {
	events: AccountEvent[];
	/** Fields that don't count. */
	ignored: string[];
	request: Pick<ApiRequest, 'timeout' | 'maxRetries'>;
	query: Array<[name: string, value: string]>;
	listing: ListingOptions;
}

function readSettings(context: IPollFunctions): PollSettings {
	const given = context.getNodeParameter('event', []) as unknown;
	const events = EVENTS.filter((event) => (Array.isArray(given) ? given : [given]).includes(event));
	if (events.length === 0) {
		throw new AuroraError("'Trigger On' is empty", 'Choose at least one event.');
	}
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const { request, query, listing } = readOptions(options);
	return { events, ignored: namesIn(options.ignoreFields), request, query, listing };
}

function namesIn(list: unknown): string[] {
	return String(list ?? '')
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
}

async function readAccounts(client: AuroraApiClient, settings: PollSettings) {
	const request = {
		...settings.request,
		url: accountsUrl(client.settings, DOCUMENTED_ORDER, settings.query),
	};
	const { records, more } = await readListing(
		client,
		request,
		settings.listing,
		Number.POSITIVE_INFINITY,
	);
	if (more) {
		throw new AuroraError(
			'The listing of accounts is incomplete',
			"With 'Pagination' Off only the first page is read, and the other accounts would count as removed. Choose another 'Pagination' in the options.",
		);
	}
	return records.filter(isRecord);
}

/** The record to compare with; undefined when a new one begins. */
function recordBefore(
	context: IPollFunctions,
	state: Partial<State>,
	source: string,
): AccountsRecord | undefined {
	const justActivated = context.getActivationMode() === 'activate' && !polled.has(context);
	if (justActivated || state.source !== source) return undefined;
	const { fields = [], length = 0, accounts = '' } = state;
	return unpackRecord({ fields, length, accounts });
}

function sourceOf({ settings }: AuroraApiClient, { query, ignored }: PollSettings): string {
	const what = [settings.apiBaseUrl, settings.clientId, query, ignored];
	return createHash('sha256').update(JSON.stringify(what)).digest('base64url').slice(0, 22);
}

/** Only what changed is assigned: n8n writes the state to its database when something was. */
function save(state: Partial<State>, next: State): void {
	if (JSON.stringify(state.fields) !== JSON.stringify(next.fields)) state.fields = next.fields;
	if (state.length !== next.length) state.length = next.length;
	if (state.accounts !== next.accounts) state.accounts = next.accounts;
	if (state.source !== next.source) state.source = next.source;
}

function sample(
	listing: Array<Record<string, unknown>>,
	[event]: AccountEvent[],
): INodeExecutionData[] {
	if (listing.length === 0) {
		throw new AuroraError(
			'There is no account to show as a sample',
			'Create an account in Aurora first, or activate the workflow: it starts when one appears.',
		);
	}
	const detectedAt = new Date().toISOString();
	return listing.slice(0, SAMPLE).map((account) => {
		if (event === 'accountRemoved') {
			return { json: { event, detectedAt, account: { id: account.id as string } } };
		}
		const changes =
			event === 'accountUpdated' ? { changedFields: Object.keys(account).slice(0, 1) } : {};
		return { json: { event, detectedAt, ...changes, account: account as IDataObject } };
	});
}
