import type { INodeProperties } from 'n8n-workflow';

import { titleCase, type Descriptor } from './descriptor';

/** Name of the field that holds the record's ID. */
export function locatorName({ value }: Descriptor): string {
	return `${value}Id`;
}

/** Name of the dropdown's search. */
export function listSearchName({ plural }: Descriptor): string {
	return `search${titleCase(plural).replace(/\W/g, '')}`;
}

/** The field that chooses a record, from a list or by its ID. */
export function recordLocator(descriptor: Descriptor): INodeProperties {
	const { singular, path } = descriptor;
	return {
		displayName: titleCase(singular),
		name: locatorName(descriptor),
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: `The ${singular} to retrieve`,
		typeOptions: path === undefined ? { loadOptionsDependsOn: ['collection'] } : undefined,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select the ${singular}…`,
				typeOptions: { searchListMethod: listSearchName(descriptor), searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 1001' },
		],
	};
}
