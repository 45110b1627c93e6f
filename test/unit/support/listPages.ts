import type { Evidence } from '../../../nodes/Aurora/api/evidenceTypes';
import type { ListClient, ListPage, ListSource } from '../../../nodes/Aurora/api/listPage';
import { ListState } from '../../../nodes/Aurora/api/listState';

import { API } from './answers';
import { all } from './listings';

/** A page of a list, with these records and what it says of further ones. */
export function pageOf(items: unknown[], says: Partial<Evidence> = {}, url = ''): ListPage {
	return { url, items, length: items.length, evidence: { seen: [], names: [], ...says } };
}

/** The state of a reading that has not begun. */
export function beginReading(limit = all): ListState {
	const client = { settings: { apiOrigin: API } } as ListClient;
	return new ListState({ own: ['accounts'], client } as ListSource, limit);
}
