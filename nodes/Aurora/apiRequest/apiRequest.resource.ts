import type { Resource } from '../shared/operation';

import { send } from './send.operation';

/** Any other address of the Aurora API. */
export const apiRequest: Resource = {
	value: 'apiRequest',
	name: 'API Request',
	operations: [send],
};
