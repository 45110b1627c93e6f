import { CHECK_FIELDS } from '../../../../lib/http/apiStatuses';
import { AuroraError } from '../../../../lib/http/errors';
import type { HttpResponse } from '../../../../lib/http/response';
import { isRecord } from '../../../../lib/util/json';
import { recordId } from '../../api/identity';
import { readListing } from '../../api/listing';
import { pathKey, recall, remember } from '../../api/listMemory';
import { failureIn, notJsonError } from '../../api/statusErrors';
import { itemsOf } from '../../operations/items';
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
	const field = titleCase(singular);
	return {
		value: 'get',
		name: 'Get',
		action: `Get ${singular}`,
		description: `Retrieve one ${singular}, chosen from a list or by its ID`,
		subtitle: subtitleOf(`get ${singular}`, descriptor),
		fields: [
			recordLocator(descriptor),
			listOptionsField(
				`the list in the field ${field}, which is also read when Aurora has no address for one ${singular}`,
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
			return itemsOf([{ ...record }], options.outputFields);
		},
	};
}

/** Reads records of one collection. */
class RecordReader {
	private readonly key: string;

	constructor(
		private readonly call: Pick<OperationCall, 'client' | 'once'>,
		private readonly descriptor: Descriptor,
		private readonly options: ReadOptions,
		private readonly list: string,
	) {
		this.key = pathKey(call.client.settings, list);
	}

	async read(id: string, url: string): Promise<Record<string, unknown>> {
		const { recordAddress } = recall(this.key) ?? {};
		const isMissing =
			typeof recordAddress === 'object' && recordAddress.missingUntil > performance.now();
		const direct = isMissing ? undefined : await this.atAddress(id, url);
		if (direct && !(direct instanceof AuroraError)) {
			remember(this.key, { recordAddress: 'works' });
			return direct;
		}
		if (direct?.status === 404 && recordAddress === 'works') throw this.notFound(id, direct);
		const list = await this.readList().catch((thrown: unknown) => {
			if (!direct) throw thrown;
			throw direct.status === 404 ? this.notFound(id, direct) : direct;
		});
		const listed = list.byId.get(id);
		if (!isRecord(listed)) throw this.notFound(id, direct, list.doubt);
		const missingUntil = performance.now() + MISSING_ADDRESS_MEMORY;
		if (!isMissing) remember(this.key, { recordAddress: { missingUntil } });
		return listed;
	}

	/** The record at its own address, or why there is none. */
	private async atAddress(id: string, url: string): Promise<Record<string, unknown> | AuroraError> {
		const { client } = this.call;
		const read = async () =>
			recordIn(await client.request({ ...this.options.request, url }), id, this.descriptor);
		return await read().catch((thrown: unknown) => {
			const status = thrown instanceof AuroraError ? (thrown.status ?? 0) : 0;
			const isNone = (status >= 200 && status < 300) || NO_ADDRESS.includes(status);
			if (isNone) return thrown as AuroraError;
			throw thrown;
		});
	}

	private async readList(): Promise<{ byId: Map<string, unknown>; doubt?: string }> {
		const { client, once } = this.call;
		const { request, listing, query } = this.options;
		const url = listUrl(this.list, DEFAULT_ORDER, query);
		return await once(`list ${url} ${JSON.stringify(listing)}`, async () => {
			const { records, doubt } = await readListing(client, { ...request, url }, listing, Infinity);
			const { value, plural } = this.descriptor;
			const byId = new Map(
				records.map((record) => [String(recordId(record, [value, plural])), record]),
			);
			return { byId, doubt };
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
const RECORD_NAMES = ['data', 'item', 'result', 'value', 'record', 'd', 'payload', 'response'];

/** @throws AuroraError when the response holds an error, or no such record */
function recordIn(
	response: HttpResponse,
	id: string,
	{ value, singular, plural }: Descriptor,
): Record<string, unknown> {
	const body = response.body.length === 0 ? {} : response.json();
	if (body === undefined) throw notJsonError(response);
	const failure = failureIn(body, response);
	if (failure) throw failure;
	let record: unknown = body;
	for (let depth = 0; depth < 4; depth++) {
		if (Array.isArray(record)) record = record.length === 1 ? record[0] : undefined;
		if (!isRecord(record) || recordId(record, [value, plural]) !== undefined) break;
		const envelope: Record<string, unknown> = record;
		const name = [value, ...RECORD_NAMES].find((each) => each in envelope);
		const inner = name === undefined ? Object.values(envelope).filter(isRecord) : [envelope[name]];
		if (inner.length !== 1) break;
		// Under another name only what has the ID is meant.
		if (name === undefined && !isWanted(inner[0], id, [value, plural])) break;
		record = inner[0];
	}
	const found = isRecord(record) && Object.keys(record).length > 0 ? record : undefined;
	const own = [value, plural];
	if (found && (recordId(found, own) === undefined || isWanted(found, id, own))) return found;
	throw new AuroraError(
		`Aurora responded without ${withArticle(singular)}`,
		`The address of one ${singular} is a convention, Aurora does not document it. Use Search or Get Many instead.`,
		{ status: response.status },
	);
}

function isWanted(record: unknown, id: string, own: string[]): boolean {
	return String(recordId(record, own)).toLowerCase() === id.toLowerCase();
}
