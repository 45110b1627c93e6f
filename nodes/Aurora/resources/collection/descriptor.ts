import type { INodeProperties } from 'n8n-workflow';

import { entered } from '../../operations/operation';

/** What is particular about a collection of the API; everything else follows from it. */
export interface Descriptor {
	/** Stays for ever: saved workflows hold it. */
	value: string;
	/** As within a sentence: `account`. */
	singular: string;
	/** As within a sentence: `accounts`. */
	plural: string;
	/** Path of the list, such as `/Accounts`. Absent: the user enters it in the field Collection. */
	path?: string;
}

/** The field that names the collection, where the descriptor does not. */
export const collectionField: INodeProperties = {
	displayName: 'Collection',
	name: 'collection',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. /Invoices',
	description:
		'Path of the collection in the Aurora API, such as /Invoices. Aurora documents only /Accounts: ask Aurora which others exist.',
};

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

/**
 * A subtitle: what is done, then the path that the user entered, where there is such a field.
 *
 * @param more what follows, a JavaScript expression of `$parameter`
 */
export function subtitleOf(words: string, { path }: Descriptor, more?: string): string {
	const ends = [path === undefined ? entered('collection') : '', more ?? ''].filter(Boolean);
	const label = JSON.stringify(titleCase(words));
	return ends.length > 0 ? `${label} + ": " + [${ends.join(', ')}].join(", ")` : label;
}

/** With a capital letter for each word. */
export function titleCase(words: string): string {
	return words.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

/** With its article: `an account`, `a record`. */
export function withArticle(noun: string): string {
	return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}
