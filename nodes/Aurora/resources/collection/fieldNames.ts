import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { isRecord } from '../../../../lib/util/json';
import { FIELD_METHODS } from '../../operations/fieldChoice';

import type { Collection } from './collection';
import { readDropdown, type ListSearch } from './listSearch';

/** Records, and entries of a list in one, that are looked at. */
const SAMPLES = 20;

/** Levels of nested fields. */
const DEPTH = 5;

/**
 * The lists of a collection's fields, read from its first records: for a choice of one, those that
 * hold values; for a choice of several, also those that hold other fields.
 *
 * @param collections of which the node's Resource names one
 * @returns methods that throw NodeApiError or NodeOperationError: a failure never looks like an empty list
 */
export function fieldMethods(collections: Collection[]) {
	const read = async (context: ILoadOptionsFunctions) => {
		const resource = context.getCurrentNodeParameter('resource');
		const { descriptor } = collections.find(({ value }) => value === resource) ?? collections[0];
		return await readDropdown(context, descriptor, async (reader) =>
			fieldsOf((await reader.first()).items),
		);
	};
	const search: ListSearch = async function (filter = '') {
		const wanted = filter.trim().toLowerCase();
		const names = [...(await read(this))].flatMap(([name, holdsFields]) =>
			holdsFields || !name.toLowerCase().includes(wanted) ? [] : [name],
		);
		return { results: names.map(choice) };
	};
	const load = async function (this: ILoadOptionsFunctions) {
		return [...(await read(this)).keys()].map(choice);
	};
	return {
		listSearch: { [FIELD_METHODS.listSearch]: search },
		loadOptions: { [FIELD_METHODS.loadOptions]: load },
	};
}

/** The fields of records, nested ones with dots, in the order of the records; whether each holds fields. */
function fieldsOf(records: unknown[]): Map<string, boolean> {
	const fields = new Map<string, boolean>();
	const add = (value: unknown, path: string, depth: number) => {
		if (Array.isArray(value))
			return value.slice(0, SAMPLES).forEach((each) => add(each, path, depth));
		if (!isRecord(value) || depth === 0) return;
		if (path !== '' && Object.keys(value).length > 0) fields.set(path, true);
		for (const [name, inner] of Object.entries(value)) {
			const full = path === '' ? name : `${path}.${name}`;
			fields.set(full, fields.get(full) ?? false);
			add(inner, full, depth - 1);
		}
	};
	add(records, '', DEPTH);
	return fields;
}

const choice = (name: string): INodePropertyOptions => ({ name, value: name });
