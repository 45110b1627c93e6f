import { CHECK_FIELDS } from '../../../../lib/http/apiStatuses';
import { AuroraError } from '../../../../lib/http/errors';
import type { HttpResponse } from '../../../../lib/http/response';
import { isRecord } from '../../../../lib/util/json';
import { failureIn } from '../../api/failureIn';
import { idKey, recordId, recordNames } from '../../api/recordId';
import { readListing } from '../../api/listing';
import { pathKey, recall, remember } from '../../api/listMemory';
import { notJsonError } from '../../api/statusErrors';
import { itemsOf } from '../../operations/fieldChoice';
import type { Operation, OperationCall } from '../../operations/operation';
import { listOptionsField, maxConcurrentItems, type ReadOptions } from '../../operations/options';

import {
	locatorName,
	recordLocator,
	subtitleOf,
	titleCase,
	withArticle,
	type Descriptor,
} from './descriptor';
import { collectionUrl, listUrl, recordUrl } from './urls';

/** For how long an address that gave no record is not asked again, in milliseconds. */
const MISSING_ADDRESS_MEMORY = 3_600_000;

/** Statuses by which a service says that it has no such address, or no such record. */
const NO_ADDRESS = [400, 404, 405, 501];

/**
 * Gets one record by its ID. Only the list is documented: where the address of one record gives none,
 * the list is read, once for all items.
 */
export function get(descriptor: Descriptor): Operation {
	const { singular } = descriptor;
	return {
		value: 'get',
		name: 'Get',
		action: `Get ${singular}`,
		description: `Retrieve one ${singular}, chosen from a list or by its ID`,
		subtitle: subtitleOf(`get ${singular}`, descriptor),
		fields: [
			recordLocator(descriptor),
			listOptionsField(
				[maxConcurrentItems],
				`the list that fills the dropdown and is read if Aurora has no address for one ${singular}`,
			),
		],
		async run({ client, parameter, locator, once, ...call }) {
			const options = call.options();
			const list = collectionUrl(descriptor, client.settings, parameter('collection', ''));
			const id = String(locator(locatorName(descriptor)) ?? '').trim();
			const url = recordUrl(list, id, options.query, singular);
			const own = recordNames(new URL(list).pathname);
			const wanted = { client, once, options, descriptor, id, url, list, own };
			const record = await once(`get ${url}`, async () => await readRecord(wanted));
			// A copy: several input items may want the same record.
			return itemsOf([{ ...record }], options.outputFields, call.hint);
		},
	};
}

/** The record that is wanted, with its own address and that of the list. */
interface Wanted extends Pick<OperationCall, 'client' | 'once'> {
	options: ReadOptions;
	descriptor: Descriptor;
	id: string;
	url: string;
	list: string;
	/** What the records are called. */
	own: string[];
}

async function readRecord(wanted: Wanted): Promise<Record<string, unknown>> {
	const key = pathKey(wanted.client.settings, wanted.list);
	const { recordAddress } = recall(key) ?? {};
	const isMissing =
		typeof recordAddress === 'object' && recordAddress.missingUntil > performance.now();
	const { record, error } = isMissing ? {} : await readAddress(wanted);
	if (record && isWanted(record, wanted)) {
		remember(key, { recordAddress: 'works' });
		return record;
	}
	const isNotFound = error?.status === 404;
	if (isNotFound && recordAddress === 'works') throw notFound(wanted, error);
	const { byId, doubt } = await readList(wanted).catch((thrown: unknown) => {
		if (!isNotFound) throw error ?? thrown;
		const reason = thrown instanceof AuroraError ? thrown.message : '';
		throw notFound(wanted, error, `The list could not be read to make sure. ${reason}`);
	});
	const listed = byId.get(idKey(wanted.id));
	if (isRecord(listed)) {
		const missingUntil = performance.now() + MISSING_ADDRESS_MEMORY;
		if (!isMissing) remember(key, { recordAddress: { missingUntil } });
		return listed;
	}
	// Where no record has an id, the address alone says which one it is.
	if (record && ![...byId.keys()].some(Boolean)) return record;
	throw notFound(wanted, error, doubt);
}

