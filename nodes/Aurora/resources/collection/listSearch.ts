import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { isRecord, parseJson } from '../../../../lib/util/json';
import { AuroraError } from '../../../../lib/http/errors';
import { firstPosition, readPage, type ListingPage, type ListingPosition } from '../../api/paginate';
import { readListingOptions } from '../../operations/listingOptions';
import { AuroraApiClient } from '../../api/client';
import { toNodeError } from '../../api/nodeError';

import { accountsUrl, DOCUMENTED_ORDER } from './urls';

/** Entries that one step of the dropdown brings, unless the listing ends before. */
const ENTRIES_A_STEP = 100;

/** Pages that one step reads at most while it looks for entries that fit the filter. */
const PAGES_A_STEP = 20;

/** Somebody sits before the dropdown: it tells of a failure soon. */
const SHORT_TRIES = { maxRetries: 1, timeout: 20_000 };

/** Fields that hold a name, the most telling first. */
const NAME_FIELDS = [
	'name',
	'displayName',
	'fullName',
	'accountName',
	'title',
	'label',
	'company',
	'companyName',
];

/** Where a dropdown goes on: a page, and how many of its entries were shown already. */
interface Step extends ListingPosition {
	shown?: number;
}

/**
 * The entries of the Account dropdown, name and id, searched by both.
 *
 * @param filter what the user typed
 * @param paginationToken where to go on, as the last call gave it
 * @throws NodeApiError or NodeOperationError: a failure never looks like an empty list
 */
export async function searchAccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	try {
		return await readStep(this, filter?.trim().toLowerCase() ?? '', paginationToken);
	} catch (thrown) {
		const failure = toNodeError(this.getNode(), thrown);
		// The dropdown shows the message alone.
		if (failure.description) failure.message = `${failure.message}. ${failure.description}`;
		return await Promise.reject(failure);
	}
}

async function readStep(
	context: ILoadOptionsFunctions,
	filter: string,
	token?: string,
): Promise<INodeListSearchResult> {
	const client = await AuroraApiClient.open(context);
	const options = readListingOptions(
		(context.getCurrentNodeParameter('options') ?? {}) as IDataObject,
	);
	const url = accountsUrl(client.settings, DOCUMENTED_ORDER, []);
	const request = { url, ...SHORT_TRIES };
	let at: Step | undefined = stepFrom(token, client) ?? firstPosition(request, options);
	const results: INodeListSearchItems[] = [];
	for (let pages = 0; at && results.length < ENTRIES_A_STEP && pages < PAGES_A_STEP; pages++) {
		const page: ListingPage = await readPage(client, request, options, at);
		const all = page.items.map(entryOf).filter((entry) => entry !== undefined);
		if (page.items.length > 0 && all.length === 0) throw withoutIds();
		const entries = all.filter((entry) => fits(entry, filter));
		const shown: number = at.shown ?? 0;
		const room = ENTRIES_A_STEP - results.length;
		results.push(...entries.slice(shown, shown + room));
		if (page.unreachable && entries.length === 0 && results.length === 0) throw onlyPart();
		at = entries.length > shown + room ? { ...at, shown: shown + room } : page.next;
	}
	return { results, paginationToken: at && JSON.stringify(at) };
}

function withoutIds(): AuroraError {
	return new AuroraError(
		"The accounts have no field 'id', so they can't be chosen from a list",
		"Give the account 'By ID', or use Search.",
	);
}

function onlyPart(): AuroraError {
	return new AuroraError(
		'No account fits, but only a part of the listing could be searched',
		"Set 'Pagination' in the options, or give the account 'By ID'.",
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

function entryOf(account: unknown): INodeListSearchItems | undefined {
	if (!isRecord(account)) return undefined;
	const { id } = account;
	if (typeof id !== 'string' && typeof id !== 'number') return undefined;
	const name = nameOf(account);
	return { name: name ? `${name} (${id})` : String(id), value: String(id) };
}

function nameOf(account: Record<string, unknown>): string {
	const others = Object.keys(account).filter((key) => /name$/i.test(key));
	const found = [...NAME_FIELDS, ...others].map((field) => account[field]).find(isText);
	return found?.trim() ?? '';
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}

function fits(entry: INodeListSearchItems, filter: string): boolean {
	return filter === '' || entry.name.toLowerCase().includes(filter);
}
