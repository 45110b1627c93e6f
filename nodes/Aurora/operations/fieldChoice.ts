import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { AuroraError } from '../../../lib/http/errors';
import { isRecord } from '../../../lib/util/json';

import type { Option } from './option';

/** The methods of a node that list the fields of a collection, see `resources/collection/fieldNames`. */
export const FIELD_METHODS = { listSearch: 'searchFields', loadOptions: 'getFields' } as const;

const loadOptionsDependsOn = ['resource', 'collection'];

type Texts = Pick<INodeProperties, 'displayName' | 'name' | 'description'>;

/** A choice of one field of a collection, from a list or by its name. */
export function fieldLocator(description: string, standard: string): INodeProperties {
	return {
		displayName: 'Field',
		name: 'field',
		description,
		type: 'resourceLocator',
		default: { mode: 'list', value: standard },
		required: true,
		typeOptions: { loadOptionsDependsOn },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select the field…',
				typeOptions: { searchListMethod: FIELD_METHODS.listSearch, searchable: true },
			},
			{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. owner.email' },
		],
	};
}

/** A choice of several fields of a collection, read as names; text has commas between them. */
export function fieldsOption(texts: Texts): Option<string[]> {
	return {
		field: {
			...texts,
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: FIELD_METHODS.loadOptions, loadOptionsDependsOn },
			default: [],
			description: `${texts.description}. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
		},
		read(values) {
			const given = values[texts.name] ?? [];
			const names = Array.isArray(given) ? given : String(given).split(',');
			return names.map((name) => String(name).trim()).filter(Boolean);
		},
	};
}

export const outputFields = fieldsOption({
	displayName: 'Output Field Names or IDs',
	name: 'outputFields',
	description: 'Fields to return. Leave empty to return all',
});

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
	for (const field of fields.filter((each) => isUnknownField(records, each))) {
		hint(`No record has the field '${field.slice(0, 80)}' of 'Output Field Names or IDs'.`);
	}
	return records.map((record) => ({
		json: isRecord(record)
			? (only(record, fields) as IDataObject)
			: { value: record as IDataObject },
	}));
}

/**
 * A record with some of its fields only.
 *
 * @param paths names, or paths with dots for nested fields, which reach into every entry of a list;
 *   none for all fields
 */
export function only(record: Record<string, unknown>, paths: string[]): Record<string, unknown> {
	return paths.length === 0 ? record : (filtered(record, paths, true) as Record<string, unknown>);
}

/** A record without some of its fields: as only(), the other way round. */
export function without(record: Record<string, unknown>, paths: string[]): Record<string, unknown> {
	return paths.length === 0 ? record : (filtered(record, paths, false) as Record<string, unknown>);
}

/** @param isOnly whether the fields at the paths stay, or all others */
function filtered(value: unknown, paths: string[], isOnly: boolean): unknown {
	if (Array.isArray(value)) {
		const entries = value.map((entry) => filtered(entry, paths, isOnly));
		return entries.filter((entry) => entry !== undefined);
	}
	if (!isRecord(value)) return isOnly ? undefined : value;
	const fields = Object.entries(value).flatMap(([name, field]): Array<[string, unknown]> => {
		if (paths.includes(name)) return isOnly ? [[name, field]] : [];
		const inside = paths.filter((path) => path.startsWith(`${name}.`));
		const inner = inside.map((path) => path.slice(name.length + 1));
		if (inner.length === 0) return isOnly ? [] : [[name, field]];
		const found = filtered(field, inner, isOnly);
		return found === undefined ? [] : [[name, found]];
	});
	return Object.fromEntries(fields);
}

/**
 * Whether a path is a slip: no record has such a field, and it is not for want of entries or objects
 * on the way to it.
 */
export function isUnknownField(records: unknown[], path: string): boolean {
	if (records.length === 0 || records.some((record) => valuesIn(record, path).length > 0))
		return false;
	const parent = path.slice(0, Math.max(0, path.lastIndexOf('.')));
	if (parent === '') return true;
	const holders = records.flatMap((record) => valuesIn(record, parent)).flat(Infinity);
	return holders.some((holder) => holder !== null) || isUnknownField(records, parent);
}

/** The values that only() leaves at a path. */
function valuesIn(value: unknown, path: string): unknown[] {
	if (Array.isArray(value)) return value.flatMap((entry) => valuesIn(entry, path));
	if (!isRecord(value)) return [];
	return Object.entries(value).flatMap(([name, field]) => {
		if (name === path) return [field];
		return path.startsWith(`${name}.`) ? valuesIn(field, path.slice(name.length + 1)) : [];
	});
}

/**
 * Says that no record has a field.
 *
 * @param where the field of the node that names it
 * @param first of the records
 */
export function unknownField(
	where: string,
	field: string,
	singular: string,
	first: unknown,
): AuroraError {
	const names = isRecord(first) ? Object.keys(first).slice(0, 30).join(', ') : '';
	return new AuroraError(
		`No ${singular} has a field '${field.slice(0, 80)}'`,
		`Check '${where}'. Field names are case-sensitive.${names ? ` Fields of the first ${singular}: ${names.slice(0, 300)}.` : ''}`,
	);
}