/** What the address of a record gives: one that has no other id, or why none. */
async function readAddress(
	wanted: Wanted,
): Promise<{ record?: Record<string, unknown>; error?: AuroraError }> {
	const { client, url, options } = wanted;
	const response = client.request({ ...options.request, url });
	return await response
		.then((each) => ({ record: recordIn(each, wanted) }))
		.catch((error: unknown) => {
			const status = error instanceof AuroraError ? (error.status ?? 0) : 0;
			const isNone = (status >= 200 && status < 300) || NO_ADDRESS.includes(status);
			if (isNone) return { error: error as AuroraError };
			throw error;
		});
}

/** The records of the list by `idKey`, those without an id under '', and why some may be missing. */
async function readList({ client, once, list, own, options }: Wanted) {
	const { request, listing, query } = options;
	const url = listUrl(list, query);
	return await once(`list ${url} ${JSON.stringify(listing)}`, async () => {
		const { records, doubt } = await readListing(client, { ...request, url }, listing, Infinity);
		const byId = new Map(records.map((record) => [idKey(recordId(record, own) ?? ''), record]));
		return { byId, doubt };
	});
}

/** @param doubt why the list may not hold all records */
function notFound({ id, descriptor }: Wanted, cause?: AuroraError, doubt = ''): AuroraError {
	const { singular } = descriptor;
	const said = cause?.status === 404 ? cause.description.replace(CHECK_FIELDS, '').trim() : '';
	return new AuroraError(
		`There is no ${singular} with the ID '${id.slice(0, 80)}'`,
		`Check the ID in '${titleCase(singular)}', and that 'Environment' in the credential is the one that holds the ${singular}. ${said} ${doubt}`,
		{ status: 404 },
	);
}

/** Names under which an envelope may hold the one record. */
const RECORD_NAMES = `data item items result results value record records d payload response`.split(
	' ',
);

/** @throws AuroraError when the response holds an error, or no such record */
function recordIn(response: HttpResponse, wanted: Wanted): Record<string, unknown> {
	const body = response.body.length === 0 ? {} : response.json();
	if (body === undefined) throw notJsonError(response);
	const record = unwrapped(body, wanted);
	if (record && isWanted(record, wanted)) return record;
	const failure = failureIn(body, response);
	if (failure) throw failure;
	const other = recordId(record, wanted.own);
	if (record && Object.keys(record).length > 0 && other === undefined) return record;
	const { singular } = wanted.descriptor;
	throw new AuroraError(
		other === undefined
			? `Aurora responded without ${withArticle(singular)}`
			: `Aurora responded with another ${singular}, with the ID '${String(other).slice(0, 80)}'`,
		`Aurora does not document an address for a single ${singular}, and the list could not be read instead. Run Get Many with 'Return All' to see why.`,
		{ status: response.status },
	);
}

/** The one record in an envelope, which may be the only entry of a list. */
function unwrapped(body: unknown, wanted: Wanted): Record<string, unknown> | undefined {
	const record: unknown = Array.isArray(body) && body.length === 1 ? body[0] : body;
	if (!isRecord(record)) return undefined;
	const { own } = wanted;
	if (recordId(record, own) !== undefined) return record;
	const name = [...own, ...RECORD_NAMES].find((each) => each in record);
	if (name !== undefined) return unwrapped(record[name], wanted);
	const inner = Object.values(record).filter(isRecord);
	// Under another name only what has the ID is meant.
	return inner.length === 1 && isWanted(inner[0], wanted) ? inner[0] : record;
}

function isWanted(record: unknown, { id, own }: Wanted): boolean {
	return idKey(recordId(record, own) ?? '') === idKey(id);
}
