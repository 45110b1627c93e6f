import { collection } from './collection/collection';

/** Accounts: the one collection on Aurora's page, with `GET /Accounts?orderBy=id asc`. */
export const account = collection({
	value: 'account',
	singular: 'account',
	plural: 'accounts',
	path: '/Accounts',
});
