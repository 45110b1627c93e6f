import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isRecord } from '../../../lib/util/json';

import { only } from './fieldChoice';

/**
 * One output item a record; what is no object goes into the field `value`.
 *
 * @param fields that come out; none for all
 */
export function itemsOf(records: unknown[], fields: string[] = []): INodeExecutionData[] {
	return records.map((record) => ({
		json: isRecord(record)
			? (only(record, fields) as IDataObject)
			: { value: record as IDataObject },
	}));
}
