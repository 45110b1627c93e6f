import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { AuroraError } from '../../../../lib/http/errors';
import { isRecord, parseJson } from '../../../../lib/util/json';
import { trimmed } from '../../../../lib/util/text';
import { AuroraApiClient } from '../../api/client';
import { recordId } from '../../api/recordId';
import { keepFindings, openListing } from '../../api/listing';
import type { ListPage } from '../../api/listPage';
import type { ListReader } from '../../api/listReader';
import type { Position } from '../../api/listState';
import { toNodeError, withAdvice } from '../../api/nodeError';
import { readOptions } from '../../operations/options';

import { listSearchName, type Descriptor } from './descriptor';
import { collectionUrl, listUrl } from './urls';

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

/** Fields that hold a name, the most telling first. */
const NAME_FIELDS = 'name displayName fullName accountName title label company companyName'.split(
	' ',
);

/** Where a dropdown goes on: a page, and how many of its entries were shown already. */
interface Step {
	/** Absent for the first page. */
	at?: Position;
	shown: number;
}

/**
 * The entries of a collection's dropdown, name and ID, searched by both.
 *
 * @returns one function: `filter` is what the user typed, `paginationToken` says where to go on, as
 *   the last call returned it
 */
export function listSearch(descriptor: Descriptor): Record<string, ListSearch> {
	return {
		async [listSearchName(descriptor)](this: ILoadOptionsFunctions, filter, paginationToken) {
			return await readDropdown(this, descriptor, async (reader) => {
				const step = stepFrom(paginationToken, reader.source.client.settings.apiOrigin);
				return await readStep(reader, descriptor, (filter ?? '').trim().toLowerCase(), step);
			});
		},
	};
}

/**
 * Reads from the list of a collection, opened with the options of the node.
 *
 * @throws NodeApiError or NodeOperationError with what to do in the message, as the editor shows nothing
 *   else: a failure never looks like an empty list
 */
export async function readDropdown<T>(
	context: ILoadOptionsFunctions,
	descriptor: Descriptor,
	read: (reader: ListReader) => Promise<T>,
): Promise<T> {
	try {
		const client = await AuroraApiClient.open(context);
		const given = (name: string) => context.getCurrentNodeParameter(name);
		const { listing, query } = readOptions((given('options') ?? {}) as IDataObject);
		const url = listUrl(collectionUrl(descriptor, client.settings, given('collection')), query);
		return await read(openListing(client, { url, ...REQUEST }, listing, Infinity));
	} catch (thrown) {
		throw withAdvice(toNodeError(context.getNode(), thrown));
	}
}

async function readStep(
	reader: ListReader,
	{ singular, plural }: Descriptor,
	filter: string,
	{ at, shown }: Step,
): Promise<INodeListSearchResult> {
	const results: INodeListSearchItems[] = [];
	const partOf = (step: Step) => ({ results, paginationToken: JSON.stringify(step) });
	let position = at;
	let skip = shown;
	reader.mayRaise = false;
	let page: ListPage | undefined = await reader.first(at);
	for (let pages = 1; page; pages++) {
		const all = page.items.map((item) => entryOf(item, reader.source.own));
		const entries = all.filter((entry) => entry !== undefined);
		if (page.items.length > 0 && entries.length === 0)
			throw new AuroraError(
				`The ${plural} have no field 'id', so they can't be chosen from a list`,
				`Choose the ${singular} 'By ID', or use Search.`,
			);
		const matching = entries.filter(({ name }) => name.toLowerCase().includes(filter));
		const end = skip + ENTRIES_PER_STEP - results.length;
		results.push(...matching.slice(skip, end));
		if (matching.length > end) return partOf({ at: position, shown: end });
		skip = 0;
		position = reader.position;
		if (position && (results.length >= ENTRIES_PER_STEP || pages >= PAGES_PER_STEP)) {
			keepFindings(reader);
			return partOf({ at: position, shown: 0 });
		}
		page = await reader.next();
		// Only now it is known how to go on.
		position ??= reader.foundAt;
	}
	keepFindings(reader);
	const { more, complete } = reader.state.judge();
	const isPart = more && !complete && reader.end.is !== 'proven';
	if (results.length > 0 || !isPart) return { results };
	throw new AuroraError(
		`No ${singular} matches, but only part of the list could be searched`,
		`Set 'Mode' of 'Pagination' in the options, or choose the ${singular} 'By ID'.`,
	);
}

/** The token comes from the browser: it may lead to the API of the credential only. */
function stepFrom(token: string | undefined, apiOrigin: string): Step {
	const step = token === undefined ? undefined : parseJson(token);
	if (!isRecord(step) || !isRecord(step.at)) return { shown: Number(isRecord(step) && step.shown) };
	const { url, convention, pagesRead } = step.at;
	const isOurs = typeof url === 'string' && url.startsWith(`${apiOrigin}/`);
	const isPosition = typeof pagesRead === 'number' && (isOurs || isRecord(convention));
	return isPosition && (url === undefined || isOurs) ? (step as unknown as Step) : { shown: 0 };
}

/** The name of a record, as far as it has one, and its ID. */
function entryOf(record: unknown, own: string[]): INodeListSearchItems | undefined {
	const id = recordId(record, own);
	if (!isRecord(record) || id === undefined) return undefined;
	const others = Object.keys(record).filter((key) => /name$/i.test(key));
	const values = [...NAME_FIELDS, ...others].map((field) => trimmed(record[field]));
	const name = values.find(Boolean);
	return { name: name ? `${name} (${id})` : String(id), value: String(id) };
}
