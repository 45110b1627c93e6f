import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { AuroraError } from '../../../../lib/http/errors';
import { isRecord, parseJson } from '../../../../lib/util/json';
import { AuroraApiClient } from '../../api/client';
import { toNodeError } from '../../api/nodeError';
import {
	firstPosition,
	readPage,
	type ListingPage,
	type ListingPosition,
} from '../../api/listPage';
import { readOptions } from '../../operations/options';

import { collectionUrl, type Descriptor } from './descriptor';
import { listSearchName } from './locator';
import { displayNameOf } from './recordName';
import { DEFAULT_ORDER, listUrl } from './urls';

/** Search of a dropdown. */
export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Entries that one step of the dropdown brings, unless the list ends before. */
const ENTRIES_PER_STEP = 100;

/** Pages that one step reads at most while it looks for entries that match the filter. */
const PAGES_PER_STEP = 20;

/** Somebody waits for the dropdown: it tells of a failure soon. */
const REQUEST = { maxRetries: 1, timeout: 20_000 };

/** Where a dropdown goes on: a page, and how many of its entries were shown already. */
interface Step extends ListingPosition {
	shown?: number;
}

/**
 * The entries of a collection's dropdown, name and ID, searched by both.
 *
 * @returns one function: `filter` is what the user typed, `paginationToken` says where to go on, as
 *   the last call returned it. It throws NodeApiError or NodeOperationError: a failure never looks
 *   like an empty list
 */
export function listSearch(descriptor: Descriptor): Record<string, ListSearch> {
	return {
		async [listSearchName(descriptor)](this: ILoadOptionsFunctions, filter, paginationToken) {
			try {
				return await readStep(
					this,
					descriptor,
					filter?.trim().toLowerCase() ?? '',
					paginationToken,
				);
			} catch (thrown) {
				const error = toNodeError(this.getNode(), thrown);
				// The dropdown shows the message alone.
				if (error.description) error.message = `${error.message}. ${error.description}`;
				throw error;
			}
		},
	};
}

async function readStep(
	context: ILoadOptionsFunctions,
	descriptor: Descriptor,
	filter: string,
	token?: string,
): Promise<INodeListSearchResult> {
	const client = await AuroraApiClient.open(context);
	const { listing } = readOptions(
		(context.getCurrentNodeParameter('options') ?? {}) as IDataObject,
	);
	const list = collectionUrl(
		descriptor,
		client.settings,
		context.getCurrentNodeParameter('collection'),
	);
	const request = { url: listUrl(list, DEFAULT_ORDER, []), ...REQUEST };
	let at: Step | undefined = stepFrom(token, client) ?? firstPosition(request, listing);
	const results: INodeListSearchItems[] = [];
	for (let pages = 0; at && results.length < ENTRIES_PER_STEP && pages < PAGES_PER_STEP; pages++) {
		const page: ListingPage = await readPage(client, request, listing, at);
		const all = page.items.map(entryOf).filter((entry) => entry !== undefined);
		if (page.items.length > 0 && all.length === 0) throw withoutIds(descriptor);
		const entries = all.filter((entry) => matches(entry, filter));
		const shown: number = at.shown ?? 0;
		const room = ENTRIES_PER_STEP - results.length;
		results.push(...entries.slice(shown, shown + room));
		const isPart = page.hasMoreWithoutLink && entries.length === 0 && results.length === 0;
		if (isPart) throw onlyPart(descriptor);
		at = entries.length > shown + room ? { ...at, shown: shown + room } : page.next;
	}
	return { results, paginationToken: at && JSON.stringify(at) };
}

function withoutIds({ singular, plural }: Descriptor): AuroraError {
	return new AuroraError(
		`The ${plural} have no field 'id', so they can't be chosen from a list`,
		`Choose the ${singular} 'By ID', or use Search.`,
	);
}

function onlyPart({ singular }: Descriptor): AuroraError {
	return new AuroraError(
		`No ${singular} matches, but only part of the list could be searched`,
		`Set 'Pagination' in the options, or choose the ${singular} 'By ID'.`,
	);
}

/** The token comes from the browser: it may lead to the API of the credential only. */
function stepFrom(token: string | undefined, client: AuroraApiClient): Step | undefined {
	const step = token === undefined ? undefined : parseJson(token);
	if (!isRecord(step) || typeof step.url !== 'string') return undefined;
	return step.url.startsWith(`${client.settings.apiOrigin}/`)
		? (step as unknown as Step)
		: undefined;
}

function entryOf(record: unknown): INodeListSearchItems | undefined {
	if (!isRecord(record)) return undefined;
	const { id } = record;
	if (typeof id !== 'string' && typeof id !== 'number') return undefined;
	const name = displayNameOf(record);
	return { name: name ? `${name} (${id})` : String(id), value: String(id) };
}

function matches(entry: INodeListSearchItems, filter: string): boolean {
	return filter === '' || entry.name.toLowerCase().includes(filter);
}
