import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isRecord, valuesAt } from '../../../lib/util/json';

import { only } from './fieldChoice';

/**
 * One output item a record; what is no object goes into the field `value`.
 *
 * @param fields that come out; none for all
 * @param hint is told of those that no record has
 */
export function itemsOf(
	records: unknown[],
	fields: string[] = [],
	hint: (message: string) => void = () => {},
): INodeExecutionData[] {
	const isUnknown = (field: string) =>
		records.length > 0 && records.every((record) => valuesAt(record, field) === undefined);
	for (const field of fields.filter(isUnknown)) {
		hint(`No record has the field '${field.slice(0, 80)}' of 'Output Field Names or IDs'.`);
	}
	return records.map((record) => ({
		json: isRecord(record)
			? (only(record, fields) as IDataObject)
			: { value: record as IDataObject },
	}));
}
