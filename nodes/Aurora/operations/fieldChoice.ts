import type { INodeProperties } from 'n8n-workflow';

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
	description: 'Only these fields come out, such as what an AI tool needs',
});

/**
 * A record with some of its fields only.
 *
 * @param paths names, or paths with dots for nested fields, which reach into every entry of a list;
 *   none for all fields
 */
export function only(record: Record<string, unknown>, paths: string[]): Record<string, unknown> {
	if (paths.length === 0) return record;
	const entries = Object.entries(record).flatMap(([name, value]): Array<[string, unknown]> => {
		if (paths.includes(name)) return [[name, value]];
		const start = `${name}.`;
		const isInside = (path: string) => path.startsWith(start);
		const inner = paths.filter(isInside).map((path) => path.slice(start.length));
		const found = onlyIn(value, inner);
		return found === undefined ? [] : [[name, found]];
	});
	return Object.fromEntries(entries);
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

function onlyIn(value: unknown, paths: string[]): unknown {
	if (paths.length === 0) return undefined;
	if (!Array.isArray(value)) return isRecord(value) ? only(value, paths) : undefined;
	return value.map((entry) => onlyIn(entry, paths)).filter((entry) => entry !== undefined);
}
