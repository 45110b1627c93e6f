import type { Resource } from '../shared/operation';

import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { search } from './search.operation';

/** Accounts: what Aurora documents, and what follows from it. */
export const account: Resource = {
	value: 'account',
	name: 'Account',
	operations: [get, getAll, search],
};
