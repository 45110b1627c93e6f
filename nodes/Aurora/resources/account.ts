import type { Resource } from '../operations/operation';

import { get } from './collection/get';
import { getAll } from './collection/getAll';
import { search } from './collection/search';

/** Accounts: what Aurora documents, and what follows from it. */
export const account: Resource = {
	value: 'account',
	name: 'Account',
	operations: [get, getAll, search],
};
