import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isRecord } from '../../../lib/util/json';

/** One output item a record; what is no object goes into the field `value`. */
export function itemsOf(records: unknown[]): INodeExecutionData[] {
	return records.map((record) => ({ json: asRecord(record) }));
}

function asRecord(value: unknown): IDataObject {
	return isRecord(value) ? (value as IDataObject) : { value: value as IDataObject };
}
