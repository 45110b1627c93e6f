import type { Resource } from '../../operations/operation';

import { send } from './send';

/** Any other address of the Aurora API. */
export const apiRequest: Resource = {
	value: 'apiRequest',
	name: 'API Request',
	operations: [send],
};
