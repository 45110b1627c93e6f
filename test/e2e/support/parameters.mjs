/** Parameters of the Aurora node as the editor saves them. */

/** Account → Get Many, all of them unless told otherwise. @param {Record<string, unknown>} [more] */
export const getMany = (more) => ({
	resource: 'account',
	operation: 'getAll',
	returnAll: true,
	...more,
});

/** Account → Get. @param {unknown} value the id @param {Record<string, unknown>} [options] */
export const getById = (value, options = {}) => ({
	resource: 'account',
	operation: 'get',
	accountId: { __rl: true, mode: 'id', value },
	options,
});

/** Account → Search. @param {string} field @param {string} match @param {unknown} value */
export const search = (field, match, value) => ({
	resource: 'account',
	operation: 'search',
	field,
	match,
	value,
});

/** API Request → Send. @param {Record<string, unknown>} request e.g. { path: '/Accounts' } */
export const send = (request) => ({ resource: 'apiRequest', operation: 'send', ...request });
