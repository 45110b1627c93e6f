import type { Resource } from '../../operations/operation';

import { collectionField, titleCase, type Descriptor } from './descriptor';
import { get } from './get';
import { getAll } from './getAll';
import { listSearch, type ListSearch } from './listSearch';
import { search } from './search';

/** A collection with all its operations. */
export interface Collection extends Resource {
	descriptor: Descriptor;
	/** The search of its dropdown, by the name that the field refers to. */
	listSearch: Record<string, ListSearch>;
}

/** Makes a resource of a collection: Get, Get Many, Search, the dropdown, and their texts. */
export function collection(descriptor: Descriptor): Collection {
	return {
		value: descriptor.value,
		name: titleCase(descriptor.singular),
		fields: descriptor.path === undefined ? [collectionField] : [],
		operations: [getAll(descriptor), get(descriptor), search(descriptor)],
		descriptor,
		listSearch: listSearch(descriptor),
	};
}
