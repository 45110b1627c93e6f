import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { isRecord } from '../../../../lib/util/json';
import { FIELD_METHODS } from '../../operations/fieldChoice';

import type { Descriptor } from './descriptor';
import { listError, openDropdown, type ListSearch } from './listSearch';

/** Records, and entries of a list in one, that are looked at. */
const SAMPLES = 20;

/** Levels of nested fields. */
const DEPTH = 5;

/**
 * The lists of a collection's fields, read from its first records: for a choice of one, those that
 * hold values; for a choice of several, also those that hold other fields.
 *
 * @param descriptors of the collections; the node's Resource names one
 * @returns methods that throw NodeApiError or NodeOperationError: a failure never looks like an empty list
 */
export function fieldMethods(descriptors: Descriptor[]) {
	const read = async (context: ILoadOptionsFunctions) => {
		try {
			const resource = context.getCurrentNodeParameter('resource');
			const found = descriptors.find(({ value }) => value === resource);
			const reader = await openDropdown(context, found ?? descriptors[0]);
			return fieldsOf((await reader.first()).items);
		} catch (thrown) {
			throw listError(context, thrown);
		}
	};
	const search: ListSearch = async function (filter = '') {
		const wanted = filter.trim().toLowerCase();
		const names = (await read(this)).filter(({ holdsFields }) => !holdsFields);
		return { results: names.filter(({ name }) => name.toLowerCase().includes(wanted)).map(choice) };
	};
	const load = async function (this: ILoadOptionsFunctions) {
		return (await read(this)).map(choice);
	};
	return {
		listSearch: { [FIELD_METHODS.listSearch]: search },
		loadOptions: { [FIELD_METHODS.loadOptions]: load },
	};
}

interface Field {
	name: string;
	holdsFields: boolean;
}

/** The fields of records, nested ones with dots, in the order of the records. */
function fieldsOf(records: unknown[]): Field[] {
	const fields = new Map<string, Field>();
	const add = (value: unknown, path: string, depth: number) => {
		if (Array.isArray(value))
			return value.slice(0, SAMPLES).forEach((each) => add(each, path, depth));
		if (!isRecord(value) || depth === 0) return;
		if (path !== '' && Object.keys(value).length > 0) fields.get(path)!.holdsFields = true;
		for (const [name, inner] of Object.entries(value)) {
			const full = path === '' ? name : `${path}.${name}`;
			fields.set(full, fields.get(full) ?? { name: full, holdsFields: false });
			add(inner, full, depth - 1);
		}
	};
	add(records, '', DEPTH);
	return [...fields.values()];
}

function choice({ name }: Field): INodePropertyOptions {
	return { name, value: name };
}
