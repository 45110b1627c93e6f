import { isRecord, parseJson } from '../../../credentials/auroraApi/json';
import { AuroraError } from '../shared/auroraError';
import { notJsonFailure } from '../shared/failures';
import type { ApiResponse } from '../shared/apiResponse';
import type { Operation } from '../shared/operation';
import { optionsField } from '../shared/optionFields';
import { itemsOf } from '../shared/records';

import { accountLocator } from './accountLocator';
import { accountUrl } from './accountPaths';

/** Gets one account by its id. */
export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get account',
	description: 'Retrieve one account, chosen from a list or by its ID',
	fields: [accountLocator, optionsField()],
	async run({ client, locator, ...call }) {
		const options = call.options();
		const id = String(locator('accountId') ?? '').trim();
		const url = accountUrl(client.settings, id, options.query);
		try {
			return itemsOf([accountIn(await client.request({ ...options.request, url }))]);
		} catch (thrown) {
			return await Promise.reject(notFound(thrown, id));
		}
	},
};

/** Names under which an envelope may hold the one record. */
const RECORD_NAMES = ['data', 'account', 'item', 'result', 'value', 'record'];

function accountIn(response: ApiResponse): Record<string, unknown> {
	const body = response.body.length === 0 ? {} : parseJson(response.text());
	if (body === undefined) throw notJsonFailure(response);
	const record = Array.isArray(body) && body.length === 1 ? (body[0] as unknown) : body;
	if (!isRecord(record) || Object.keys(record).length === 0) {
		throw new AuroraError(
			'Aurora answered without an account',
			'The address of one account is a convention, Aurora does not document it. Use Search or Get Many instead.',
			response.status,
		);
	}
	const inner = RECORD_NAMES.map((name) => record[name]).find(isRecord);
	return inner && !('id' in record) ? inner : record;
}

function notFound(thrown: unknown, id: string): unknown {
	if (!(thrown instanceof AuroraError) || thrown.httpCode !== 404) return thrown;
	return new AuroraError(
		`There is no account with the ID '${id.slice(0, 80)}'`,
		`Check the ID in 'Account', and that 'Environment' in the credential is the one that the account is in. ${thrown.hint.replace('Check the fields of this operation.', '').trim()}`,
		404,
	);
}
