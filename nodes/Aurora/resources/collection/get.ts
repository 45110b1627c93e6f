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
import { listOptionsField, type ReadOptions } from '../../operations/options';

import { collectionUrl, subtitleOf, titleCase, withArticle, type Descriptor } from './descriptor';
import { locatorName, recordLocator } from './locator';
import { DEFAULT_ORDER, listUrl, recordUrl } from './urls';

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
				`the list that fills the dropdown and is read if Aurora has no address for one ${singular}`,
			),
		],
		async run({ client, parameter, locator, once, ...call }) {
			const options = call.options();
			const list = collectionUrl(descriptor, client.settings, parameter('collection', ''));
			const id = String(locator(locatorName(descriptor)) ?? '').trim();
			const url = recordUrl(list, id, options.query, singular);
			const record = await once(`get ${url}`, async () => {
				return await new RecordReader({ client, once }, descriptor, options, list).read(id, url);
			});
			// A copy: several input items may want the same record.
			return itemsOf([{ ...record }], options.outputFields, call.hint);
		},
	};
}

/** What the address of a record gave: a record, for certain or without an id, or why none. */
interface AtAddress {
	record?: Record<string, unknown>;
	isSure?: boolean;
	error?: AuroraError;
}

interface RecordList {
	byId: Map<string, unknown>;
	doubt?: string;
	hasIds?: boolean;
}

class RecordReader {
	private readonly key: string;

	private readonly own: string[];

	constructor(
		private readonly call: Pick<OperationCall, 'client' | 'once'>,
		private readonly descriptor: Descriptor,
		private readonly options: ReadOptions,
		private readonly list: string,
	) {
		this.key = pathKey(call.client.settings, list);
		this.own = recordNames(new URL(list).pathname);
	}

	async read(id: string, url: string): Promise<Record<string, unknown>> {
		const { recordAddress } = recall(this.key) ?? {};
		const isMissing =
			typeof recordAddress === 'object' && recordAddress.missingUntil > performance.now();
		const direct = isMissing ? {} : await this.atAddress(id, url);
		const { record, error } = direct;
		if (record && direct.isSure) {
			remember(this.key, { recordAddress: 'works' });
			return record;
		}
		if (error?.status === 404 && recordAddress === 'works') throw this.notFound(id, error);
		const list = await this.readList().catch((thrown: unknown): RecordList => {
			if (error?.status !== 404) throw error ?? thrown;
			const reason = thrown instanceof AuroraError ? thrown.message : '';
			throw this.notFound(id, error, `The list could not be read to make sure. ${reason}`);
		});
		const listed = list.byId.get(idKey(id));
		// Where no record has an id, the address alone says which one it is.
		if (record && !isRecord(listed) && !list.hasIds) return record;
		if (!isRecord(listed)) throw this.notFound(id, error, list.doubt);
		const missingUntil = performance.now() + MISSING_ADDRESS_MEMORY;
		if (!isMissing) remember(this.key, { recordAddress: { missingUntil } });
		return listed;
	}

	private async atAddress(id: string, url: string): Promise<AtAddress> {
		const { client } = this.call;
		const read = async () =>
			recordIn(
				await client.request({ ...this.options.request, url }),
				id,
				this.descriptor,
				this.own,
			);
		return await read().catch((error: unknown) => {
			const status = error instanceof AuroraError ? (error.status ?? 0) : 0;
			const isNone = (status >= 200 && status < 300) || NO_ADDRESS.includes(status);
			if (isNone) return { error: error as AuroraError };
			throw error;
		});
	}

	private async readList(): Promise<RecordList> {
		const { client, once } = this.call;
		const { request, listing, query } = this.options;
		const url = listUrl(this.list, DEFAULT_ORDER, query);
		return await once(`list ${url} ${JSON.stringify(listing)}`, async () => {
			const { records, doubt } = await readListing(client, { ...request, url }, listing, Infinity);
			const ids = records.map((record) => recordId(record, this.own));
			const byId = new Map(ids.map((each, at) => [idKey(each ?? ''), records[at]]));
			return { byId, doubt, hasIds: ids.some((each) => each !== undefined) };
		});
	}

	/** @param doubt why the list may not hold all records */
	private notFound(id: string, cause: AuroraError | undefined, doubt = ''): AuroraError {
		const { singular } = this.descriptor;
		const said = cause?.status === 404 ? cause.description.replace(CHECK_FIELDS, '').trim() : '';
		return new AuroraError(
			`There is no ${singular} with the ID '${id.slice(0, 80)}'`,
			`Check the ID in '${titleCase(singular)}', and that 'Environment' in the credential is the one that holds the ${singular}. ${said} ${doubt}`.trim(),
			{ status: 404 },
		);
	}
}

/** Names under which an envelope may hold the one record. */
const RECORD_NAMES = `data item items result results value record records d payload response`.split(
	' ',
);

/** @throws AuroraError when the response holds an error, or no such record */
function recordIn(
	response: HttpResponse,
	id: string,
	{ singular }: Descriptor,
	own: string[],
): AtAddress {
	const body = response.body.length === 0 ? {} : response.json();
	if (body === undefined) throw notJsonError(response);
	const record = unwrapped(body, id, own);
	if (isWanted(record, id, own)) return { record, isSure: true };
	const failure = failureIn(body, response);
	if (failure) throw failure;
	const other = recordId(record, own);
	if (record && Object.keys(record).length > 0 && other === undefined) return { record };
	throw new AuroraError(
		other === undefined
			? `Aurora responded without ${withArticle(singular)}`
			: `Aurora responded with another ${singular}, with the ID '${String(other).slice(0, 80)}'`,
		`Aurora does not document an address for a single ${singular}, and the list could not be read instead. Run Get Many with 'Return All' to see why.`,
		{ status: response.status },
	);
}

/** The one record in an envelope, which may be the only entry of a list. */
function unwrapped(
	body: unknown,
	id: string,
	own: string[],
	depth = 0,
): Record<string, unknown> | undefined {
	const record = Array.isArray(body) && body.length === 1 ? (body[0] as unknown) : body;
	if (!isRecord(record) || depth > 3 || recordId(record, own) !== undefined)
		return isRecord(record) ? record : undefined;
	const name = [...own, ...RECORD_NAMES].find((each) => each in record);
	if (name !== undefined) return unwrapped(record[name], id, own, depth + 1);
	const inner = Object.values(record).filter(isRecord);
	// Under another name only what has the ID is meant.
	return inner.length === 1 && isWanted(inner[0], id, own) ? inner[0] : record;
}

function isWanted(record: unknown, id: string, own: string[]): boolean {
	return idKey(recordId(record, own) ?? '') === idKey(id);
}
