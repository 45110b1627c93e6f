import type { Resource } from '../../operations/operation';

import { send } from './send';

/** Any other request to the API. */
export const apiRequest: Resource = {
	value: 'apiRequest',
	name: 'API Request',
	fields: [],
	operations: [send],
};
